"""A client process: httpx as its documentation shows it, one AsyncClient for all."""

import asyncio  # noqa: TID251 - a peer, not ours

import httpx

from tests.bench.fetching.plan import Plan, Tally, plan_given


async def fetch(plan: Plan) -> None:
    """Fetch with as many tasks as the plan says; the client's own limit of connections stays."""
    async with httpx.AsyncClient(
        timeout=plan.timeout_s, headers={"Accept-Encoding": "gzip"}, follow_redirects=True
    ) as client:
        urls = iter(plan.urls())
        tally = Tally(plan)

        async def work() -> None:
            for url in urls:
                try:
                    tally.take((await client.get(url)).content)
                except httpx.HTTPError:
                    tally.end(is_whole=False)

        await asyncio.gather(*(work() for _ in range(plan.concurrency)))
    tally.tell()


if __name__ == "__main__":
    asyncio.run(fetch(plan_given()))
