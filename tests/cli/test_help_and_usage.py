import ast
import inspect
from pathlib import Path

import click
import pytest

import icplint.__main__ as start
from icplint.cli.command import Argument, LazyGroup
from icplint.cli.language import language_of
from icplint.cli.program import COMMANDS, program
from icplint.cli.wrong_usage import say_wrong_usage
from icplint.config.table import SETTINGS
from icplint.model.text import Language
from tests.fakes.command_line import icplint

CHINESE = range(0x4E00, 0xA000)


def commands(language: Language) -> list[click.Command]:
    group = program(language)
    ctx = click.Context(group, info_name="icplint")
    found = [group.get_command(ctx, name) for name in group.list_commands(ctx)]
    return [group, *(one for one in found if one is not None)]


def help_texts(language: Language) -> dict[str, str | None]:
    texts: dict[str, str | None] = {}
    for command in commands(language):
        texts[f"{command.name}"] = command.help
        for param in command.params:
            says = param.says if isinstance(param, Argument) else getattr(param, "help", None)
            texts[f"{command.name} {param.name}"] = says
    return texts


def has_chinese(text: str | None) -> bool:
    return any(ord(char) in CHINESE for char in text or "")


def test_every_command_and_option_has_help_in_both_languages() -> None:
    english, chinese = help_texts(Language.EN), help_texts(Language.ZH)

    assert english.keys() == chinese.keys()
    assert [name for name, text in english.items() if not text or has_chinese(text)] == []
    assert [name for name, text in chinese.items() if not has_chinese(text)] == []


def test_every_command_of_the_table_can_be_called() -> None:
    assert [one.name for one in commands(Language.EN)] == ["icplint", *COMMANDS]


def test_every_setting_of_the_table_is_an_option_of_check() -> None:
    check = next(one for one in commands(Language.EN) if one.name == "check")
    options = {word for param in check.params for word in param.opts}

    assert {f"--{setting.name}" for setting in SETTINGS} <= options


@pytest.mark.parametrize("language", Language)
def test_no_word_of_clicks_own_english_stands_on_a_chinese_page(language: Language) -> None:
    group = program(language)
    pages = [
        click.Context(one, info_name=one.name, parent=click.Context(group)).get_help()
        if not isinstance(one, LazyGroup)
        else click.Context(one, info_name="icplint").get_help()
        for one in commands(language)
    ]
    english = [
        word for page in pages for word in ("Usage:", "Options:", "Commands:", "Arguments:") if word in page
    ]

    assert bool(english) is (language is Language.EN)


