"""A client process: aiohttp on uvloop, one connection for each page."""

import asyncio  # noqa: TID251 - a peer, not ours
import ssl

import aiohttp
import uvloop

from tests.bench.fetching.plan import Plan, Tally, plan_given

USER_AGENT = "bench"


def main() -> None:
    """Fetch all pages of a plan."""
    plan = plan_given()
    if plan.is_fast:
        from isal import isal_zlib  # noqa: PLC0415 - only where it is wanted

        aiohttp.set_zlib_backend(isal_zlib)
    uvloop.run(fetch(plan))


async def fetch(plan: Plan) -> None:
    """Fetch with as many tasks as connections; nothing is kept alive, for no origin is asked twice."""
    connector = aiohttp.TCPConnector(
        limit=plan.concurrency, force_close=True, ssl=ssl.create_default_context(), use_dns_cache=False
    )
    async with aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=plan.timeout_s),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as session:
        urls = iter(plan.urls())
        tally = Tally(plan)

        async def work() -> None:
            for url in urls:
                try:
                    async with session.get(url) as response:
                        tally.take(await response.read())
                except (aiohttp.ClientError, TimeoutError):
                    tally.end(is_whole=False)

        await asyncio.gather(*(work() for _ in range(plan.concurrency)))
    tally.tell()


if __name__ == "__main__":
    main()
