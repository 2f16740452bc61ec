"""`[[entities]]` in a configuration file: what it may say, and one line for each fault."""

from pathlib import Path

import pytest

from icplint.cli.options import told
from icplint.config.load import load
from icplint.config.rule_options import wrong_options
from icplint.errors import ConfigError
from icplint.model.entity import Entity
from icplint.packs import load_rules


def entities(folder: Path, toml: str) -> tuple[Entity, ...]:
    (folder / "icplint.toml").write_text(toml, encoding="utf-8")
    return load({}, {}, folder).judge.entities


def faults(folder: Path, toml: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        entities(folder, toml)
    assert len(raised.value.en.splitlines()) == len(raised.value.zh.splitlines())
    return raised.value.en.splitlines()


def table(name: str, **keys: str) -> str:
    return f'[[entities]]\nname = "{name}"\n' + "".join(f"{key} = {said}\n" for key, said in keys.items())


def test_an_entity_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    [entity] = entities(
        tmp_path,
        """
        [[entities]]
        name = "杭州蓝田石立科技有限公司"
        former_names = ["杭州蓝田石立仪表有限公司"]
        brands = ["蓝田石立", "石立云"]
        english = "Lantian Shili Technology Co., Ltd."
        parent = "蓝田控股集团有限公司"
        """,
    )

    assert entity == Entity(
        name="杭州蓝田石立科技有限公司",
        former_names=("杭州蓝田石立仪表有限公司",),
        brands=("蓝田石立", "石立云"),
        english=("Lantian Shili Technology Co., Ltd.",),
        parent="蓝田控股集团有限公司",
    )


def test_a_name_is_all_that_must_be_said(tmp_path: Path) -> None:
    assert entities(tmp_path, table("甲公司")) == (Entity(name="甲公司"),)


def test_a_group_may_share_a_brand_and_a_parent(tmp_path: Path) -> None:
    group = table("甲公司", brands='["云"]', parent='"丙公司"') + table(
        "乙公司", brands='["云"]', parent='"丙公司"'
    )

    assert [entity.name for entity in entities(tmp_path, group)] == ["甲公司", "乙公司"]


def test_a_name_may_be_what_another_was_called_before(tmp_path: Path) -> None:
    """A group is renamed, and a new subsidiary takes its old name."""
    assert len(entities(tmp_path, table("甲公司") + table("乙公司", former_names='["甲公司"]'))) == 2


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ('entities = "甲"', "entities must be tables: [[entities]]"),
        ("[entities]\nname = '甲公司'", "entities must be tables: [[entities]]"),
        ("[[entities]]", "entities[1].name must be a name, in one line"),
        ('[[entities]]\nname = ""', "entities[1].name must be a name, in one line"),
        ('[[entities]]\nname = "（）"', "entities[1].name must be a name, in one line"),
        ('[[entities]]\nname = "a\\u001b[31m"', "entities[1].name must be a name, in one line"),
        ("[[entities]]\nname = 7", "entities[1].name must be a name, in one line"),
        (f'[[entities]]\nname = "{"长" * 201}"', "entities[1].name must be a name, in one line"),
        (table("甲公司", parent="[]"), "entities[1].parent must be a name, in one line"),
        (table("甲公司", brands="7"), 'entities[1].brands must be a list of at most 99 names: ["…"]'),
        (
            table("甲公司", english='["", "A"]'),
            'entities[1].english must be a list of at most 99 names: ["…"]',
        ),
        (
            table("甲公司", brands=str([f"n{number}" for number in range(100)])),
            'entities[1].brands must be a list of at most 99 names: ["…"]',
        ),
        (
            table("甲公司", former_name='["乙"]'),
            "entities[1]: unknown key 'former_name'; did you mean former_names?",
        ),
        (table("甲公司", former_names='["乙"]', former='["乙"]'), "did you mean former_names?"),
        (
            table("甲公司", zzz="1"),
            "unknown key 'zzz'; known are name, former_names, brands, english, parent",
        ),
        (table("甲公司", brands='["甲公司"]'), "entities[1]: '甲公司' stands there twice; leave one out"),
        (table("甲（京）公司", parent='"甲(京)公司"'), "entities[1]: '甲（京）公司' stands there twice"),
        (
            table("甲（京）公司") + table("甲(京)公司"),
            "entities: two tables have the name '甲（京）公司'; keep one",
        ),
        (
            table("甲公司", former_names='["旧公司"]') + table("乙公司", former_names='["旧公司"]'),
            "entities: two tables have the former_names '旧公司'; keep one",
        ),
        (
            table("甲公司", parent='"乙公司"') + table("乙公司", parent='"甲公司"'),
            "entities: '甲公司' is declared as its own parent; mend parent",
        ),
    ],
)
def test_a_fault_is_one_line_that_names_place_and_remedy(tmp_path: Path, toml: str, line: str) -> None:
    found = faults(tmp_path, toml)

    assert len(found) == 1
    assert found[0].startswith(str(tmp_path / "icplint.toml"))
    assert line in found[0]


def test_a_loop_is_told_once_wherever_it_is_entered(tmp_path: Path) -> None:
    ways = (
        table("外公司", parent='"甲公司"')
        + table("甲公司", parent='"乙公司"')
        + table("乙公司", parent='"丙公司"')
        + table("丙公司", parent='"甲公司"')
        + table("又一家公司", parent='"丙公司"')
    )

    assert len(faults(tmp_path, ways)) == 1


def test_a_long_line_of_parents_is_no_loop(tmp_path: Path) -> None:
    line = "".join(table(f"第{number}公司", parent=f'"第{number + 1}公司"') for number in range(50))

    assert len(entities(tmp_path, line)) == 50


def test_too_many_entities_are_refused(tmp_path: Path) -> None:
    many = "".join(f'[[entities]]\nname = "n{number}"\n' for number in range(10_000))

    [line] = faults(tmp_path, many)

    assert line.endswith("entities must be at most 9999 tables")


def test_the_report_says_what_was_declared(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text(table("甲公司", brands='["云"]'), encoding="utf-8")

    assert told(load({}, {}, tmp_path))["entities"] == [{"name": "甲公司", "brands": ("云",)}]


def test_an_option_takes_one_of_its_choices(tmp_path: Path) -> None:
    def complaint(value: str) -> str | None:
        (tmp_path / "icplint.toml").write_text(f"[rules.CPY002]\nowner = {value}\n", encoding="utf-8")
        wrong = wrong_options(load({}, {}, tmp_path), load_rules())
        return wrong.en if wrong else None

    assert complaint('"strict"') is None
    assert complaint('"practice"') is None
    assert complaint('"strickt"') == 'rules.CPY002.owner must be one of practice, strict, such as "practice"'
    assert complaint("true") == 'rules.CPY002.owner must be one of practice, strict, such as "practice"'
