"""What a page takes from beside itself is fetched, one round, and the page is read once more with it."""

from dataclasses import replace
from urllib.parse import urlsplit

from icplint.collect.fetch.fetcher import Fetcher
from icplint.facts.domains import registrable_domain
from icplint.facts.site_hosts import is_one_site
from icplint.model.answer import Answer, Material, MaterialKind, NotCheckedReason, Taken
from icplint.model.ask import Ask, Purpose
from icplint.model.reading import UNREAD_PIECE, Reading, Want
from icplint.model.settings import JudgeSettings
from icplint.model.site import Site
from icplint.run.reading import read_for

_PURPOSES = {
    MaterialKind.SCRIPT: Purpose.SCRIPT,
    MaterialKind.FRAGMENT: Purpose.FRAGMENT,
    MaterialKind.STYLESHEET: Purpose.STYLESHEET,
}
_GONE = (404, 410)


async def read_with_materials(
    site: Site, ask: Ask, came: Answer, reading: Reading, *, fetcher: Fetcher, settings: JudgeSettings
) -> Reading:
    """The reading of a page with all that it wants; what cannot be had is told in it.

    A page without one of its pieces does not show that a number is missing: it needs rendering. A script that is gone
    is gone for visitors, too.

    Args:
        site: As listed.
        ask: By which the page came.
        came: The page.
        reading: The page alone.
        fetcher: Fetches the rest.
        settings: How to read.
    """
    found = [await _fetched(want, ask, reading, fetcher) for want in reading.wants]
    materials = tuple(one for one in found if isinstance(one, Material))
    taken = tuple(Taken(one.kind, one.asked) if isinstance(one, Material) else one for one in found)
    whole: object = reading
    if materials:
        whole = read_for(site, replace(came, materials=materials), settings)
    whole = whole if isinstance(whole, Reading) else reading
    is_piece_lost = any(
        one.failure is not None and not one.is_gone and one.kind is not MaterialKind.STYLESHEET
        for one in taken
    )
    needs = whole.needs_rendering
    if needs in (None, UNREAD_PIECE):
        needs = UNREAD_PIECE if is_piece_lost else None
    return replace(whole, wants=(), taken=taken, needs_rendering=needs)


async def _fetched(want: Want, ask: Ask, reading: Reading, fetcher: Fetcher) -> Material | Taken:
    home = reading.response.url
    is_typed = ask.private_host is not None and is_one_site(want.url, home)
    came = await fetcher.fetch(
        Ask(
            candidates=(want.url,),
            purpose=_PURPOSES[want.kind],
            device=ask.device,
            private_host=urlsplit(want.url).netloc.lower() if is_typed else None,
        )
    )
    if not isinstance(came, Answer):
        is_gone = want.kind is MaterialKind.SCRIPT and came.status in _GONE
        return Taken(want.kind, want.url, came.reason, is_gone=is_gone)
    if not _is_of_one_domain(came.response.url, home):
        return Taken(want.kind, want.url, NotCheckedReason.REFUSED_ADDRESS)
    if want.kind is not MaterialKind.FRAGMENT and came.body.lstrip()[:1] == b"<":
        # An error page with status 200 in the place of a script: no browser runs it.
        return Taken(want.kind, want.url, NotCheckedReason.SOFT_404, is_gone=True)
    return Material(want.kind, want.url, came.body, came.response.header("content-type"))


def _is_of_one_domain(one: str, other: str) -> bool:
    hosts = [(urlsplit(address).hostname or "").rstrip(".") for address in (one, other)]
    return hosts[0] == hosts[1] or (
        registrable_domain(hosts[1]) is not None
        and registrable_domain(hosts[0]) == registrable_domain(hosts[1])
    )
