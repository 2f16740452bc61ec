"""Which row answers for a host, and what an absent one means."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from icplint.collect.register.coverage import Coverage, same_name
from icplint.collect.register.look_up import names_of
from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.store import open_store, write_store
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.site import FilingStatus

TODAY = date(2026, 11, 25)
HEAD = RegisterHead(source="register.csv", as_of=date(2026, 11, 20))
NOT_IN_FILE = Unknown("not-in-file", "register.csv", date(2026, 11, 20))
NOT_FILED = NotFiled("register.csv", date(2026, 11, 20))
NEEDS_REGISTER = Unknown("needs-register", "register.csv", date(2026, 11, 20))


def row(*domains: str, site: str | None = "京ICP备12345678号-1", **fields: str | None) -> RegisterRow:
    subject = site.rpartition("-")[0] if site else None
    return RegisterRow(domains=domains, subject=subject, site=site, **fields)  # type: ignore[arg-type]


def police(domain: str, psb: str) -> RegisterRow:
    return RegisterRow(domains=(domain,), psb=psb)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def look_up(
    path: Path,
    rows: Iterable[RegisterRow],
    host: str,
    *,
    complete_for: tuple[str, ...] = (),
    entity: str | None = None,
    today: date = TODAY,
    max_age_days: int = 30,
) -> RegisterAnswer:
    write_store(path, replace(HEAD, complete_for=complete_for), rows)
    with open_store(path, max_age_days=max_age_days) as store:
        return store.look_up(host, today, entity=entity)


def filing(answer: RegisterAnswer) -> Filing:
    assert isinstance(answer, Filing), answer
    return answer


# --- which name answers ---


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("example.cn", ("example.cn",)),
        ("www.example.cn", ("example.cn",)),
        ("m.shop.example.com.cn", ("m.shop.example.com.cn", "shop.example.com.cn", "example.com.cn")),
        ("www.shop.example.cn", ("shop.example.cn", "example.cn")),
        ("user.github.io", ("user.github.io", "github.io")),
        ("www.gov.cn", ("www.gov.cn",)),
        ("www.hangzhou.gov.cn", ("hangzhou.gov.cn",)),
        ("gov.cn", ("gov.cn",)),
        ("com.cn", ("com.cn",)),
        ("cn", ("cn",)),
        ("localhost", ("localhost",)),
        ("203.0.113.9", ("203.0.113.9",)),
        ("[2001:db8::1]", ("[2001:db8::1]",)),
        ("xn--fiq228c.xn--55qx5d.cn", ("xn--fiq228c.xn--55qx5d.cn",)),
        ("", ("",)),
        ("." * 500, ("." * 500,)),
    ],
)
def test_the_names_of_a_host_end_with_its_registrable_domain(host: str, names: tuple[str, ...]) -> None:
    assert names_of(host) == names


@pytest.mark.parametrize(
    ("host", "found", "of_parent"),
    [
        ("example.cn", "example.cn", False),
        ("www.example.cn", "example.cn", False),
        ("m.example.cn", "example.cn", True),
        ("shop.example.cn", "shop.example.cn", False),
        ("www.shop.example.cn", "shop.example.cn", False),
        ("a.shop.example.cn", "shop.example.cn", True),
        ("a.b.c.example.cn", "example.cn", True),
        ("myshop.github.io", "github.io", True),
        ("203.0.113.9", "203.0.113.9", False),
    ],
)
def test_the_longest_match_answers(path: Path, host: str, found: str, of_parent: bool) -> None:  # noqa: FBT001 - a row of a table
    rows = [
        row("shop.example.cn", site="沪ICP备11111111号-7"),
        row("example.cn"),
        row("github.io", site="浙ICP备22222222号-1"),
        row("203.0.113.9", site="粤ICP备33333333号-1"),
    ]
    answer = filing(look_up(path, rows, host))

    assert (answer.domain, answer.of_parent) == (found, of_parent)


@pytest.mark.parametrize("host", ["example.com", "ample.cn", "notexample.cn", "cn", "example.cn.com", ""])
def test_no_other_name_answers(path: Path, host: str) -> None:
    assert look_up(path, [row("example.cn")], host) == NOT_IN_FILE


def test_a_row_of_a_bare_suffix_answers_for_nobody_below_it(path: Path) -> None:
    assert look_up(path, [row("com.cn")], "example.com.cn") == NOT_IN_FILE
    assert look_up(path, [row("com.cn")], "www.com.cn") == NOT_IN_FILE


def test_a_row_written_with_www_answers_for_the_name_without_it(path: Path) -> None:
    for host in ("example.cn", "www.example.cn"):
        answer = filing(look_up(path, [row("www.example.cn")], host))

        assert (answer.domain, answer.of_parent) == ("example.cn", False)


# --- gov.cn and edu.cn ---


@pytest.mark.parametrize("complete_for", [(), ("*",), ("gov.cn",)])
def test_under_gov_cn_a_parents_row_never_answers_for_a_department(
    path: Path, complete_for: tuple[str, ...]
) -> None:
    rows = [row("hangzhou.gov.cn", psb="浙公网安备33010202000001号")]

    assert look_up(path, rows, "rsj.hangzhou.gov.cn", complete_for=complete_for) == NEEDS_REGISTER
    assert not filing(look_up(path, rows, "www.hangzhou.gov.cn", complete_for=complete_for)).of_parent


def test_under_gov_cn_a_departments_own_row_answers(path: Path) -> None:
    rows = [row("hangzhou.gov.cn"), row("rsj.hangzhou.gov.cn", site="浙ICP备05000001号-2")]
    answer = filing(look_up(path, rows, "www.rsj.hangzhou.gov.cn"))

    assert (answer.site, answer.of_parent) == ("浙ICP备05000001号-2", False)


def test_under_gov_cn_without_any_row_a_complete_register_knows_that_nothing_was_filed(path: Path) -> None:
    assert look_up(path, [], "rsj.hangzhou.gov.cn", complete_for=("gov.cn",)) == NOT_FILED
    assert look_up(path, [], "rsj.hangzhou.gov.cn") == NOT_IN_FILE


def test_under_gov_cn_the_police_number_of_a_parent_is_not_a_departments(path: Path) -> None:
    rows = [police("rsj.hangzhou.gov.cn", "浙公网安备33010202000002号"), row("hangzhou.gov.cn")]
    answer = filing(look_up(path, rows, "rsj.hangzhou.gov.cn"))

    assert (answer.site, answer.subject, answer.psb) == (None, None, "浙公网安备33010202000002号")


def test_under_edu_cn_a_parents_row_says_that_it_is_the_parents(path: Path) -> None:
    answer = filing(look_up(path, [row("example.edu.cn", entity="示例大学")], "lib.example.edu.cn"))

    assert (answer.of_parent, answer.site) == (True, "京ICP备12345678号-1")
    assert not filing(look_up(path, [row("example.edu.cn")], "www.example.edu.cn")).of_parent


# --- the police's number ---


def test_the_police_number_is_the_hosts_own_where_it_has_one(path: Path) -> None:
    rows = [
        row("example.cn", psb="京公网安备11010502000001号"),
        police("shop.example.cn", "京公网安备11010502000002号"),
    ]
    answer = filing(look_up(path, rows, "shop.example.cn"))

    assert (answer.site, answer.psb) == ("京ICP备12345678号-1", "京公网安备11010502000002号")
    assert answer.of_parent


def test_without_one_of_its_own_the_nearest_police_number_is_taken(path: Path) -> None:
    rows = [row("shop.example.cn"), police("example.cn", "京公网安备11010502000001号")]
    answer = filing(look_up(path, rows, "m.shop.example.cn"))

    assert (answer.domain, answer.psb) == ("shop.example.cn", "京公网安备11010502000001号")


def test_a_row_of_the_police_alone_is_an_answer(path: Path) -> None:
    rows = [RegisterRow(domains=("example.cn",), psb="京公网安备11010502000001号", psb_on=date(2024, 1, 2))]
    answer = filing(look_up(path, rows, "www.example.cn"))

    assert (answer.site, answer.psb, answer.psb_on) == (None, "京公网安备11010502000001号", date(2024, 1, 2))


# --- several rows of one name ---


def test_numbers_of_further_rows_stand_beside_the_first(path: Path) -> None:
    rows = [
        row("example.cn", entity="示例（北京）公司"),
        row("example.cn", site="京ICP备12345678号-3", entity="示例(北京)公司"),
        row("example.cn", site="京ICP备12345678号-3", entity="示例(北京)公司"),
    ]
    answer = filing(look_up(path, rows, "example.cn"))

    assert (answer.site, answer.other_sites) == ("京ICP备12345678号-1", ("京ICP备12345678号-3",))
    assert (answer.entity, answer.disputed) == ("示例（北京）公司", ())


def test_the_first_rows_number_comes_first_however_many_there_are(path: Path) -> None:
    numbers = [f"京ICP备12345678号-{n}" for n in range(1, 30)]
    answer = filing(look_up(path, [row("example.cn", site=number) for number in numbers], "example.cn"))

    assert (answer.site, *answer.other_sites) == tuple(numbers)


def test_a_number_without_suffix_stands_beside_one_that_has_it(path: Path) -> None:
    subject = RegisterRow(domains=("example.cn",), subject="沪ICP备11111111号")
    answer = filing(look_up(path, [subject, row("example.cn")], "example.cn"))

    assert (answer.subject, answer.site) == ("京ICP备12345678号", "京ICP备12345678号-1")
    assert answer.other_sites == ("沪ICP备11111111号",)


def test_what_rows_dispute_nobody_knows(path: Path) -> None:
    one = row("example.cn", entity="甲公司", nature="企业", province="北京")._replace(
        status=FilingStatus.FILED,
        access_restricted=True,
        first_filed_on=date(2019, 1, 1),
        last_approved_on=date(2020, 1, 1),
    )
    other = one._replace(
        entity="乙公司",
        province="上海",
        status=FilingStatus.CANCELLED,
        access_restricted=False,
        first_filed_on=date(2021, 1, 1),
        last_approved_on=date(2024, 1, 1),
    )
    answer = filing(look_up(path, [one, other], "example.cn"))

    assert set(answer.disputed) == {"entity", "province", "status", "access_restricted", "first_filed_on"}
    assert (answer.entity, answer.status, answer.access_restricted) == (None, None, None)
    assert (answer.nature, answer.last_approved_on) == ("企业", date(2024, 1, 1))


def test_a_row_that_does_not_tell_disputes_nothing(path: Path) -> None:
    answer = filing(look_up(path, [row("example.cn"), row("example.cn", entity="甲公司")], "example.cn"))

    assert (answer.entity, answer.disputed) == ("甲公司", ())


def test_an_individuals_row_disputes_an_entity_although_it_keeps_no_name(path: Path) -> None:
    rows = [row("example.cn", nature="个人"), row("example.cn", entity="甲公司", nature="企业")]
    answer = filing(look_up(path, rows, "example.cn"))

    assert answer.entity is None
    assert set(answer.disputed) == {"entity", "nature"}


def test_two_police_numbers_of_one_name_are_disputed(path: Path) -> None:
    rows = [
        row("example.cn"),
        police("example.cn", "京公网安备11010502000001号"),
        police("example.cn", "京公网安备11010502000002号"),
    ]
    answer = filing(look_up(path, rows, "example.cn"))

    assert (answer.site, answer.psb, answer.disputed) == ("京ICP备12345678号-1", None, ("psb",))


def test_names_of_all_rows_are_aliases(path: Path) -> None:
    rows = [
        row("example.cn")._replace(aliases=("甲", "乙")),
        row("example.cn")._replace(aliases=("乙", "丙")),
    ]

    assert filing(look_up(path, rows, "example.cn")).aliases == ("甲", "乙", "丙")


# --- the province ---


@pytest.mark.parametrize(
    ("told", "province"),
    [
        (row("example.cn", province="广东"), "广东"),
        (row("example.cn", site="蜀ICP备12345678号-1"), "四川"),
        (RegisterRow(domains=("example.cn",), subject="粤ICP备12345678号"), "广东"),
        (police("example.cn", "川公网安备51010702000001号"), "四川"),
        (police("example.cn", "51010702000001"), "四川"),
        (RegisterRow(domains=("example.cn",), site="?ICP备1号"), None),
        (RegisterRow(domains=("example.cn",), entity="甲公司"), None),
    ],
)
def test_the_province_is_the_rows_own_or_its_numbers(
    path: Path, told: RegisterRow, province: str | None
) -> None:
    assert filing(look_up(path, [told], "example.cn")).province == province


# --- absent ---


@pytest.mark.parametrize(
    ("complete_for", "host", "entity", "is_known"),
    [
        ((), "example.cn", None, False),
        (("*",), "example.cn", None, True),
        (("*",), "www.example.com", None, True),
        (("*",), "203.0.113.9", None, False),
        (("*",), "localhost", None, False),
        (("*",), "com.cn", None, False),
        (("cn",), "example.cn", None, True),
        (("cn",), "example.com", None, False),
        (("gov.cn",), "x.gov.cn", None, True),
        ((".gov.cn",), "x.gov.cn", None, True),
        (("*.gov.cn",), "a.x.gov.cn", None, True),
        (("GOV.CN",), "x.gov.cn", None, True),
        (("gov.cn",), "notgov.cn", None, False),
        (("gov.cn",), "example.com.cn", None, False),
        (("com", "gov.cn"), "x.gov.cn", None, True),
        (("公司.cn",), "xn--fiq228c.xn--55qx5d.cn", None, True),
        (("示例（北京）科技有限公司",), "example.cn", None, False),
        (("示例（北京）科技有限公司",), "example.cn", "示例(北京)科技有限公司", True),
        (("示例（北京）科技有限公司",), "example.cn", "示例(上海)科技有限公司", False),
        (("Example Ltd",), "example.cn", "EXAMPLE LTD", True),
        (("*.", ".", " ", ""), "example.cn", "", False),
    ],
)
def test_an_absent_row_means_something_only_where_the_register_is_complete(
    path: Path, complete_for: tuple[str, ...], host: str, entity: str | None, *, is_known: bool
) -> None:
    answer = look_up(path, [row("other.cn")], host, complete_for=complete_for, entity=entity)

    assert answer == (NOT_FILED if is_known else NOT_IN_FILE)


def test_legal_forms_are_not_folded_when_entities_are_compared() -> None:
    assert same_name("示例有限公司") != same_name("示例有限责任公司")
    assert not Coverage(("示例有限公司",)).covers("example.cn", "示例有限责任公司")


# --- age ---


@pytest.mark.parametrize(
    ("age_days", "max_age_days", "is_stale"),
    [
        (30, 30, False),
        (31, 30, True),
        (0, 0, False),
        (1, 0, True),
        (365, 365, False),
        (-1, 30, False),
        (-2, 30, True),
    ],
)
def test_what_is_older_than_allowed_says_nothing(
    path: Path, age_days: int, max_age_days: int, *, is_stale: bool
) -> None:
    today = HEAD.as_of + timedelta(days=age_days)
    stale = Unknown("register-stale", "register.csv", HEAD.as_of)

    for host in ("example.cn", "other.cn"):
        answer = look_up(
            path, [row("example.cn")], host, complete_for=("*",), today=today, max_age_days=max_age_days
        )

        assert (answer == stale) is is_stale


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("www.example.cn.", ("example.cn",)),
        ("a.example.cn.", ("a.example.cn", "example.cn")),
        ("example.cn.", ("example.cn",)),
        ("a.example.cn:8080", ("a.example.cn", "example.cn")),
        ("[2001:db8::1]", ("[2001:db8::1]",)),
    ],
)
def test_the_dot_of_the_root_and_a_port_are_no_part_of_a_name(host: str, names: tuple[str, ...]) -> None:
    assert names_of(host) == names


def test_a_filing_made_after_a_cancelled_one_is_not_cancelled(path: Path) -> None:
    old = row("example.cn", site="京ICP备11111111号-1")._replace(status=FilingStatus.CANCELLED)
    new = row("example.cn", site="沪ICP备22222222号-1")
    answer = filing(look_up(path, [old, new], "example.cn"))

    assert (answer.status, answer.disputed) == (None, ("status",))
    assert (answer.site, answer.other_sites) == ("沪ICP备22222222号-1", ("京ICP备11111111号-1",))


def test_what_all_rows_call_cancelled_is_cancelled(path: Path) -> None:
    rows = [row("example.cn")._replace(status=FilingStatus.CANCELLED)] * 2

    assert filing(look_up(path, rows, "example.cn")).status is FilingStatus.CANCELLED
