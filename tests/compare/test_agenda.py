"""What falls due for a site by the dates of its filing."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from icplint.compare.agenda import deadlines_of, in_order, may_have_terms, renewal
from icplint.model.deadline import Deadline, DeadlineBasis, DeadlineKind, Standing, Term
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, Unknown
from icplint.model.site import FilingStatus, SavedPage, Site

FILED_ON = date(2026, 11, 2)
APPROVED_ON = date(2026, 10, 20)
NAME = "lantian-shili.cn"


def site(**columns: Any) -> Site:
    return Site(index=0, label=NAME, target=SavedPage(Path("page.html"), f"https://{NAME}/"), **columns)


def only(filing: Filing, listed: Site | None = None) -> Deadline:
    [deadline] = deadlines_of(NAME, filing, listed)
    return deadline


def test_a_number_on_which_rows_differ_is_not_taken_for_none() -> None:
    filing = Filing(site="浙ICP备2021009999号-1", first_filed_on=FILED_ON, disputed=("psb",))

    assert list(deadlines_of(NAME, filing)) == []
    assert may_have_terms(filing)
    assert not may_have_terms(NotFiled("register.csv", FILED_ON))


def test_a_new_filing_is_followed_by_one_with_the_police_within_thirty_days() -> None:
    deadline = only(Filing(site="浙ICP备2021009999号-1", entity="蓝田石立", first_filed_on=FILED_ON))

    assert deadline == Deadline(
        kind=DeadlineKind.APPLY,
        names=(NAME,),
        entity="蓝田石立",
        number="浙ICP备2021009999号-1",
        since=FILED_ON,
        due=date(2026, 12, 2),
        basis=DeadlineBasis.LAW,
        one_site="浙ICP备2021009999号-1",
    )


def test_what_the_police_approved_hangs_within_either_of_two_terms() -> None:
    deadline = only(Filing(psb="浙公网安备33010602012345号", psb_on=APPROVED_ON, first_filed_on=FILED_ON))

    assert deadline.kind is DeadlineKind.HANG
    assert (deadline.since, deadline.due) == (APPROVED_ON, date(2026, 11, 19))
    assert deadline.longer == Term(date(2026, 12, 1), date(2026, 12, 1))
    assert deadline.basis is DeadlineBasis.PLATFORM
    assert deadline.number == "浙公网安备33010602012345号"


def test_an_individual_is_asked_by_the_platform_alone() -> None:
    filing = Filing(nature="个人", first_filed_on=FILED_ON)

    assert only(filing).basis is DeadlineBasis.PLATFORM
    assert only(filing, site(nature="企业")).basis is DeadlineBasis.LAW
    assert only(Filing(first_filed_on=FILED_ON), site(nature="个人")).basis is DeadlineBasis.PLATFORM


@pytest.mark.parametrize(
    "filing",
    [
        Filing(),
        Filing(last_approved_on=FILED_ON),
        Filing(first_filed_on=FILED_ON, psb="33010602012345"),
        *(
            Filing(first_filed_on=FILED_ON, psb_on=APPROVED_ON, status=status)
            for status in FilingStatus
            if status not in (FilingStatus.FILED, FilingStatus.CHANGE_PENDING)
        ),
    ],
    ids=lambda filing: f"{filing.status}-{filing.psb}-{filing.last_approved_on}",
)
def test_nothing_falls_due_without_a_date_or_a_duty(filing: Filing) -> None:
    assert list(deadlines_of(NAME, filing)) == []


@pytest.mark.parametrize("answer", [NOT_OFFERED, Unknown("not-in-file"), NotFiled("register.csv")])
def test_without_a_row_the_list_tells_its_own_dates(answer: Any) -> None:
    listed = site(first_filed_on=FILED_ON, icp="浙ICP备2021009999号", entity="蓝田石立")

    assert list(deadlines_of(NAME, answer)) == []
    [deadline] = deadlines_of(NAME, answer, listed)
    assert (deadline.due, deadline.number, deadline.entity) == (
        date(2026, 12, 2),
        "浙ICP备2021009999号",
        "蓝田石立",
    )


def test_the_dates_of_the_list_go_before_those_of_the_register() -> None:
    filing = Filing(first_filed_on=date(2020, 1, 1), opened_on=date(2019, 1, 1))

    assert only(filing).since == date(2020, 1, 1)
    assert only(filing, site(first_filed_on=FILED_ON)).since == FILED_ON
    assert only(filing, site(psb_on=APPROVED_ON)).kind is DeadlineKind.HANG
    assert list(deadlines_of(NAME, filing, site(psb="33010602012345"))) == []
    assert list(deadlines_of(NAME, filing, site(filing_status=FilingStatus.EXEMPT))) == []
    assert only(Filing(opened_on=FILED_ON)).since == FILED_ON


def test_the_list_may_say_that_a_filing_is_alive_again() -> None:
    filing = Filing(first_filed_on=FILED_ON, status=FilingStatus.CANCELLED)

    assert only(filing, site(filing_status=FilingStatus.FILED)).since == FILED_ON


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 11, 19), Standing.OPEN),
        (date(2026, 11, 20), Standing.BETWEEN),
        (date(2026, 12, 1), Standing.BETWEEN),
        (date(2026, 12, 2), Standing.OVERDUE),
    ],
)
def test_a_number_is_overdue_after_the_longer_term(today: date, standing: Standing) -> None:
    assert only(Filing(psb_on=APPROVED_ON)).standing(today) is standing


def test_an_application_is_overdue_after_its_last_day() -> None:
    deadline = only(Filing(first_filed_on=FILED_ON))

    assert deadline.standing(date(2026, 12, 2)) is Standing.OPEN
    assert deadline.standing(date(2026, 12, 3)) is Standing.OVERDUE


def test_a_register_counts_until_its_age_is_reached() -> None:
    deadline = renewal("filings.xlsx", date(2026, 11, 1), 30)

    assert (deadline.kind, deadline.due) == (DeadlineKind.RENEW, date(2026, 12, 1))
    assert deadline.basis is DeadlineBasis.OWN
    assert renewal("filings.xlsx", date(9999, 12, 1), 400).due == date.max


def test_names_with_one_number_and_one_term_are_one_site() -> None:
    filing = Filing(site="浙ICP备2021009999号-1", first_filed_on=FILED_ON)
    other = Filing(site="浙ICP备2021009999号-2", first_filed_on=FILED_ON)
    found = [
        *deadlines_of("b.cn", filing),
        *deadlines_of("a.cn", filing),
        *deadlines_of("c.cn", other),
        *deadlines_of("b.cn", filing),
    ]

    assert [one.names for one in in_order(found)] == [("a.cn", "b.cn"), ("c.cn",)]


def test_names_that_no_number_ties_stay_apart() -> None:
    filing = Filing(subject="浙ICP备2021009999号", first_filed_on=FILED_ON)

    assert [
        one.names for one in in_order([*deadlines_of("b.cn", filing), *deadlines_of("a.cn", filing)])
    ] == [
        ("a.cn",),
        ("b.cn",),
    ]


def test_deadlines_come_in_the_order_of_their_last_days() -> None:
    found = [
        *(
            deadline
            for days in (3, 1, 2)
            for deadline in deadlines_of(f"{days}.cn", Filing(first_filed_on=FILED_ON + timedelta(days=days)))
        ),
        renewal("filings.xlsx", date(2026, 11, 3), 30),
    ]

    assert [one.names[0] for one in in_order(found)] == ["1.cn", "filings.xlsx", "2.cn", "3.cn"]
