"""Rules about the repository itself: folders, layers, documents, words."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from icplint.cli.program import COMMANDS
from icplint.collect.sites.columns import Column, known_column
from icplint.config.scan_table import SCAN_SETTINGS
from icplint.config.table import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "docs" / "README.zh-CN.md")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files() -> list[Path]:
    """The repository's files; in an unpacked sdist, which has no git, all that is not made by tools."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]
    made = {".venv", "build", "dist", "htmlcov", "__pycache__"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in made or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
    ]


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md" and "fixtures" not in path.parts]


# --- folders ---


def unruly_folders(root: Path) -> list[str]:
    """Folders with Python below them whose `__init__.py` is missing or more than one sentence.

    NOTE: such a folder would escape every contract of import-linter unseen.
    """
    folders = {
        folder
        for top in ("icplint", "rules")
        for file in (root / top).rglob("*.py")
        for folder in file.parents
        if folder.is_relative_to(root / top) and folder != root / "icplint"
    }
    return sorted(folder.relative_to(root).as_posix() for folder in folders if not has_one_sentence(folder))


def has_one_sentence(folder: Path) -> bool:
    init = folder / "__init__.py"
    if not init.is_file():
        return False
    body = ast.parse(init.read_text(encoding="utf-8")).body
    match body:
        case [ast.Expr(value=ast.Constant(value=str(sentence)))]:
            return sentence.endswith(".") and "\n" not in sentence
        case _:
            return False


def test_every_folder_says_in_one_sentence_what_it_is() -> None:
    assert unruly_folders(ROOT) == []


@pytest.mark.parametrize(
    "init",
    [None, "", "import os\n", '"""Says it."""\nimport os\n', '"""No full stop"""\n'],
    ids=["missing", "empty", "code", "sentence and code", "no sentence"],
)
def test_a_planted_folder_without_its_sentence_is_seen(tmp_path: Path, init: str | None) -> None:
    planted = tmp_path / "icplint" / "read" / "planted"
    planted.mkdir(parents=True)
    (planted / "module.py").write_text("")
    (planted.parent / "__init__.py").write_text('"""Reads."""\n')
    if init is not None:
        (planted / "__init__.py").write_text(init)

    assert unruly_folders(tmp_path) == ["icplint/read/planted"]


# --- layers ---

BREAKS = {
    "The verbs stand in layers": ("icplint/model", "import icplint.run"),
    "Reading goes from page to footer to evidence": ("icplint/read/page", "import icplint.read.evidence"),
    "Crawling and the register stand above fetching and the list": (
        "icplint/collect/sites",
        "import icplint.collect.crawl",
    ),
    "Rule files import rule_api alone": ("rules/icp", "import icplint.numbers"),
    "Only collect speaks HTTP": ("icplint/run", "import httpx"),
    "Only read.page knows the HTML parser": ("icplint/judge", "import selectolax"),
    "Only cli knows click": ("icplint/config", "import click"),
    "The pure rooms never wait": ("icplint/numbers", "import trio"),
}
"""For each contract a folder and an import that break it."""


UTF8 = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages of a folder, in a process of its own."""
    call = "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", call],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def copied_packages(folder: Path) -> Path:
    for name in ("icplint", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.slow
def test_the_layers_hold() -> None:
    linted = lint_imports(ROOT)

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.slow
def test_a_planted_import_breaks_each_contract(tmp_path: Path) -> None:
    contracts = [contract["name"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]]
    copy = copied_packages(tmp_path)
    for folder, planted in BREAKS.values():
        (copy / folder / "planted.py").write_text(f"{planted}\n")

    linted = lint_imports(copy)

    assert sorted(BREAKS) == sorted(contracts)
    assert linted.returncode == 1
    for contract in contracts:
        assert re.search(rf"^{re.escape(contract)} BROKEN$", linted.stdout, re.MULTILINE), linted.stdout


@pytest.mark.slow
def test_a_planted_room_without_a_layer_is_refused(tmp_path: Path) -> None:
    room = copied_packages(tmp_path) / "icplint" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""Keeps what nobody wants."""\n')

    linted = lint_imports(tmp_path)

    assert linted.returncode == 1
    assert "icplint.attic" in linted.stdout


# --- crashes ---

CATCHERS = ["icplint/cli/main.py", "icplint/judge/hearing.py", "icplint/packs.py", "icplint/run/worker.py"]
"""Each turns a crash into something that is counted or told; see decision 2."""


