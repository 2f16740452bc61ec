from dataclasses import replace
from datetime import date

from icplint.model.finding import Basis
from icplint.tell.report.sentences import bases_of
from tests.fakes.sample_run import LINK_MISSING


def told(*sources: Basis) -> list[tuple[str, str]]:
    return [(one.en, one.zh) for one in bases_of(replace(LINK_MISSING, sources=sources))]


def of(text: str, article: str | None, text_of: date | None, mark: str = "platform") -> Basis:
    return Basis(id=text, article=article, text_of=text_of, mark=mark)


def test_keywords_of_one_text_are_one_entry_with_all_its_days() -> None:
    later, earlier = date(2026, 5, 27), date(2022, 5, 17)
    entries = told(
        of("X", "copyright", later, "law"), of("X", "owner", earlier, "law"), of("X", "icon", None, "law")
    )

    assert entries == [("X (text of 2022-05-17 and 2026-05-27)", "X（2022-05-17、2026-05-27 文本）")]


def test_articles_that_are_numbers_are_named() -> None:
    day = date(2005, 2, 8)

    assert told(of("X", "13", day, "law"), of("X", "25", day, "law")) == [
        ("X, arts. 13 and 25 (text of 2005-02-08)", "X第 13、25 条（2005-02-08 文本）")
    ]
    assert told(of("X", "13", day, "law")) == [
        ("X, art. 13 (text of 2005-02-08)", "X第 13 条（2005-02-08 文本）")
    ]


def test_articles_of_two_versions_keep_their_own_days() -> None:
    entries = told(of("X", "13", date(2005, 2, 8), "law"), of("X", "12", date(2024, 12, 6), "law"))

    assert [english for english, _ in entries] == [
        "X, art. 13 (text of 2005-02-08)",
        "X, art. 12 (text of 2024-12-06)",
    ]


def test_a_text_between_the_two_entries_of_another_does_not_part_them() -> None:
    day = date(2026, 5, 27)
    entries = told(of("X", "icon", day, "law"), of("Y", None, day, "law"), of("X", "footer", day, "law"))

    assert [english for english, _ in entries] == ["X (text of 2026-05-27)", "Y (text of 2026-05-27)"]
