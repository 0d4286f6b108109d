"""What goes wrong that is nobody's record: one line, and an exit code that is not a pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handrail.cli import main
from handrail.register import register as register_module
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import write

PACKAGE = Path(register_module.__file__).parents[2]


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "handrail", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), **environment},
        capture_output=True,
        check=False,
    )


def fail(*_: object) -> None:
    raise KeyError("a fault of ours")


def test_a_fault_of_ours_is_never_a_pass(
    handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handrail.register.load_register", fail)
    ran = handrail("check", "--as-of", "2026-04-20")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(
        "error: handrail itself has failed, with KeyError in test_main.py, line "
    )
    assert ran.err.splitlines()[1:] == [
        "hint: nothing was judged; run it again with HANDRAIL_TRACEBACK=1 and report what it prints"
    ]
    monkeypatch.setenv("HANDRAIL_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in handrail("check").err
    assert repository.is_dir()


def test_interrupted(handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handrail.register.load_register", interrupt)
    assert handrail("check", "--as-of", "2026-04-20").code == 130
    assert repository.is_dir()


def test_a_file_that_cannot_be_written(handrail: Handrail, repository: Path) -> None:
    (repository / "occupied").write_text("")
    assert handrail("check", "--output", "json=occupied/a.json").code == 3


def test_version(handrail: Handrail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.2.3")
    assert handrail("--version") == Ran(0, "handrail 1.2.3\n", "")


def test_arguments_come_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["handrail", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().out[:6]) == (0, "Usage:")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_console_that_is_not_utf8(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, {"improvements/2026/plan-review.yaml": "by: li-an # 李娜"})
    done = run(tmp_path, "check", "--lang", "zh", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"  1 | by: li-an" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_reader_who_stops_reading(tmp_path: Path) -> None:
    write(tmp_path)
    shell = f"{sys.executable} -m handrail explain | head -n 1"
    done = subprocess.run(
        ["sh", "-c", shell],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        check=False,
    )
    assert (done.stdout.splitlines(), done.stderr) == ([b"Rules"], b"")


def test_help_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from handrail.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(*sorted({'git', 'yaml', 'jsonschema', 'mkdocs', 'jsonschema_rs'} & set(sys.modules)),"
        " file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b"\n"