def test_a_crash_is_caught_in_four_places_only() -> None:
    catching = [
        path.relative_to(ROOT).as_posix()
        for top in ("icplint", "rules")
        for path in sorted((ROOT / top).rglob("*.py"))
        if any(map(swallows_crashes, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    ]

    assert catching == CATCHERS


def swallows_crashes(node: ast.AST) -> bool:
    """True for `except Exception`, alone or among others, and for a bare or base `except` that does not raise again."""
    match node:
        case ast.ExceptHandler(type=ast.Name(id="Exception")):
            return True
        case ast.ExceptHandler(type=ast.Tuple(elts=several)):
            return any(isinstance(one, ast.Name) and one.id == "Exception" for one in several)
        case ast.ExceptHandler(type=None | ast.Name(id="BaseException"), body=body):
            return not any(
                isinstance(inner, ast.Raise) for statement in body for inner in ast.walk(statement)
            )
        case _:
            return False


# --- documents ---


def fenced_blocks(text: str) -> list[str]:
    return re.findall(r"^```[^\n]*\n.*?^```$", text, re.MULTILINE | re.DOTALL)


def without_fences(text: str) -> str:
    return re.sub(r"^```[^\n]*\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ .+$", without_fences(text), re.MULTILINE)


def anchor(heading: str) -> str:
    """The anchor that a heading gets where Markdown is shown."""
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return words.replace(" ", "-")


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_a_readme_names_every_command_and_every_setting(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"icplint {name}" not in text] == []
    assert [
        setting.name for setting in (*SETTINGS, *SCAN_SETTINGS) if f"`--{setting.name}`" not in text
    ] == []


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_a_readme_names_every_column_of_a_list_in_both_languages(readme: Path) -> None:
    rows = column_rows(readme.read_text(encoding="utf-8"))
    names = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    headers = {header for row in rows for header in re.split(r"[,、]\s*", row[1])}

    assert names >= {column.value for column in Column if column is not Column.TARGET}
    assert {column_of(header) for header in headers} == {column_of(name) for name in names}


def column_of(header: str) -> Column | None:
    known = known_column(header)
    return known[0] if known else None


def column_rows(text: str) -> list[list[str]]:
    """The cells of the table that has a row for the column `entity`."""
    table = next(
        table for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE) if "| `entity` |" in table
    )
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


def test_the_readme_twins_have_the_same_bones() -> None:
    english, chinese = (readme.read_text(encoding="utf-8") for readme in READMES)

    assert fenced_blocks(english) == fenced_blocks(chinese)
    assert levels(english) == levels(chinese)
    assert images(english) == images(chinese)
    assert table_rows(english) == table_rows(chinese)


def levels(text: str) -> list[int]:
    return [len(heading.split()[0]) for heading in headings(text)]


def images(text: str) -> list[str]:
    return [Path(target).name.replace(".zh.", ".") for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)]


def table_rows(text: str) -> int:
    return len(re.findall(r"^\|", without_fences(text), re.MULTILINE))


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
@pytest.mark.parametrize("marker", ["demo", "test"])
def test_each_set_up_command_is_one_line_behind_its_marker(readme: Path, marker: str) -> None:
    text = readme.read_text(encoding="utf-8")

    assert len(re.findall(rf"^<!-- ci: {marker} -->\n```sh\n[^\n]+\n```$", text, re.MULTILINE)) == 1


def test_every_link_within_the_documents_leads_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT).as_posix()}: {target}"
        for path in documents()
        for target in re.findall(r"\]\(([^)\s]+)\)", without_fences(path.read_text(encoding="utf-8")))
        if not re.match(r"[a-z]+:", target) and not leads_somewhere(path, target)
    ]

    assert dead == []


def leads_somewhere(document: Path, target: str) -> bool:
    name, _, fragment = target.partition("#")
    file = document.parent / name if name else document
    if not file.exists():
        return False
    return not fragment or fragment in map(anchor, headings(file.read_text(encoding="utf-8")))


def test_every_room_stands_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {
        folder.relative_to(ROOT).parts[-1]
        for folder in (ROOT / "icplint").rglob("*")
        if (folder / "__init__.py").is_file()
    }
    modules = {file.name for file in (ROOT / "icplint").glob("[!_]*.py")}
    packs = {folder.name for folder in (ROOT / "rules").iterdir() if (folder / "__init__.py").is_file()}

    assert [room for room in sorted(rooms | packs) if f"{room}/" not in page] == []
    assert [module for module in sorted(modules) if module not in page] == []
    assert len(page.splitlines()) <= 120


_AT_IMPORT = re.compile(
    r"^(?:from dataclasses import .*\bdataclass\b|_?[A-Z][A-Z0-9_]* = re\.compile\()", re.MULTILINE
)


