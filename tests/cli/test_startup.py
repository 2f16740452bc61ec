import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, environment

SLOW = {"trio", "httpx", "ssl", "jinja2", "rich", "asyncio", "multiprocessing"}


def modules_of(*arguments: str, cwd: Path) -> set[str]:
    """The top-level and icplint's own modules that a call imports."""
    call = (
        "import sys; from icplint.__main__ import main; sys.argv = ['icplint', *sys.argv[1:]]; main(); "
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", call, *arguments], cwd=cwd, env=environment(), capture_output=True, check=True
    )
    return set(ended.stderr.decode().splitlines())


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    return "page.html"


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_saved_page_is_checked_without_a_network_and_without_a_template_engine(
    tmp_path: Path, page: str, form: str
) -> None:
    found = modules_of("check", page, "--quiet", "--format", form, cwd=tmp_path)

    assert "icplint.run.audit" in found
    assert found & SLOW == set()


def test_the_template_engine_is_imported_where_html_is_asked_for(tmp_path: Path, page: str) -> None:
    assert "jinja2" in modules_of("check", page, "--quiet", "--format", "html", cwd=tmp_path)


def test_the_version_imports_no_command_and_no_rule(tmp_path: Path) -> None:
    found = modules_of("--version", cwd=tmp_path)

    assert found & (SLOW | {"importlib.metadata", "selectolax", "tomllib"}) == set()
    assert {
        name for name in found if name.startswith(("icplint.collect", "icplint.read", "icplint.judge"))
    } == set()
    assert "icplint.cli.check" not in found


def test_the_collector_of_cycles_rests_at_the_start_alone(tmp_path: Path, page: str) -> None:
    call = (
        "import gc, sys, icplint.packs as packs; load = packs.load_rules\n"
        "def watched(*folders):\n"
        "    sys.stderr.write(f'at work {gc.isenabled()}, ')\n"
        "    return load(*folders)\n"
        "packs.load_rules = watched\n"
        "from icplint.__main__ import main\n"
        "sys.argv = ['icplint', 'check', *sys.argv[1:], '--quiet']; main()\n"
        "sys.stderr.write(f'behind it {gc.isenabled()}, frozen {gc.get_freeze_count()}')"
    )

    ended = subprocess.run(
        [sys.executable, "-c", call, page],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=True,
        text=True,
    )

    assert ended.stderr == "at work True, behind it True, frozen 0"
