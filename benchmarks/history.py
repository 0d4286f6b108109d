"""`handrail history` and `handrail show` on 10,000 commits, as a ratio to one `git log` pass in the same run.

The floor is `git log --name-status` over the same folders. All are whole processes, run in turn,
so that a machine that slows down slows all. Run it with
`python benchmarks/history.py [COMMITS] [IMPROVEMENTS] [RUNS]`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from check import report
from generate import generate

TARGET = 3.0
RECORD = "progress-feedback"
FIRST_DAY = 1_767_600_000
FOLDERS = ("improvements", "processes")


def main() -> None:
    """Generate, measure, and print medians and ratios."""
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    improvements = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        documents = generate(root, improvements)
        _commit(root, commits)
        print(f"{commits} commits, {improvements} improvements, {documents} documents, {runs} runs each, seconds (median)")  # fmt: skip
        handrail = [sys.executable, "-m", "handrail", "--root", folder]
        report(
            {
                "floor": ["git", "-C", folder, "log", "--name-status", "--", *FOLDERS],
                "history": [*handrail, "history", RECORD],
                "show": [*handrail, "show", RECORD],
            },
            runs,
        )
    print(f"target: within {TARGET} ×")


def _commit(root: Path, commits: int) -> None:
    """Commit the files as people would: every document as a draft first, then as it is now."""
    files = sorted(path for name in (*FOLDERS, "schemas") for path in (root / name).rglob("*.*"))
    files += [root / "handrail.yaml", root / "organization.yaml"]
    by_name = sorted(files, key=lambda path: (path.parent.name == "approvals", path.name))
    edits = [(path, draft) for path in by_name for draft in (True, False)]
    stream = b"".join(_stream(root, edits, commits))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, check=True, input=stream)
    subprocess.run(["git", "reset", "--quiet"], cwd=root, check=True)


def _stream(root: Path, edits: list[tuple[Path, bool]], commits: int) -> Iterator[bytes]:
    for number in range(commits):
        batch = edits[number * len(edits) // commits : (number + 1) * len(edits) // commits]
        yield b"commit refs/heads/main\n"
        yield b"committer Li Na <li.na@company-d.example> %d +0800\n" % (FIRST_DAY + number * 600)
        yield b"data 6\nstate\n\n"
        for path, draft in batch:
            content = (b"# draft\n" if draft else b"") + path.read_bytes()
            yield b"M 100644 inline %s\n" % path.relative_to(root).as_posix().encode()
            yield b"data %d\n%s\n" % (len(content), content)


if __name__ == "__main__":
    main()
