"""`handrail check` on 1,000 generated improvements, as a ratio to its floor in the same run.

The floor is what nobody can do without: reading the files and `yaml.load` with libyaml's
`CSafeLoader`. Both are whole processes, run in turn, so that a machine that slows down slows both.
Run it with `python benchmarks/check.py [IMPROVEMENTS] [RUNS]`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

FLOOR = """
import sys
from pathlib import Path
import yaml
for path in Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
#: Makes the optional accelerator look as if it were not installed.
WITHOUT_ACCELERATOR = """
import sys
sys.modules["jsonschema_rs"] = None
from handrail.cli import main
main()
"""
TARGET_FAST, TARGET_PLAIN = 2.0, 6.0


def main() -> None:
    """Generate, measure, and print medians and ratios."""
    improvements = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        documents = generate(root, improvements)
        print(
            f"{improvements} improvements, {documents} documents, {runs} runs each, seconds (median)"
        )
        check = ["--root", folder, "check", "--format", "json"]
        commands = {
            "floor": [sys.executable, "-c", FLOOR, folder],
            "check with jsonschema-rs": [sys.executable, "-m", "handrail", *check],
            "check with jsonschema alone": [sys.executable, "-c", WITHOUT_ACCELERATOR, *check],
        }
        report(commands, runs)
    print(
        f"targets: within {TARGET_FAST} × with jsonschema-rs, {TARGET_PLAIN} × with jsonschema alone"
    )


def report(commands: dict[str, list[str]], runs: int) -> None:
    """Measure commands, and print medians and ratios to the one called `floor`."""
    measured = _measure(commands, runs)
    floor = measured["floor"]
    for name, seconds in measured.items():
        ratios = sorted(one / other for one, other in zip(seconds, floor, strict=True))
        print(
            f"{name:30} {statistics.median(seconds):7.2f} s  {statistics.median(ratios):5.2f} × floor"
        )


def _measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Run every command once to warm up, then all of them in turn."""
    measured: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ))
            seconds = time.perf_counter() - start
            if done.returncode:
                sys.exit(f"{name} failed:\n{done.stdout.decode()[-2000:]}{done.stderr.decode()}")
            if number:
                measured[name].append(seconds)
    return measured


if __name__ == "__main__":
    main()
