"""`[[require]]` in a configuration file: what it may say, and one line for each fault."""

from pathlib import Path

import pytest

from icplint.config.load import load
from icplint.config.patterns import refused_pattern
from icplint.errors import ConfigError
from icplint.model.finding import Severity
from icplint.model.rule import Where
from icplint.model.settings import Requirement
from icplint.model.text import Text


def items(folder: Path, toml: str) -> tuple[Requirement, ...]:
    (folder / "icplint.toml").write_text(toml, encoding="utf-8")
    return load({}, {}, folder).judge.require


def faults(folder: Path, toml: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        items(folder, toml)
    assert len(raised.value.en.splitlines()) == len(raised.value.zh.splitlines())
    return raised.value.en.splitlines()


def test_an_item_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    [item] = items(
        tmp_path,
        """
        [[require]]
        name = "report-hotline"
        text = "网上举报"
        link = "https://www.12377.cn/"
        picture = "12377.png"
        severity = "error"
        message = { zh = "缺少举报入口", en = "no report link" }
        where = "every-page"
        """,
    )

    assert item == Requirement(
        name="report-hotline",
        text="网上举报",
        link="https://www.12377.cn/",
        picture="12377.png",
        severity=Severity.ERROR,
        message=Text(en="no report link", zh="缺少举报入口"),
        where=Where.EVERY_PAGE,
    )


def test_what_is_left_out_has_its_default_and_one_sentence_serves_both_languages(tmp_path: Path) -> None:
    [item] = items(tmp_path, '[[require]]\nname = "a"\npattern = "x"\nmessage = "缺少"\n')

    assert (item.severity, item.where) == (Severity.WARNING, Where.HOME)
    assert item.message == Text(en="缺少", zh="缺少")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('require = "x"', "require must be tables"),
        ("[[require]]\ntext = 'x'", "require[1].name must be a name"),
        ("[[require]]\nname = 'A b'\ntext = 'x'", "require[1].name must be a name"),
        ("[[require]]\nname = 'a'", "require[1] must be a demand"),
        ("[[require]]\nname = 'a'\ntext = 'x'\npattern = 'y'", "require[1].pattern must be left out"),
        ("[[require]]\nname = 'a'\ntxt = 'x'\nlink = 'https://a.cn/'", "did you mean text?"),
        ("[[require]]\nname = 'a'\ntext = 3", "require[1].text must be one line of text"),
        ("[[require]]\nname = 'a'\nlink = 'javascript:x'", "require[1].link must be an address"),
        ("[[require]]\nname = 'a'\ntext = 'x'\nseverity = 'grave'", "require[1].severity must be one of"),
        ("[[require]]\nname = 'a'\ntext = 'x'\nwhere = 'there'", "require[1].where must be one of"),
        (
            "[[require]]\nname = 'a'\ntext = 'x'\nmessage = { zh = 'x' }",
            "require[1].message must be a sentence",
        ),
        (
            "[[require]]\nname = 'a'\npattern = '(a+)+'",
            "require[1].pattern must be a regular expression without",
        ),
        ("[[require]]\nname='a'\ntext='x'\n[[require]]\nname='a'\ntext='y'", "two items are named 'a'"),
    ],
)
def test_a_fault_is_one_line_that_names_file_key_and_remedy(tmp_path: Path, toml: str, says: str) -> None:
    [line] = faults(tmp_path, toml)

    assert "icplint.toml" in line
    assert says in line


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "[[require]]\nname = 'A'\ntext = 3\n[[require]]\nseverity = 'x'\n")) >= 4


@pytest.mark.parametrize(
    "pattern",
    [
        r"客服：\d{3}-\d{8}",
        r"京公网安备\s?\d{14}号",
        r"(?:举报|投诉)(?:电话)?：.*",
        r"[\[a-z\]]+",
        r"a|b|c|d",
        r"colou?r",
        r"\(x\)+",
        r"\d{1,20}元",
    ],
)
def test_a_pattern_that_cannot_be_slow_is_taken(pattern: str) -> None:
    assert refused_pattern(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(?:a|a)*",
        r"(a)\1",
        r"(?=a)b",
        r"(?<!a)b",
        r"(?P<x>a)(?P=x)",
        r".*.*x",
        r"\d+\d+",
        r"(?:ab){2,}",
        r"a{1,400}b{1,400}",
        r"(?:a|b|c|d)(?:a|b|c|d)" * 8,
        "(",
        "[a",
        "*a",
        "[[a]",
        "x" * 301,
        "a{99999999999999999999}",
    ],
)
def test_a_pattern_that_could_be_slow_or_is_none_is_refused(pattern: str) -> None:
    assert refused_pattern(pattern) is not None
