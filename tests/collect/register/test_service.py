"""Services that a register asks over real connections."""

import logging
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from ipaddress import ip_address
from random import Random  # noqa: TID251 - a fixed seed

import pytest
import trio
import trio.testing

from icplint.collect.fetch.resolver import Resolve
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.register.cache import AnswerCache, in_memory
from icplint.collect.register.service import ServiceRegister, open_service
from icplint.errors import UsageError
from icplint.model.filing import Filing, NotFiled, Unknown
from tests.fakes.register_service import HASTY, PlayedService, document, in_turn, row, rows, telling
from tests.fakes.servers import Script, response, saying

TODAY = date(2026, 11, 25)
DEAF = "http://127.0.0.1:9"
"""Nobody listens there."""


@asynccontextmanager
async def register_of(
    addresses: str | Sequence[str],
    cache: AnswerCache | None = None,
    today: date = TODAY,
    whole_s: float = 20.0,
    resolve: Resolve | None = None,
) -> AsyncIterator[ServiceRegister]:
    async with open_service(
        addresses,
        cache=cache or in_memory(),
        today=today,
        chance=Random(7),
        manners=replace(HASTY, whole_s=whole_s),
        resolve=resolve,
    ) as register:
        yield register


# --- rows ---


async def test_a_row_is_the_filing_of_its_domain(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": rows(row())})
    address = await service.open(nursery)
    async with register_of(address) as register:
        filing = await register.look_up("example.cn")

    assert filing == Filing(
        domain="example.cn",
        entity="某某（北京）科技有限公司",
        subject="京ICP备16059763号",
        site="京ICP备16059763号-1",
        nature="企业",
        last_approved_on=date(2021, 8, 16),
        access_restricted=False,
        province="北京",
        source=address,
        as_of=TODAY,
    )
    assert service.requests[0].startswith(b"GET /query/web?search=example.cn HTTP/1.1\r\n")


async def test_a_host_below_the_domain_gets_the_parents_row(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.com.cn": rows(row("example.com.cn"))})
    async with register_of(await service.open(nursery)) as register:
        www = await register.look_up("www.example.com.cn")
        deep = await register.look_up("a.shop.example.com.cn")

    assert isinstance(www, Filing)
    assert not www.of_parent
    assert isinstance(deep, Filing)
    assert (deep.domain, deep.of_parent) == ("example.com.cn", True)
    assert service.asked == ["example.com.cn"]


async def test_several_rows_are_one_filing_with_several_numbers(nursery: trio.Nursery) -> None:
    several = rows(*(row(site=f"京ICP备16059763号-{number}") for number in (1, 4)))
    async with register_of(await PlayedService({"example.cn": several}).open(nursery)) as register:
        filing = await register.look_up("example.cn")

    assert isinstance(filing, Filing)
    assert (filing.site, filing.other_sites) == ("京ICP备16059763号-1", ("京ICP备16059763号-4",))


async def test_the_row_of_an_app_beside_a_websites_is_left_out(nursery: trio.Nursery) -> None:
    both = rows(row(site="京ICP备16059763号-2A"), row(site="京ICP备16059763号-1"))
    async with register_of(await PlayedService({"example.cn": both}).open(nursery)) as register:
        filing = await register.look_up("example.cn")

    assert isinstance(filing, Filing)
    assert (filing.site, filing.other_sites) == ("京ICP备16059763号-1", ())


async def test_an_individuals_name_is_not_kept(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": rows(row(unitName="李某某", natureName="个人"))})
    with in_memory() as cache:
        async with register_of(await service.open(nursery), cache) as register:
            filing = await register.look_up("example.cn")
        kept = cache._connection.execute("SELECT * FROM told").fetchall()

    assert isinstance(filing, Filing)
    assert (filing.nature, filing.entity) == ("个人", None)
    assert len(kept) == 1
    assert "李某某" not in repr(kept)


async def test_under_gov_cn_a_parents_row_does_not_judge(nursery: trio.Nursery) -> None:
    service = PlayedService({"beijing.gov.cn": rows(row("beijing.gov.cn", natureName="政府机关"))})
    async with register_of(await service.open(nursery)) as register:
        own = await register.look_up("www.beijing.gov.cn")
        below = await register.look_up("jw.beijing.gov.cn")

    assert isinstance(own, Filing)
    assert isinstance(below, Unknown)
    assert below.reason in {"needs-register", "register-service-empty"}


@pytest.mark.parametrize("host", ["127.0.0.1", "[2001:db8::1]", "com.cn", "localhost", "x" * 300 + ".cn"])
async def test_a_host_without_a_domain_is_not_asked_for(host: str, nursery: trio.Nursery) -> None:
    service = PlayedService()
    address = await service.open(nursery)
    async with register_of(address) as register:
        answer = await register.look_up(host)

    assert answer == Unknown("needs-register", address)
    assert service.asked == []


# --- nothing that can be used ---


async def silence(_stream: trio.abc.Stream, _: bytes) -> None:
    await trio.sleep_forever()


async def drip(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        await stream.send_all(b" ")
        await trio.sleep(0.02)


async def reset(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(response(b'{"code":200,', length=1000))
    assert isinstance(stream, trio.SocketStream)
    stream.setsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_LINGER, struct.pack("ii", 1, 0))


async def endless(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(b"HTTP/1.1 200 OK\r\n\r\n[")
    while True:
        await stream.send_all(b"[" * 65536)


GOOD = document(row())
CAPTCHA = "<!doctype html><html><title>安全验证</title><body>请完成拖动验证</body></html>".encode()
BLOCKED = {"code": 500, "message": "当前访问已被创宇盾拦截"}


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        # the service's own words
        (telling({"code": 101, "msg": "参数错误,请指定search参数"}), "register-service"),
        (telling({"code": 102, "msg": "不是支持的查询类型"}), "register-service"),
        (telling({"code": 122, "message": "工信部服务器异常"}), "register-service"),
        (telling({"code": 122, "message": "查询失败", "error": "timeout"}), "register-service"),
        (telling({"code": 405, "message": "不允许的查询内容"}), "register-service"),
        (telling({"code": 500, "message": "滑块匹配失败"}), "register-service"),
        (telling({"code": 500, "message": None}), "register-service"),
        (telling(BLOCKED), "register-service-throttled"),
        (telling({"code": 401, "message": "未登录或会话已过期"}, status="401 Nope"), "register-service"),
        (telling({"success": False, "code": 429, "msg": "您目前访问频次过高"}), "register-service-throttled"),
        (
            telling({"code": 200, "msg": "limited(too much has been used today)"}),
            "register-service-throttled",
        ),
        # answers that are not whole
        (telling({**GOOD, "success": False}), "register-service"),
        (telling({**GOOD, "success": "true"}), "register-service"),
        (telling({**GOOD, "params": None}), "register-service"),
        (telling({**GOOD, "params": {"list": {}}}), "register-service"),
        (telling({**GOOD, "code": None}), "register-service"),
        (telling({"code": 200, "data": "[]"}), "register-service"),
        (telling(document(row(), total=27)), "register-service"),
        (telling(document(row(), hasNextPage=True)), "register-service"),
        (telling(document(total=1)), "register-service"),
        (telling(document(*(row(site=f"京ICP备16059763号-{n}") for n in range(1, 200)))), "register-service"),
        # rows that are not this domain's, or no rows
        (rows(row("other.cn")), "register-service"),
        (rows(row("notexample.cn")), "register-service"),
        (rows(row(site="京ICP备16059763号-2A")), "register-service"),
        (rows(row(site="京ICP备1号-1")), "register-service"),
        (rows(row(), row(site="京ICP备1号-1")), "register-service"),
        (rows(row(""), row()), "register-service"),
        (telling({**GOOD, "params": {"list": [None]}}), "register-service"),
        (telling({**GOOD, "params": {"list": [{f"k{n}": n for n in range(2000)}]}}), "register-service"),
        (rows(), "register-service-empty"),
        (telling({**document(), "msg": "您目前访问频次过高, 请稍后再试。"}), "register-service-throttled"),
        (telling({"code": 200, "data": [], "msg": "success"}), "register-service-empty"),
        # no JSON
        (saying(response(CAPTCHA, "Content-Type: text/html")), "register-service"),
        (saying(response(CAPTCHA, "Content-Type: application/json")), "register-service"),
        (saying(response(b"")), "register-service"),
        (saying(response(b'{"code":200,"params":{"list":[')), "register-service"),
        (saying(response(b"null")), "register-service"),
        (saying(response(b"[" * 500_000)), "register-service"),
        (saying(response(b'{"a":' * 150_000)), "register-service"),
        (saying(response(b'{"code":' + b"9" * 100_000 + b"}")), "register-service"),
        (saying(response('{"code":200,"msg":"操作成功"}'.encode("gb18030"))), "register-service"),
        (saying(response('{"code":200}'.encode("utf-16"))), "register-service"),
        (saying(response(b"PNG", "Content-Type: image/png")), "register-service"),
        (saying(response(b"not gzip", "Content-Encoding: gzip")), "register-service"),
        # HTTP
        (saying(response(status="429 Slower", body=b"")), "register-service-throttled"),
        (saying(response(b"", "Retry-After: 0", status="503 Busy")), "register-service-throttled"),
        (saying(response(b"", "Retry-After: 3600", status="429 Slower")), "register-service-throttled"),
        (saying(response(status="503 Down")), "register-service"),
        (saying(response(status="500 Broken")), "register-service"),
        (saying(response(CAPTCHA, status="403 Forbidden")), "register-service"),
        (saying(response(status="404 Nothing")), "register-service"),
        (saying(response(status="204 Nothing")), "register-service"),
        # the connection
        (saying(), "register-service"),
        (saying(b"\0" * 5000), "register-service"),
        (reset, "register-service"),
        (endless, "register-service"),
    ],
)
async def test_what_cannot_be_used_is_unknown(script: Script, reason: str, nursery: trio.Nursery) -> None:
    address = await PlayedService({"example.cn": script}).open(nursery)
    with in_memory() as cache:
        async with register_of(address, cache) as register:
            answer = await register.look_up("www.example.cn")
        kept = cache._connection.execute("SELECT * FROM told").fetchall()

    assert answer == Unknown(reason, address, TODAY)
    assert kept == []


@pytest.mark.parametrize("script", [silence, drip], ids=["silence", "drip"])
async def test_waiting_has_an_end(script: Script, nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": script})
    address = await service.open(nursery)
    async with register_of(address, whole_s=0.1) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service", address, TODAY)
    assert service.asked == ["example.cn"] * HASTY.tries


async def test_nobody_who_listens_is_unknown() -> None:
    async with register_of(DEAF) as register:
        assert await register.look_up("example.cn") == Unknown("register-service", DEAF, TODAY)


async def test_a_redirect_is_not_followed(nursery: trio.Nursery) -> None:
    elsewhere = PlayedService({"example.cn": rows(row())})
    target = await elsewhere.open(nursery, "127.0.0.2")
    location = f"Location: {target}/query/web?search=example.cn"
    sending = PlayedService({"example.cn": saying(response(b"", location, status="302 Found"))})
    async with register_of(await sending.open(nursery)) as register:
        answer = await register.look_up("example.cn")

    assert isinstance(answer, Unknown)
    assert elsewhere.asked == []


async def test_a_metadata_service_is_not_asked_though_it_was_typed() -> None:
    async with register_of("http://169.254.169.254") as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service", "http://169.254.169.254", TODAY)


async def test_what_heals_is_asked_again(nursery: trio.Nursery) -> None:
    broken = saying(response(status="500 Broken"))
    service = PlayedService({"example.cn": in_turn(broken, telling(BLOCKED), rows(row()))})
    async with register_of(await service.open(nursery)) as register:
        assert isinstance(await register.look_up("example.cn"), Filing)
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "script",
    [
        telling({"code": 405, "message": "不允许的查询内容"}),
        telling({"code": 102, "msg": "不是支持的查询类型"}),
        saying(response(status="404 Nothing")),
        saying(response(CAPTCHA)),
        rows(),
    ],
    ids=["405", "102", "HTTP 404", "captcha", "empty"],
)
async def test_what_does_not_heal_is_asked_once(script: Script, nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": script})
    async with register_of(await service.open(nursery)) as register:
        assert isinstance(await register.look_up("example.cn"), Unknown)
    assert len(service.asked) == 1


# --- two that agree ---


async def test_two_machines_without_a_row_say_that_nothing_was_filed(nursery: trio.Nursery) -> None:
    services = PlayedService(), PlayedService()
    addresses = [await services[0].open(nursery, "127.0.0.1"), await services[1].open(nursery, "127.0.0.2")]
    async with register_of(addresses) as register:
        answer = await register.look_up("www.example.cn")
        again = await register.look_up("example.cn")

    assert answer == again == NotFiled(", ".join(addresses), TODAY)
    # each was asked for the domain, and then for one that is known to be filed
    assert [asked.count("example.cn") for asked in (services[0].asked, services[1].asked)] == [1, 1]
    assert [len(service.asked) for service in services] == [2, 2]


@pytest.mark.parametrize("barred", [0, 1])
async def test_a_barred_service_is_no_witness(barred: int, nursery: trio.Nursery) -> None:
    services = [PlayedService(is_barred=number == barred) for number in range(2)]
    addresses = [await service.open(nursery, f"127.0.0.{1 + n}") for n, service in enumerate(services)]
    async with register_of(addresses) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service-throttled", ", ".join(addresses), TODAY)


async def test_two_ports_of_one_machine_are_one_witness(nursery: trio.Nursery) -> None:
    addresses = [await PlayedService().open(nursery) for _ in range(2)]
    async with register_of(addresses) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service-empty", ", ".join(addresses), TODAY)


@pytest.mark.parametrize("other", ["::1", "::ffff:127.0.0.1"])
async def test_two_writings_of_one_machines_address_are_one_witness(
    other: str, nursery: trio.Nursery
) -> None:
    async def known(host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ip_address("127.0.0.1" if host == "one.example" else other),)

    try:
        served = [await PlayedService().open(nursery, host) for host in ("127.0.0.1", "::1")]
    except OSError:
        pytest.skip("this machine has no IPv6")
    ports = [address.rpartition(":")[2] for address in served]
    named = [f"http://one.example:{ports[0]}", f"http://other.example:{ports[other == '::1']}"]
    async with register_of(named, resolve=known) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service-empty", ", ".join(named), TODAY)


async def test_two_addresses_of_one_name_are_one_witness(nursery: trio.Nursery) -> None:
    async def both(_: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return ip_address("127.0.0.1"), ip_address("127.0.0.2")

    served = [await PlayedService().open(nursery, f"127.0.0.{number}") for number in (1, 2)]
    named = [f"http://icp.example:{address.rpartition(':')[2]}" for address in served]
    async with register_of(named, resolve=both) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service-empty", ", ".join(named), TODAY)


async def test_two_names_of_one_machine_are_one_witness(nursery: trio.Nursery) -> None:
    one, other = await PlayedService().open(nursery), await PlayedService().open(nursery)
    addresses = [one, other.replace("127.0.0.1", "localhost")]
    async with register_of(addresses) as register:
        answer = await register.look_up("example.cn")

    assert isinstance(answer, Unknown)
    assert answer.reason == "register-service-empty"


async def test_an_address_given_twice_is_one_witness(nursery: trio.Nursery) -> None:
    service = PlayedService()
    address = await service.open(nursery)
    async with register_of([address, f"{address}/"]) as register:
        answer = await register.look_up("example.cn")

    assert answer == Unknown("register-service-empty", address, TODAY)
    assert service.asked == ["example.cn"]


async def test_a_second_that_is_down_does_not_agree(nursery: trio.Nursery) -> None:
    address = await PlayedService().open(nursery)
    async with register_of([address, DEAF.replace("127.0.0.1", "127.0.0.2")]) as register:
        answer = await register.look_up("example.cn")

    assert isinstance(answer, Unknown)
    assert answer.reason == "register-service-empty"


@pytest.mark.parametrize("first", [rows(), telling(BLOCKED)], ids=["empty", "blocked"])
async def test_the_second_has_the_row_that_the_first_does_not_show(
    first: Script, nursery: trio.Nursery
) -> None:
    one = await PlayedService({"example.cn": first}).open(nursery, "127.0.0.1")
    other = await PlayedService({"example.cn": rows(row())}).open(nursery, "127.0.0.2")
    async with register_of([one, other]) as register:
        answer = await register.look_up("example.cn")

    assert isinstance(answer, Filing)
    assert answer.source == other


@pytest.mark.parametrize("host", ["jw.beijing.gov.cn", "www.xn--fiqs8s.cn"])
async def test_a_name_that_may_be_filed_in_another_form_is_never_called_unfiled(
    host: str, nursery: trio.Nursery
) -> None:
    addresses = [await PlayedService().open(nursery, f"127.0.0.{number}") for number in (1, 2)]
    async with register_of(addresses) as register:
        assert isinstance(await register.look_up(host), Unknown)


async def test_of_two_famous_domains_the_control_is_never_the_question(nursery: trio.Nursery) -> None:
    services = [PlayedService({"baidu.com": rows()}) for _ in range(2)]
    addresses = [await service.open(nursery, f"127.0.0.{1 + n}") for n, service in enumerate(services)]
    async with register_of(addresses) as register:
        assert isinstance(await register.look_up("baidu.com"), NotFiled)
    assert [service.asked.count("baidu.com") for service in services] == [1, 1]


# --- once is enough ---


async def test_hosts_of_one_domain_ask_once(nursery: trio.Nursery) -> None:
    may_answer = trio.Event()

    async def late(stream: trio.abc.Stream, request: bytes) -> None:
        await may_answer.wait()
        await rows(row())(stream, request)

    service = PlayedService({"example.cn": late})
    answers = []
    async with register_of(await service.open(nursery)) as register, trio.open_nursery() as lookers:

        async def look(host: str) -> None:
            answers.append(await register.look_up(host))

        for number in range(50):
            lookers.start_soon(look, f"s{number}.example.cn")
        await trio.testing.wait_all_tasks_blocked()
        may_answer.set()

    assert service.asked == ["example.cn"]
    assert len(answers) == 50
    assert all(isinstance(answer, Filing) for answer in answers)


async def test_who_waits_asks_itself_when_the_first_gives_up(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": in_turn(silence, rows(row()))})
    answers = []
    async with register_of(await service.open(nursery)) as register, trio.open_nursery() as lookers:
        first = trio.CancelScope()

        async def give_up() -> None:
            with first:
                await register.look_up("example.cn")

        async def look() -> None:
            answers.append(await register.look_up("www.example.cn"))

        lookers.start_soon(give_up)
        await trio.testing.wait_all_tasks_blocked(0.05)
        lookers.start_soon(look)
        await trio.testing.wait_all_tasks_blocked()
        first.cancel()

    assert len(service.asked) == 2
    assert isinstance(answers[0], Filing)


async def test_a_remembered_row_is_not_asked_for(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": rows(row())})
    address = await service.open(nursery)
    with in_memory() as cache:
        async with register_of(address, cache) as register:
            first = await register.look_up("example.cn")
        async with register_of(address, cache, date(2026, 12, 25)) as register:
            later = await register.look_up("example.cn")
        asked_by_then = len(service.asked)
        async with register_of(address, cache, date(2026, 12, 26)) as register:
            renewed = await register.look_up("example.cn")

    assert first == later
    assert asked_by_then == 1
    assert isinstance(renewed, Filing)
    assert renewed.as_of == date(2026, 12, 26)


async def test_one_services_answer_is_not_another_ones(nursery: trio.Nursery) -> None:
    one = PlayedService({"example.cn": rows(row())})
    other = PlayedService({"example.cn": rows(row(site="京ICP备16059763号-9"))})
    with in_memory() as cache:
        async with register_of(await one.open(nursery), cache) as register:
            await register.look_up("example.cn")
        async with register_of(await other.open(nursery), cache) as register:
            answer = await register.look_up("example.cn")

    assert isinstance(answer, Filing)
    assert answer.site == "京ICP备16059763号-9"


# --- secrets ---


async def test_the_password_goes_to_the_service_and_nowhere_else(
    nursery: trio.Nursery, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = PlayedService({"example.cn": rows(row()), "down.cn": saying(response(status="500 Broken"))})
    address = await service.open(nursery)
    with in_memory() as cache:
        async with register_of(address.replace("//", "//some%40body:s3cr%3At@"), cache) as register:
            answers = [await register.look_up(host) for host in ("example.cn", "down.cn", "empty.cn")]
            shown = repr(register.panel.services)
        kept = cache._connection.execute("SELECT * FROM told").fetchall()

    assert b"authorization: Basic c29tZUBib2R5OnMzY3I6dA==\r\n" in service.requests[0]
    assert {answer.source for answer in answers} == {address}
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("icplint")]
    assert any("500" in message for message in ours)
    assert "s3cr" not in f"{answers}{shown}{kept}{[record.getMessage() for record in caplog.records]}"


async def test_a_cookie_is_not_sent_back(nursery: trio.Nursery) -> None:
    service = PlayedService({"example.cn": telling(GOOD, "Set-Cookie: who=you; Path=/")})
    async with register_of(await service.open(nursery)) as register:
        await register.look_up("example.cn")
        await register.look_up("other.cn")

    assert len(service.requests) == 2
    assert b"cookie" not in service.requests[1].lower()


async def test_a_wrong_address_is_told_before_anything_is_asked() -> None:
    with pytest.raises(UsageError, match="port"):
        async with register_of("http://127.0.0.1:99999"):
            pass
