"""What became of one site, from the day on which it was first scanned."""

from collections.abc import Iterator

from sqlalchemy import select

from icplint.errors import StoreError
from icplint.keep.store import codec
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import result, run, site, site_list, transition
from icplint.late import dataclass
from icplint.model.scan import Spell

_WWW = "www."


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSite:
    """A site of the store."""

    id: int
    address: str
    nth: int


def sites_named(store: Store, name: str) -> list[KnownSite]:
    """The sites of an address, or of a domain with and without www.

    Raises:
        StoreError: The store knows none of them.
    """
    bare = name.strip().lower()
    wanted = {name.strip(), bare}
    host, slash, path = bare.partition("://")[2].partition("/") if "://" in bare else bare.partition("/")
    for host_now in (host, host.removeprefix(_WWW), f"{_WWW}{host.removeprefix(_WWW)}"):
        wanted |= {f"{start}{host_now}/{path if slash else ''}" for start in ("", "https://", "http://")}
    with store.reading() as connection:
        rows = connection.execute(
            select(site).where(site.c.address.in_(sorted(wanted))).order_by(site.c.address, site.c.nth)
        ).all()
    if not rows:
        raise StoreError(
            en=f"{name}: no run has scanned this site; give its address as the list does",
            zh=f"{name}：没有扫描过此网站；请按清单中的写法给出网址",
        )
    exact = [row for row in rows if row.address == name.strip()]
    return [KnownSite(id=row.id, address=row.address, nth=row.nth) for row in exact or rows]


def spells(store: Store, known: KnownSite) -> Iterator[tuple[str, Spell]]:
    """The stretches in which nothing changed, the oldest first, each with the list that it belongs to."""
    with store.reading() as connection:
        rows = connection.execute(
            select(
                run.c.name,
                site_list.c.name.label("list_name"),
                transition.c.at,
                transition.c.after,
                result.c.content,
            )
            .join(run, run.c.id == transition.c.run_id)
            .join(site_list, site_list.c.id == run.c.list_id)
            .outerjoin(result, result.c.digest == transition.c.after)
            .where(transition.c.site_id == known.id)
            .order_by(transition.c.run_id)
        ).all()
    for row in rows:
        if row.content is None:
            yield row.list_name, Spell(first_run=row.name, since=row.at, is_gone=True)
            continue
        said = codec.read_result(row.content)
        yield (
            row.list_name,
            Spell(
                first_run=row.name,
                since=row.at,
                reason=None if said.not_checked is None else said.not_checked.value,
                measured=said.measured,
                findings=said.findings,
            ),
        )
