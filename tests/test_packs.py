import sys
from pathlib import Path
from string import Formatter

import pytest

from icplint.errors import PackError
from icplint.facts import laws
from icplint.model.rule import RuleInfo
from icplint.model.text import Text
from icplint.packs import load_rules, rules_hash

RULE = '''
"""A rule of a user."""
from icplint.rule_api import Fault, FaultInfo, RuleInfo, Severity, law, text

INFO = RuleInfo(
    id="{id}",
    name="{name}",
    title=text(en="Title", zh="标题"),
    why=text(en="Why", zh="原因"),
    fix=text(en="Fix", zh="{fix_zh}"),
    faults={faults},
    since="1.0",
    sources=(law("{law}", "{article}"),),
)

def {judge}(page, context):
    return ()
'''
FAULTS = '{"bad": FaultInfo(severity=Severity.INFO, message=text(en="Bad", zh="不好"))}'


def written(
    folder: Path,
    *,
    file: str = "own001_own_rule.py",
    id: str = "OWN001",  # noqa: A002 - the rule's own word
    name: str = "own-rule",
    fix_zh: str = "整改",
    faults: str = FAULTS,
    law: str = "SC-292",
    article: str = "12",
    judge: str = "judge_page",
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_text(
        RULE.replace("{faults}", faults)
        .replace("{id}", id)
        .replace("{name}", name)
        .replace("{fix_zh}", fix_zh)
        .replace("{law}", law)
        .replace("{article}", article)
        .replace("{judge}", judge),
        encoding="utf-8",
    )
    return path


def refusal(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_rules([folder])
    for line in (caught.value.en, caught.value.zh):
        assert "\n" not in line
    return caught.value


def test_bundled_rules_come_sorted_by_id() -> None:
    ids = [rule.info.id for rule in load_rules()]

    assert ids == sorted(ids)
    assert {"ICP001", "PSB001", "CPY001", "SITE003"} <= set(ids)


def test_a_bundled_rule_rests_on_texts_that_are_known_and_in_force() -> None:
    refused = [
        (rule.info.id, source)
        for rule in load_rules()
        for source in rule.info.sources
        if not laws.may_rest_on(source)
    ]

    assert refused == []


def test_both_languages_of_a_sentence_fill_the_same_names() -> None:
    differing = [
        (rule.info.id, sentence.en)
        for rule in load_rules()
        for sentence in sentences(rule.info)
        if names(sentence.en) != names(sentence.zh)
    ]

    assert differing == []


def test_a_folder_of_rule_files_is_a_pack(tmp_path: Path) -> None:
    written(tmp_path / "house rules")

    rules = {rule.info.id: rule for rule in load_rules([tmp_path / "house rules"])}

    assert rules["OWN001"].pack == "house rules"
    assert rules["OWN001"].doc == "A rule of a user."
    assert "icplint_rules.house_rules.own001_own_rule" in sys.modules


def test_a_folder_of_packs_is_searched(tmp_path: Path) -> None:
    written(tmp_path / "house")

    assert "OWN001" in {rule.info.id for rule in load_rules([tmp_path])}


def test_a_file_that_begins_with_an_underscore_is_no_rule(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "_shared.py").write_text("raise SystemError", encoding="utf-8")

    assert "OWN001" in {rule.info.id for rule in load_rules([tmp_path])}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "none") in str(refusal(tmp_path / "none"))


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    assert "holds no rule files" in str(refusal(tmp_path))


def test_a_file_that_does_not_load_is_one_line_and_leaves_no_module(tmp_path: Path) -> None:
    (tmp_path / "own001_own_rule.py").write_text("raise ValueError('first\\nsecond')", encoding="utf-8")

    said = str(refusal(tmp_path))

    assert "own001_own_rule.py" in said
    assert "ValueError: first second" in said
    assert not [name for name in sys.modules if name.endswith("own001_own_rule") and tmp_path.name in name]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"file": "other.py"}, "own001_own_rule.py", id="file name"),
        pytest.param({"id": "own1", "file": "own1_own_rule.py"}, "capitals and three digits", id="id"),
        pytest.param({"name": "Own_Rule"}, "kebab-case", id="name"),
        pytest.param({"fix_zh": " "}, "empty in one language", id="empty sentence"),
        pytest.param({"faults": "{}"}, "names no faults", id="no faults"),
        pytest.param({"judge": "judge_all"}, "exactly one of", id="no judge"),
        pytest.param({"law": "NO-SUCH-LAW"}, "NO-SUCH-LAW 12", id="unknown law"),
        pytest.param({"law": "SC-292-DRAFT-2026", "article": "all"}, "SC-292-DRAFT-2026", id="a draft"),
        pytest.param(
            {"id": "ICP001", "name": "icp-number-missing", "file": "icp001_icp_number_missing.py"},
            "already taken",
            id="id taken",
        ),
    ],
)
def test_a_rule_of_the_wrong_shape_is_refused(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    written(tmp_path, **changes)

    assert said in str(refusal(tmp_path))


def test_a_file_without_facts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own001_own_rule.py").write_text("INFO = None", encoding="utf-8")

    assert "INFO" in str(refusal(tmp_path))


def test_the_hash_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    written(tmp_path / "one")
    written(tmp_path / "two")
    written(tmp_path / "three", fix_zh="另一种整改")
    one, two, three = (rules_hash(load_rules([tmp_path / name])) for name in ("one", "two", "three"))

    assert one == two
    assert one != three
    assert one != rules_hash(load_rules())


def sentences(info: RuleInfo) -> list[Text]:
    faults = info.faults.values()
    told = [info.title, info.why, info.fix, *(fault.message for fault in faults)]
    return told + [fault.fix for fault in faults if fault.fix]


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_a_rule_file_that_ends_the_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "our").mkdir()
    (tmp_path / "our" / "our001_our_rule.py").write_text("raise SystemExit\n", encoding="utf-8")

    with pytest.raises(PackError, match="SystemExit"):
        load_rules([tmp_path / "our"])
