"""A client process: the product, with the decompressor that the plan names."""

import sys

import trio

from tests.bench.fetching.plan import plan_given


def main() -> None:
    """Fetch or check all sites of a plan."""
    plan = plan_given()
    if not plan.is_fast:
        sys.modules["isal"] = None  # type: ignore[assignment]  # it cannot be imported any more: zlib serves
    from tests.bench.fetching import our_work  # noqa: PLC0415 - after isal was shut out

    if plan.variant == "check":
        our_work.check(plan)
    else:
        trio.run(our_work.fetch, plan)


if __name__ == "__main__":
    main()
