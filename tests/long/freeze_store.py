"""Writes the store that stands for all that were made with today's first schema: `python -m tests.long.freeze_store`.

Run once for each schema that was released. What is there is never written again: stores of users are not either.
"""

import sqlite3
import sys
from pathlib import Path

from icplint.keep.store.opening import open_store
from tests.fakes.nightly import DEAD, Fleet

FOLDER = Path(__file__).parents[2] / "fixtures" / "store"


def main() -> int:
    """Write it, unless it is there."""
    path = FOLDER / "first.db"
    if path.exists():
        sys.stderr.write(f"{path}: is there already, and is never written again\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open_store(str(path), may_make=True) as store:
        fleet = Fleet(store, 6, confirms=True)
        fleet.faces |= {1: "no-number", 2: "wrong-link", 3: DEAD}
        fleet.scan()
        fleet.faces |= {1: "fine", 4: "no-link"}
        fleet.members.remove(5)
        fleet.scan(blinks={0: DEAD})
        fleet.lock.release()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    database.close()
    for left in FOLDER.glob("first.db-[sw]*"):
        left.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
