"""Which run is meant: by its name, its number, or because it is the last."""

from icplint.errors import StoreError
from icplint.keep.store.runs import Runs
from icplint.model.scan import RunRecord, RunState


def two_runs(runs: Runs, names: tuple[str, ...]) -> tuple[RunRecord, RunRecord]:
    """The runs to compare: those that are named, the earlier first, or the last two of the list that was scanned last.

    Raises:
        StoreError: There are none, or a name is none.
    """
    known = runs.runs()
    if names:
        found = [run_named(known, name) for name in names]
        first, second = sorted(found, key=lambda one: one.id)
        return first, second
    finished = [one for one in known if one.state is RunState.FINISHED]
    last = finished[-1] if finished else None
    before = next((one for one in finished if last is not None and one.id == last.previous_id), None)
    if last is None or before is None:
        raise StoreError(
            en="there are no two finished runs of one list to compare yet; icplint runs lists what there is",
            zh="同一清单尚无两次已完成的扫描可供比较；可用 icplint runs 查看已有的扫描",
        )
    return before, last


def run_named(known: tuple[RunRecord, ...], name: str) -> RunRecord:
    """A run by its name, its number, or the only one whose name begins so.

    Raises:
        StoreError: There is none, or there are several.
    """
    found = [one for one in known if name in (one.name, str(one.id))] or [
        one for one in known if one.name.startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise StoreError(
            en=f"{name}: {len(found)} runs begin so; icplint runs lists them",
            zh=f"{name}：有 {len(found)} 次扫描以此开头；可用 icplint runs 查看",
        )
    raise StoreError(
        en=f"{name}: there is no such run; icplint runs lists them",
        zh=f"{name}：没有此次扫描；可用 icplint runs 查看",
    )
