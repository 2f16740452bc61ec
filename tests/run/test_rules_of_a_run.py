"""A run's own rules: folders that the user typed, and items that the configuration demands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icplint.errors import ConfigError, PackError
from icplint.model.finding import Severity
from icplint.model.outcome import Failed, Outcome, Passed
from icplint.model.settings import FetchSettings, JudgeSettings, Requirement, RuleSetting, Settings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules, rules_hash
from icplint.run.execute import in_this_process, processes
from icplint.run.execute.executor import Executor
from icplint.run.rules import rules_of
from tests.fakes.own_rule import OWN_RULE
from tests.fakes.web import website


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "our_rules"
    made.mkdir()
    (made / "org001_greeting_missing.py").write_text(OWN_RULE, encoding="utf-8")
    return made


def settings_of(folder: Path, **judge: Any) -> Settings:
    return Settings(
        packs=(str(folder),),
        judge=JudgeSettings(**judge),
        fetch=FetchSettings(allow_private=True),
        jobs=2,
    )


def test_a_folder_and_a_demanded_item_stand_among_the_bundled_rules(folder: Path) -> None:
    ids = [
        rule.info.id
        for rule in rules_of(settings_of(folder, require=(Requirement(name="hotline", text="热线"),)))
    ]

    assert ids == sorted(ids)
    assert set(ids) - {rule.info.id for rule in load_rules()} == {"ORG001", "REQ001"}


def test_the_hash_of_a_run_depends_on_them(folder: Path) -> None:
    item = Requirement(name="hotline", text="热线")
    hashes = [
        rules_hash(rules_of(settings))
        for settings in (
            Settings(),
            settings_of(folder),
            settings_of(folder, require=(item,)),
            settings_of(folder, require=(Requirement(name="hotline", text="邮箱"),)),
        )
    ]

    assert len(set(hashes)) == len(hashes)
    assert hashes[2] == rules_hash(rules_of(settings_of(folder, require=(item,))))


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such folder of rules"):
        rules_of(settings_of(tmp_path / "nothing"))


def test_an_item_cannot_take_the_name_of_a_rule(folder: Path) -> None:
    with pytest.raises(ConfigError, match="'greeting-missing' is already rule ORG001"):
        rules_of(settings_of(folder, require=(Requirement(name="greeting-missing", text="x"),)))


@pytest.mark.parametrize(
    "run_sites",
    [
        pytest.param(in_this_process.run_sites, id="this process"),
        pytest.param(processes.run_sites, id="processes", marks=pytest.mark.slow),
    ],
)
def test_every_process_judges_by_them(folder: Path, run_sites: Executor) -> None:
    settings = settings_of(
        folder,
        rules={"ORG001": RuleSetting(severity=Severity.ERROR, options={"word": "Nobody says this"})},
        require=(Requirement(name="number", text="ICP备"), Requirement(name="hotline", text="热线")),
    )
    outcomes: list[Outcome] = []
    with website() as address:
        site = Site(index=0, label="one", target=WebAddress(f"{address}/"), typed=True)
        run_sites([site], settings, outcomes.append, today=date(2026, 11, 24))

    [checked] = outcomes
    assert checked.verdicts["ORG001"] == Failed()
    assert checked.verdicts["REQ001"] == Passed()
    assert checked.verdicts["REQ002"] == Failed()
    assert [one.severity for one in checked.findings if one.rule == "ORG001"] == [Severity.ERROR]