def test_dataclasses_and_patterns_are_made_when_first_used() -> None:
    files = [*(ROOT / "icplint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]

    at_import = {file.name for file in files if _AT_IMPORT.search(file.read_text(encoding="utf-8"))}

    # One has to have a `__dict__`, one an order: the standard library's own do that.
    assert at_import == {"tls.py", "fleet.py"}


def test_every_decision_is_short_and_says_when_to_reopen_it() -> None:
    wanted = ["## Context", "## Decision", "## Consequences", "## Reopen when"]
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    texts = {record.name: record.read_text(encoding="utf-8") for record in records}

    assert [int(name[:4]) for name in texts] == list(range(1, len(texts) + 1))
    assert [name for name, text in texts.items() if headings(text)[1:] != wanted] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > 40] == []


def test_the_contributing_page_names_tasks_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`poe ([\w-]+)`", text))

    assert named
    assert named <= set(PYPROJECT["tool"]["poe"]["tasks"])


# --- what no file holds ---

LOCKS = {
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
    "Pipfile.lock",
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
}

# NOTE: spelled in pieces, so that this file does not hold what it forbids.
FOREIGN = re.compile(
    "|".join(
        (
            r"(?<![\w.*-])/" + "work/",
            r"(?<![\w.*-])/" + "root/",
            r"(?<![\w.*-])/" + "home/[a-z]+/",
            "shared" + "/design",
            r"\." + r"library\b",
            "files.python" + "hosted",
            "pypi" + r"\.org",
            "registry.npm" + "js",
            "deb." + "debian",
            r"\bclau" + r"de\b",
            r"\banth" + r"ropic\b",
        )
    ),
    re.IGNORECASE,
)
"""Paths of one machine, words of one workplace, hosts that only some machines reach."""


def test_there_is_no_lock_file() -> None:
    assert [path.name for path in files() if path.name in LOCKS] == []


def test_no_file_names_a_machine_or_a_workplace() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {hit.group()}"
        for path in files()
        if path.suffix != ".png" and (hit := FOREIGN.search(path.read_bytes().decode("utf-8", "replace")))
    ]

    assert found == []


# --- Chinese terms ---

FORBIDDEN = {
    "ICP号": "ICP备案号",
    "序列号": "备案编号",
    "ICP证号": "增值电信业务经营许可证编号",
    "站长": "主体负责人, 网站负责人",
    "空间商": "接入服务提供者, 接入商",
    "公安徽章": "备案编号图标",
    "警徽": "备案编号图标",
    "工信部官网": "工业和信息化部 ICP/IP地址/域名信息备案管理系统",
    "信息产业部": "工业和信息化部",
    "全国公安机关互联网站安全管理服务平台": "全国互联网安全管理服务平台",
    "全国公安机关互联网站安全服务平台": "全国互联网安全管理服务平台",
    "下线": "注销备案, 取消接入",
    "失效": "注销备案",
}
"""What our own Chinese never says, and what it says instead."""

TERMS = re.compile(
    "|".join(
        (
            *map(re.escape, FORBIDDEN),
            r"(?<![A-Za-z])PSB(?![A-Za-z0-9])",
            # 有限公司 and its family are names; the word alone for the filing entity is not ours.
            r"(?<![限份任团分子总母某])公司(?![法形类]|名称)",
        )
    )
)
QUOTED = re.compile(
    r"《[^》]*》|（[^（）]*令第\d+号）|「[^」]*」|“[^”]*”|`[^`]*`|<[^>]*>|\{[{%#].*?[}%#]\}", re.DOTALL
)
"""Names, quotations, code and markup: not our own words."""


def forbidden_terms(chinese: str) -> list[str]:
    """The forbidden terms in a stretch of our own Chinese."""
    return TERMS.findall(QUOTED.sub(" ", chinese))


def chinese_sentences(module: Path) -> Iterator[str]:
    """Every string that a module hands over as `zh=…`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "zh":
            yield "".join(
                part.value
                for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def test_our_chinese_keeps_to_its_terms() -> None:
    sentences = [
        (path, sentence)
        for top in ("icplint", "rules")
        for path in sorted((ROOT / top).rglob("*.py"))
        for sentence in chinese_sentences(path)
    ]
    pages = [
        (path, without_fences(path.read_text(encoding="utf-8")))
        for path in files()
        if path.name.endswith((".zh-CN.md", ".j2", ".jinja"))
        or "templates" in path.parts
        or (path.suffix == ".md" and "rules" in path.parts)  # generated, in both languages
    ]

    assert sentences
    assert [
        f"{path.relative_to(ROOT).as_posix()}: {terms}"
        for path, chinese in sentences + pages
        if (terms := forbidden_terms(chinese))
    ] == []


@pytest.mark.parametrize(
    "chinese",
    ["请填写ICP号", "ICP证号缺失", "请联系站长", "网站已下线", "PSB 编号", "贵公司的备案", "公司名下的网站"],
)
def test_a_forbidden_term_is_seen(chinese: str) -> None:
    assert forbidden_terms(chinese)


@pytest.mark.parametrize(
    "chinese",
    [
        "ICP备案号",
        "某某（北京）科技有限公司",
        "规则 PSB001",
        "原文为「信息产业部」",
        "《公司法》",
        "《某某办法》（原信息产业部令第33号）",
        "仅公司形式不同",
        "`PSB` 列",
    ],
)
def test_names_and_quotations_are_no_forbidden_terms(chinese: str) -> None:
    assert forbidden_terms(chinese) == []