def test_the_bare_program_shows_help_with_three_examples(tmp_path: Path) -> None:
    ended = icplint("--lang", "en", cwd=tmp_path)
    bare = icplint(cwd=tmp_path)
    examples = [line for line in ended.stdout.decode().splitlines() if line.startswith("    icplint ")]

    assert (ended.returncode, bare.returncode) == (0, 0)
    assert len(examples) == 3
    assert "用法" in bare.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("chekc",), "no command 'chekc'. The nearest is 'check'", "没有命令 chekc。最接近的是 check"),
        (("check", "a.cn", "--jbos", "2"), "no option '--jbos'. The nearest is '--jobs'", "没有选项 --jbos"),
        (("check",), "argument TARGET is missing", "缺少参数 TARGET"),
        (("check", "a.cn", "--jobs"), "'--jobs' needs a value", "选项 --jobs 后面缺少值"),
        (("check", "a.cn", "--exit-zero=1"), "'--exit-zero' takes no value", "选项 --exit-zero 不带值"),
        (("rules", "--lang", "fr"), "--lang must be one of zh / en, not 'fr'", "--lang 只能是 zh / en"),
        (("--lang", "fr", "rules"), "--lang must be one of zh / en, not 'fr'", "--lang 只能是 zh / en"),
        (("schema", "one", "two"), "too many arguments: one two", "参数过多：one two"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_usage_error_is_one_line_in_the_users_language(
    tmp_path: Path, arguments: tuple[str, ...], english: str, chinese: str
) -> None:
    in_english = icplint(*arguments, cwd=tmp_path, env={"ICPLINT_LANG": "en"})
    in_chinese = icplint(*arguments, cwd=tmp_path, env={"LANG": "zh_CN.UTF-8"})

    assert english in in_english.stderr.decode()
    assert chinese in in_chinese.stderr.decode()
    assert (in_english.returncode, in_chinese.returncode) == (2, 2)
    assert (in_english.stderr.count(b"\n"), in_chinese.stderr.count(b"\n")) == (1, 1)


def test_every_usage_error_of_click_has_a_sentence() -> None:
    option = click.Option(["--jobs"])
    errors: dict[type[click.ClickException], click.ClickException] = {
        click.UsageError: click.UsageError("wrong"),
        click.BadParameter: click.BadParameter("wrong", param=option),
        click.MissingParameter: click.MissingParameter(param=option),
        click.NoSuchOption: click.NoSuchOption("--jbos"),
        click.BadOptionUsage: click.BadOptionUsage("--jobs", "wrong"),
        click.BadArgumentUsage: click.BadArgumentUsage("wrong"),
        click.FileError: click.FileError("a.txt", "wrong"),
    }
    # These are never raised: our group finds its commands itself, and shows help without an error.
    unused = {"NoSuchCommand", "NoArgsIsHelpError"}
    of_click = {
        one
        for _, one in inspect.getmembers(click.exceptions, inspect.isclass)
        if issubclass(one, click.ClickException)
        and one is not click.ClickException
        and one.__name__ not in unused
    }

    assert of_click == errors.keys()
    for error in errors.values():
        said = say_wrong_usage(error)
        assert said.en
        assert has_chinese(said.zh)


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        ((), {}, "zh"),
        ((), {"LANG": "C.UTF-8"}, "zh"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.GBK"}, "zh"),
        ((), {"LANG": "en_GB.UTF-8", "ICPLINT_LANG": "zh"}, "zh"),
        (("check", "--lang", "en"), {"ICPLINT_LANG": "zh"}, "en"),
        (("check", "--lang=en"), {}, "en"),
        (("check", "--", "--lang=en"), {}, "zh"),
        (("--lang",), {"LANG": "en_GB"}, "en"),
        (("--lang", "xx"), {"LANG": "en_GB"}, "en"),
        ((), {"LANG": "fr_FR.UTF-8"}, "zh"),
    ],
    ids=str,
)
def test_the_language_is_the_flags_the_variables_the_systems_or_chinese(
    argv: tuple[str, ...], environ: dict[str, str], language: str
) -> None:
    assert language_of(argv, environ) == language


def test_an_old_python_can_read_the_start_and_is_refused_in_one_line() -> None:
    source = Path(start.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 5))

    assert start.refusal((3, 10), "utf-8") == start.TOO_OLD
    assert start.refusal((3, 11), "utf-8") == ""
    assert start.refusal((2, 7), "ascii").startswith("icplint needs Python 3.11 or newer")


def test_the_version_is_told_and_in_full_with_rules_and_dates(tmp_path: Path) -> None:
    short = icplint("--version", cwd=tmp_path)
    full = icplint("--version", "--verbose", "--lang", "en", cwd=tmp_path).stdout.decode().splitlines()

    assert short.stdout.decode().strip() == full[0]
    assert [line.partition(":")[0] for line in full[1:]] == [
        "rules",
        "law data as of",
        "profile data as of",
        "badge data as of",
    ]


def test_a_fault_of_ours_is_a_traceback_and_exit_4(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import icplint.cli.streams as s\nimport icplint.packs as p\n"
        "def broken(*a): raise RuntimeError('planted')\np.load_rules = broken\n"
    )
    root = str(Path(start.__file__).parents[1])
    ended = icplint(
        "rules", cwd=tmp_path, env={"PYTHONPATH": f"{tmp_path}{';' if ';' in root else ':'}{root}"}
    )

    assert ended.returncode == 4
    assert b"RuntimeError: planted" in ended.stderr
    assert "反馈" in ended.stderr.decode()
