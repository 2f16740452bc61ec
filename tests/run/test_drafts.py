import errno
import os
import stat
from pathlib import Path

import pytest

from icplint.errors import OutputError
from icplint.run.drafts import Draft

needs_permissions = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere"
)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_report_appears_when_it_is_published_and_not_before(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    with Draft(target, "run") as draft:
        draft.file.write(b"{}")
        assert not target.exists()
        draft.publish()

    assert target.read_bytes() == b"{}"
    assert names_in(tmp_path) == ["report.json"]


def test_what_is_not_published_leaves_the_older_report_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")
    with Draft(target, "run") as draft:
        draft.file.write(b"half")

    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["report.json"]


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        Draft(tmp_path, "run")


def test_a_folder_that_is_missing_is_told_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"report\.json: cannot be written"):
        Draft(tmp_path / "missing" / "report.json", "run")


@needs_permissions
def test_a_folder_without_permission_is_told_before_the_run(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            Draft(tmp_path / "report.json", "run")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_full_disk_is_told_in_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    draft = Draft.__new__(Draft)
    draft.target = Path("report.json")
    draft.file = open("/dev/full", "wb")  # noqa: PTH123, SIM115 - closed below
    draft.file.write(b"x")

    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        draft.publish()
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        draft.file.close()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    there = tmp_path / "there" / "report.json"
    there.write_bytes(b"old")
    link = tmp_path / "report.json"
    link.symlink_to(there)
    with Draft(link, "run") as draft:
        draft.file.write(b"new")
        draft.publish()

    assert link.is_symlink()
    assert there.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask to speak of")
def test_a_report_may_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with Draft(tmp_path / "report.json", "run") as draft:
            draft.publish()
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "report.json").stat().st_mode) == 0o644


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among its files")
def test_a_pipe_is_not_replaced_by_a_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")

    with pytest.raises(OutputError, match="regular file"):
        Draft(tmp_path / "pipe.json", "run")
    assert stat.S_ISFIFO((tmp_path / "pipe.json").stat().st_mode)
