"""What every register promises: a file, a service, and the fake."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251 - a fixed seed

import pytest
import trio

from icplint.collect.register.cache import in_memory
from icplint.collect.register.register import Register
from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.service import open_service
from icplint.collect.register.store import RegisterFile, open_store, write_store
from icplint.model.filing import Filing, RegisterAnswer, Unknown
from tests.fakes.register import FakeRegister
from tests.fakes.register_service import HASTY, PlayedService, row, rows

TODAY = date(2026, 11, 25)
FILED = {"example.com.cn": "京ICP备16059763号-1", "beijing.gov.cn": "京ICP备05060933号-1"}
ENTITY = "某某（北京）科技有限公司"


@dataclass(frozen=True)
class AwaitedFile:
    """A file behind the seam."""

    file: RegisterFile

    async def look_up(self, host: str) -> RegisterAnswer:
        await trio.lowlevel.checkpoint()
        return self.file.look_up(host, TODAY)


@pytest.fixture(params=["file", "service", "fake"])
async def register(
    request: pytest.FixtureRequest, tmp_path: Path, nursery: trio.Nursery
) -> AsyncIterator[Register]:
    async with AsyncExitStack() as opened:
        if request.param == "file":
            path = tmp_path / "register.icpdb"
            filed = [
                RegisterRow(domains=(name,), entity=ENTITY, subject=site.partition("-")[0], site=site)
                for name, site in FILED.items()
            ]
            write_store(path, RegisterHead(source="register.csv", as_of=TODAY), filed)
            yield AwaitedFile(opened.enter_context(open_store(path)))
        elif request.param == "service":
            service = PlayedService({name: rows(row(name, site)) for name, site in FILED.items()})
            address = await service.open(nursery)
            cache = opened.enter_context(in_memory())
            yield await opened.enter_async_context(
                open_service(address, cache=cache, today=TODAY, chance=Random(7), manners=HASTY)
            )
        else:
            yield FakeRegister(
                {
                    name: Filing(entity=ENTITY, subject=site.partition("-")[0], site=site)
                    for name, site in FILED.items()
                },
            )


async def test_a_domain_has_its_row(register: Register) -> None:
    answer = await register.look_up("example.com.cn")

    assert isinstance(answer, Filing)
    assert (answer.domain, answer.of_parent) == ("example.com.cn", False)
    assert (answer.entity, answer.subject, answer.site) == (
        ENTITY,
        "京ICP备16059763号",
        "京ICP备16059763号-1",
    )
    assert answer.source
    assert answer.as_of == TODAY


async def test_www_is_the_domain_itself(register: Register) -> None:
    answer = await register.look_up("www.example.com.cn")

    assert answer == await register.look_up("example.com.cn")


@pytest.mark.parametrize("host", ["shop.example.com.cn", "a.b.c.example.com.cn"])
async def test_a_host_below_has_its_parents_row(host: str, register: Register) -> None:
    answer = await register.look_up(host)

    assert isinstance(answer, Filing)
    assert (answer.domain, answer.of_parent) == ("example.com.cn", True)


async def test_under_gov_cn_nobody_has_a_parents_row(register: Register) -> None:
    assert isinstance(await register.look_up("www.beijing.gov.cn"), Filing)
    below = await register.look_up("jw.beijing.gov.cn")

    assert isinstance(below, Unknown)
    assert below.source


@pytest.mark.parametrize(
    "host",
    [
        "other.com.cn",
        "notexample.com.cn",
        "com.cn",
        "cn",
        "localhost",
        "127.0.0.1",
        "[2001:db8::1]",
        "xn--fiqs8s.cn",
        "x" * 300 + ".example.cn",
        "a." * 150 + "cn",
        "-.cn",
    ],
)
async def test_of_what_it_does_not_hold_it_says_that_it_does_not_know(host: str, register: Register) -> None:
    answer = await register.look_up(host)

    assert isinstance(answer, Unknown)
    assert answer.reason
    assert answer.source
