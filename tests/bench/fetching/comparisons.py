"""What is compared: the sides, the conditions and the bounds of each comparison."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.fetching import names, replay
from tests.bench.fetching.ground import Ground, may_unshare
from tests.bench.fetching.origins import address_of
from tests.bench.fetching.plan import Plan
from tests.bench.fetching.rounds import Bound, Comparison, Side
from tests.bench.fetching.sides import aiohttp, ours, scrapy


def _urls(count: int, port: int, scheme: str = "http") -> list[str]:
    return [f"{scheme}://{address_of(number)}:{port}/" for number in range(count)]


def _against(peer: str, zlib: float, isal: float | None) -> tuple[Bound, ...]:
    bounds = [Bound(side="ours, zlib", other=peer, least=zlib)]
    if isal is not None:
        bounds.append(Bound(side="ours, isal", other=peer, least=isal))
    return (
        *bounds,
        *(Bound(side=f"ours, {z}", other=f"aiohttp on uvloop, {z}", least=0.95) for z in ("zlib", "isal")),
    )


def plain(ground: Ground) -> Comparison:
    """Everybody, over plain HTTP."""
    server, count = ground.fast_server(), ground.scale.origins
    plan = ground.plan("plain", _urls(count, server.port))
    return Comparison(
        name="plain",
        conditions=f"{count:,} origins, 200 at a time, {server.name}",
        sides=(
            *(scrapy(plan, variant) for variant in ("stock", "default", "tuned")),
            Side(name="httpx, one AsyncClient", module="client_httpx", plan=plan),
            *(aiohttp(plan, is_fast=is_fast) for is_fast in (False, True)),
            *(ours(plan, is_fast=is_fast) for is_fast in (False, True)),
        ),
        bounds=_against("Scrapy default", 5.5, 7.0),
        server=server,
    )


def tls(ground: Ground) -> Comparison | str:
    """Over TLS; Scrapy trusts every certificate, the others check them."""
    if not ground.has_nginx:
        return "tls: left out, nginx is not installed"
    server, count = ground.fast_server(), ground.scale.tls_origins
    plan = ground.plan("tls", _urls(count, server.tls_port or 0, "https"))
    return Comparison(
        name="tls",
        conditions=f"{count:,} origins, 200 at a time, {server.name}; Scrapy does not check certificates, as installed",
        sides=(
            scrapy(plan, "default"),
            scrapy(plan, "tuned"),
            *(aiohttp(plan, is_fast=is_fast) for is_fast in (False, True)),
            *(ours(plan, is_fast=is_fast) for is_fast in (False, True)),
        ),
        bounds=_against("Scrapy default", 4.5, None),
        server=server,
        environment={"SSL_CERT_FILE": str(ground.folder / "ca.pem")},
    )


def latency(ground: Ground) -> Comparison:
    """Answers that come after 50 to 200 ms."""
    server, count = ground.own_server("latency"), ground.scale.origins
    plan = ground.plan("latency", _urls(count, server.port), concurrency=500)
    return Comparison(
        name="latency",
        # 200 connections at 125 ms each are 1,600 pages/s for anybody: the wire would be measured, no client.
        conditions=f"{count:,} origins that answer after 50 to 200 ms, 500 at a time, {server.name}",
        sides=(scrapy(plan, "default"), aiohttp(plan), ours(plan)),
        bounds=(
            Bound(side="ours, zlib", other="Scrapy default", least=6.0),
            Bound(side="ours, zlib", other="aiohttp on uvloop, zlib", least=0.95),
        ),
        server=server,
    )


def slow(ground: Ground) -> Comparison:
    """Bodies that come in pieces."""
    server, count = ground.own_server("slow"), ground.scale.origins
    plan = ground.plan("slow", _urls(count, server.port), concurrency=500)
    return Comparison(
        name="slow bodies",
        conditions=f"{count:,} origins that take 0.5 to 2 s for a body, 500 at a time, {server.name}",
        sides=(scrapy(plan, "default"), aiohttp(plan), ours(plan)),
        bounds=(Bound(side="ours, zlib", other="aiohttp on uvloop, zlib", least=0.95),),
        server=server,
    )


def hanging(ground: Ground) -> Comparison:
    """2 of 100 hosts accept and say nothing."""
    server, scale = ground.fast_server(), ground.scale
    silent = ground.enter_silent_port()
    answering = _urls(scale.many, server.port)
    some = [url if n % 50 else f"http://{address_of(n)}:{silent}/" for n, url in enumerate(answering)]
    whole, holed = (
        ground.plan(name, urls, concurrency=500, timeout_s=scale.timeout_s)
        for name, urls in (("whole", answering), ("holed", some))
    )
    return Comparison(
        name="hanging",
        conditions=f"{scale.many:,} origins, 500 at a time, time-out {scale.timeout_s:g} s, {server.name}; "
        "up to the last page that came",
        sides=(
            ours(whole, name="ours, all answer"),
            ours(holed, name="ours, 2 % hang"),
            aiohttp(whole, name="aiohttp on uvloop, all answer"),
            aiohttp(holed, name="aiohttp on uvloop, 2 % hang"),
        ),
        bounds=(
            Bound(side="ours, 2 % hang", other="ours, all answer", least=0.8),
            Bound(side="aiohttp on uvloop, 2 % hang", other="aiohttp on uvloop, all answer"),
        ),
        server=server,
    )


def dead_names(ground: Ground) -> Comparison | str:
    """5 of 100 names, for which the name server never answers."""
    if not may_unshare():
        return "dead names: left out, a name server of one's own takes Linux and root"
    server, scale = ground.fast_server(), ground.scale
    through = ground.enter_name_server()

    def named(name: str, every: int) -> Plan:
        urls = [
            f"http://{names.name_of(n, is_dead=bool(every) and n % every == 0)}:{server.port}/"
            for n in range(scale.many)
        ]
        return ground.plan(name, urls, concurrency=1_000, timeout_s=scale.timeout_s)

    alive, dying = named("alive", 0), named("dying", 20)
    sides = (
        ours(alive, name="ours, all names live"),
        ours(dying, name="ours, 5 % dead names"),
    )
    return Comparison(
        name="dead names",
        conditions=f"{scale.many:,} names, 1,000 at a time, time-out {scale.timeout_s:g} s, {server.name}, a name "
        "server on loopback; up to the last page that came",
        sides=tuple(replace(side, through=through) for side in sides),
        bounds=(Bound(side="ours, 5 % dead names", other="ours, all names live", least=0.9),),
        server=server,
    )


def whole_check(ground: Ground) -> Comparison:
    """Fetch, read, judge, and a line for each site."""
    server, count = ground.fast_server(), ground.scale.origins
    plan = ground.plan("check", _urls(count, server.port))
    plan = replace(plan, report=str(ground.folder / "lines.jsonl"))
    checking = replace(plan, variant="check")
    return Comparison(
        name="whole check",
        conditions=f"{count:,} origins, 200 at a time, one process, {server.name}",
        sides=(
            scrapy(plan, "our code", "Scrapy with our code"),
            scrapy(plan, "parsel", "Scrapy with parsel"),
            *(ours(checking, is_fast=is_fast) for is_fast in (False, True)),
        ),
        bounds=(
            Bound(side="ours, zlib", other="Scrapy with our code", least=3.0),
            Bound(side="ours, zlib", other="Scrapy with parsel", least=7.0),
        ),
        server=server,
    )


def jobs(ground: Ground) -> Comparison:
    """Two processes against one; no server takes part."""
    count = ground.scale.many
    plan = replace(
        ground.plan("jobs", _urls(count, 80)), report=str(ground.folder / "lines.jsonl"), is_fast=True
    )
    sides = tuple(
        Side(
            name=f"ours, --jobs {one}",
            module="replay",
            is_ours=True,
            plan=replace(plan, jobs=one, is_fast=True),
        )
        for one in (1, 2)
    )
    return Comparison(
        name="jobs",
        conditions=f"{count:,} pages from memory, read and judged; the start of the processes counts",
        sides=sides,
        bounds=(Bound(side="ours, --jobs 2", other="ours, --jobs 1", least=1.6),),
        environment={replay.PAGES: str(ground.folder)},
    )


def memory(ground: Ground) -> Comparison:
    """The peak over a long list and over a short one."""
    server, scale = ground.fast_server(), ground.scale
    few, many = f"ours, {scale.list_short:,} sites", f"ours, {scale.list_long:,} sites"
    report = str(ground.folder / "lines.jsonl")
    plans = {
        name: replace(
            ground.plan(f"memory{count}", _urls(count, server.port)), variant="check", report=report
        )
        for name, count in ((few, scale.list_short), (many, scale.list_long))
    }
    return Comparison(
        name="memory",
        conditions=f"whole check, 200 at a time, one process, {server.name}",
        sides=tuple(ours(plan, name=name) for name, plan in plans.items()),
        bounds=(Bound(side=many, other=few, most=1.1, of="rss_mb"),),
        most_mb=(many, 80.0),
        most_rounds=3,
        server=server,
    )


def beside_before(checkout: Path, ground: Ground) -> Comparison:
    """This state of the project and an earlier one, over plain HTTP."""
    server, count = ground.fast_server(), ground.scale.origins
    plan = ground.plan("plain", _urls(count, server.port))
    pairs = [
        (ours(plan, is_fast=is_fast), ours(plan, is_fast=is_fast, name=f"before, {word}"))
        for is_fast, word in ((False, "zlib"), (True, "isal"))
    ]
    # Modules of the folder in which Python is started come before those that are installed.
    there = ("env", "-C", str(checkout.resolve()))
    return Comparison(
        name="before",
        conditions=f"{count:,} origins, 200 at a time, {server.name}; before: {checkout}",
        sides=tuple(side for now, then in pairs for side in (now, replace(then, through=there))),
        bounds=tuple(Bound(side=now.name, other=then.name, least=0.95) for now, then in pairs),
        server=server,
    )


MODES: dict[str, Callable[[Ground], Comparison | str]] = {
    "plain": plain,
    "tls": tls,
    "latency": latency,
    "slow": slow,
    "hanging": hanging,
    "dead-names": dead_names,
    "check": whole_check,
    "jobs": jobs,
    "memory": memory,
}
"""By the word on the command line; a comparison, or the one line that says why there is none."""
