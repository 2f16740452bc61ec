"""Where a run meets the world outside: clock, chance, and who does the work."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from icplint.late import dataclass
from icplint.model.settings import Settings
from icplint.model.zone import BEIJING
from icplint.run.clock import utc_now
from icplint.run.execute.executor import Executor


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The clock and the maker of run ids; tests give frozen ones."""

    now: Callable[[], datetime]
    """Aware, UTC."""
    make_id: Callable[[datetime], str]
    """A run's id, from the moment it started."""

    def today(self) -> date:
        """The date in Beijing, by which years and deadlines are judged."""
        return self.now().astimezone(BEIJING).date()


def real_world() -> World:
    """The system's clock, and ids that sort by time and never meet."""
    return World(
        now=utc_now,
        make_id=lambda started_at: f"{started_at:%Y%m%dT%H%M%SZ}-{os.urandom(4).hex()}",
    )


def executor_for(settings: Settings) -> Executor:
    """Who checks the sites of the web: this process, or several. Imported only where a page is fetched.

    Raises:
        ConfigError: The folder of the cache cannot be used.
        OutputError: The log file, or the folder of recordings, cannot be written.
    """
    # NOTE: trio and TLS take longer to import than a whole run over saved pages.
    if settings.fetch.cache is not None:
        from icplint.collect.fetch.page_cache import ready_folder  # noqa: PLC0415 - see above

        ready_folder(Path(settings.fetch.cache))
    if settings.keep_answers is not None:
        from icplint.run.recorder import ready_folder as ready_recordings  # noqa: PLC0415 - see above

        ready_recordings(Path(settings.keep_answers))
    if settings.log_file is not None:
        from icplint.run.log_file import ready_log_file  # noqa: PLC0415 - see above

        ready_log_file(Path(settings.log_file))
    if settings.jobs > 1:
        from icplint.run.execute import processes  # noqa: PLC0415 - see above

        return processes.run_sites
    from icplint.run.execute import in_this_process  # noqa: PLC0415 - see above

    return in_this_process.run_sites
