from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handrail.model.errors import HandrailError
from handrail.writing.files import alone
from handrail.writing.files import clear_leftovers
from handrail.writing.files import replace_files
from handrail.writing.files import write_files


def listed(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_files_are_put_in_place_and_folders_made(tmp_path: Path) -> None:
    write_files({tmp_path / "a" / "one.yaml": b"1", tmp_path / "a" / "b" / "two.yaml": b"2"})
    assert listed(tmp_path) == ["a/b/two.yaml", "a/one.yaml"]
    assert (tmp_path / "a" / "b" / "two.yaml").read_bytes() == b"2"


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_bytes(b"old")
    write_files({tmp_path / "findings.json": b"new"})
    assert (tmp_path / "findings.json").read_bytes() == b"new"


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_bytes(b"a file where a folder belongs")
    with pytest.raises(HandrailError, match=r"cannot write `.*occupied/two\.yaml`"):
        write_files({tmp_path / "one.yaml": b"1", tmp_path / "occupied" / "two.yaml": b"2"})
    assert listed(tmp_path) == ["occupied"]


def test_broken_off_between_two_files_nothing_is_left_lying_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced: list[Path] = []
    replace = Path.replace

    def only_once(self: Path, target: Path) -> Path:
        if replaced:
            raise OSError
        replaced.append(target)
        return replace(self, target)

    files = {tmp_path / "one.yaml": b"1", tmp_path / "two.yaml": b"2"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", only_once)
        with pytest.raises(HandrailError):
            write_files(files)
    assert listed(tmp_path) == ["one.yaml"]
    write_files(files)
    assert listed(tmp_path) == ["one.yaml", "two.yaml"]


def test_what_a_killed_run_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    names = (
        "plan.yaml", ".plan.yaml.0123abcd", ".plan.yaml.bak", ".plan.yaml.0123abcde",
        ".plan-2.yaml.0123abcd", ".planXyaml.0123abcd",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).touch()
    clear_leftovers([tmp_path / "plan.yaml", tmp_path / "elsewhere" / "plan.yaml"])
    assert listed(tmp_path) == sorted({*names} - {".plan.yaml.0123abcd"})


def test_whoever_was_faster_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(b"theirs")
    for read in (None, b"before"):
        with pytest.raises(
            HandrailError, match=r"`.*one\.yaml` was changed by somebody else just now"
        ):
            replace_files(
                {tmp_path / "two.yaml": b"2", tmp_path / "one.yaml": b"ours"},
                {tmp_path / "one.yaml": read},
            )
    with pytest.raises(HandrailError, match="was changed by somebody else just now"):
        replace_files({tmp_path / "gone.yaml": b"ours"}, {tmp_path / "gone.yaml": b"before"})
    assert listed(tmp_path) == ["one.yaml"]
    assert (tmp_path / "one.yaml").read_bytes() == b"theirs"


def test_what_says_so_already_may_be_written_again(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(b"new")
    replace_files({tmp_path / "one.yaml": b"new"}, {tmp_path / "one.yaml": b"old"})
    assert (tmp_path / "one.yaml").read_bytes() == b"new"


def test_only_one_of_many_who_write_at_once_is_the_first(tmp_path: Path) -> None:
    def write(number: int) -> bool:
        try:
            with alone(tmp_path):
                replace_files({tmp_path / "one.yaml": b"%d" % number}, {})
        except HandrailError:
            return False
        return True

    with ThreadPoolExecutor(max_workers=8) as pool:
        won = list(pool.map(write, range(40)))
    assert won.count(True) == 1
    assert (tmp_path / "one.yaml").read_bytes() == b"%d" % won.index(True)


def test_a_folder_that_is_not_there_is_had_alone(tmp_path: Path) -> None:
    with alone(tmp_path / "nowhere"):
        assert listed(tmp_path) == []
