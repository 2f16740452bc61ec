"""What was filed for one domain, from each kind of register."""

from datetime import date
from pathlib import Path

import pytest
import trio

from icplint.collect.register.importing import read_rows
from icplint.collect.register.store import write_store
from icplint.errors import RegisterError
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, Unknown
from icplint.model.settings import RegisterSettings
from icplint.run.filed import Filed, filing_for
from tests.fakes.register_service import PlayedService, row, rows

TODAY = date(2026, 11, 25)
TEXT = """# as_of: 2026-11-20
# complete_for: net.cn
主办单位名称,网站域名,ICP备案/许可证号,公安联网备案号
海风（北京）科技有限公司,example.cn,京ICP备16059763号-1,
海风（北京）科技有限公司,shop.example.cn,,京公网安备11010502030001号
"""
WRONG = "某公司,example.com.cn,没有编号的编号,\n"
HOSTS = ["example.cn", "www.example.cn", "shop.example.cn", "a.shop.example.cn", "other.cn", "other.net.cn"]


def registered(folder: Path, more: str = "") -> RegisterSettings:
    path = folder / "register.csv"
    path.write_text(TEXT + more, encoding="utf-8")
    return RegisterSettings(source=str(path))


@pytest.mark.parametrize("more", ["", WRONG])
@pytest.mark.parametrize("host", HOSTS)
def test_a_file_and_the_store_made_of_it_answer_alike(tmp_path: Path, host: str, more: str) -> None:
    register = registered(tmp_path, more)
    imported = read_rows(Path(register.source or ""))
    write_store(tmp_path / "register.store", lambda: imported.settled_head, imported.rows)
    of_store = filing_for(host, RegisterSettings(source=str(tmp_path / "register.store")), TODAY)

    assert filing_for(host, register, TODAY).answer == of_store.answer


def test_the_rows_of_the_host_and_its_parents_answer_together(tmp_path: Path) -> None:
    filing = filing_for("shop.example.cn", registered(tmp_path), TODAY).answer

    assert isinstance(filing, Filing)
    assert filing.site == "京ICP备16059763号-1"
    assert filing.psb == "京公网安备11010502030001号"


def test_wrong_rows_are_counted_and_the_others_answer(tmp_path: Path) -> None:
    filed = filing_for("example.cn", registered(tmp_path, WRONG), TODAY)

    assert isinstance(filed.answer, Filing)
    assert filed.wrong_rows == 1


def test_an_absent_name_is_not_filed_only_where_the_file_says_that_it_is_complete(tmp_path: Path) -> None:
    register = registered(tmp_path)

    assert isinstance(filing_for("other.net.cn", register, TODAY).answer, NotFiled)
    assert filing_for("other.cn", register, TODAY).answer == Unknown(
        "not-in-file", "register.csv", date(2026, 11, 20)
    )


def test_an_absent_name_is_unknown_where_a_row_was_left_out_of_a_file_that_says_it_is_complete(
    tmp_path: Path,
) -> None:
    register = registered(tmp_path, WRONG)

    for host in ("example.com.cn", "other.net.cn"):
        assert filing_for(host, register, TODAY).answer == Unknown(
            "not-in-file", "register.csv", date(2026, 11, 20)
        )


def test_a_register_of_too_long_ago_tells_nothing(tmp_path: Path) -> None:
    answer = filing_for("example.cn", registered(tmp_path), date(2027, 11, 25)).answer

    assert isinstance(answer, Unknown)
    assert answer.reason == "register-stale"


def test_without_a_register_nobody_knows() -> None:
    assert filing_for("example.cn", RegisterSettings(), TODAY) == Filed(NOT_OFFERED)


def test_a_file_that_is_absent_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"absent\.csv"):
        filing_for("example.cn", RegisterSettings(source=str(tmp_path / "absent.csv")), TODAY)


async def test_a_service_is_asked_over_the_network(nursery: trio.Nursery) -> None:
    address = await PlayedService({"example.cn": rows(row())}).open(nursery)
    filed = await trio.to_thread.run_sync(
        filing_for, "www.example.cn", RegisterSettings(source=address), TODAY
    )

    assert isinstance(filed.answer, Filing)
    assert filed.answer.site == "京ICP备16059763号-1"
