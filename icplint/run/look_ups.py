"""Opens a run's register where sites are fetched: a file's, or a service that is asked over the network."""

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251 - made here, and handed on as an argument

from icplint.model.filing import RegisterAnswer
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.pipeline import LookUp
from icplint.run.registers import NO_ADDRESS, open_file

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_look_up(settings: Settings, today: date) -> AsyncIterator[LookUp]:
    """The look-up of one process of a run, until the block is left.

    Raises:
        RegisterError: The file has changed since the run began.
        UsageError: A service's address is none.
    """
    register = settings.register
    if register.source is not None and register.is_service:
        async with _open_service(register.source, register.max_age_days, settings, today) as look_up:
            yield look_up
        return
    with open_file(register, today) as look_up_now:

        async def look_up(site: Site, host: str) -> RegisterAnswer:
            return look_up_now(site, host)

        yield look_up


@asynccontextmanager
async def _open_service(
    source: str, max_age_days: int, settings: Settings, today: date
) -> AsyncIterator[LookUp]:
    from icplint.collect.register.asking import Manners  # noqa: PLC0415 - only where a service is asked
    from icplint.collect.register.cache import open_cache  # noqa: PLC0415 - see above
    from icplint.collect.register.cache_folder import cache_folder  # noqa: PLC0415 - see above
    from icplint.collect.register.service import open_service  # noqa: PLC0415 - see above

    folder = cache_folder(os.environ, sys.platform, Path.home())
    with open_cache(
        folder, today=today, warn=lambda told: _log.warning("%s", told.of(settings.language))
    ) as cache:
        opened = open_service(
            source.split(),
            cache=cache,
            today=today,
            chance=Random(),  # noqa: S311 - spreads tries, keeps no secret
            max_age_days=max_age_days,
            # One question a second, from all processes together.
            manners=Manners(user_agent=settings.fetch.agent, pause_s=float(settings.jobs)),
        )
        async with opened as service:

            async def look_up(site: Site, host: str) -> RegisterAnswer:  # noqa: ARG001 - the shape of a look-up
                return await service.look_up(host) if host else NO_ADDRESS

            yield look_up
