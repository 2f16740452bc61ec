"""`--keep-answers`: all that comes of a site, kept in one file as the site ends."""

import hashlib
import os
from dataclasses import field, replace
from pathlib import Path

from icplint.collect.fetch.fetcher import Fetcher
from icplint.errors import OutputError
from icplint.keep.recording import Recording, to_bytes, to_parts
from icplint.late import dataclass, pattern
from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask
from icplint.model.outcome import KeptAnswers
from icplint.model.site import BareDomain, Site, WebAddress
from icplint.run.more_pages import NamedSitemaps
from icplint.run.pipeline import Tools

Came = Answer | FetchFailure

_NOT_IN_NAME = pattern(r"[^a-z0-9.-]+")
_LONGEST_NAME = 80


@dataclass(slots=True)
class Recorder:
    """A fetcher that hands on what another one brings, and remembers it for one site."""

    fetcher: Fetcher
    sitemaps_of: NamedSitemaps
    pairs: list[tuple[Ask, Came]] = field(default_factory=list)
    sitemaps: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def fetch(self, ask: Ask) -> Came:
        """What the other one fetches."""
        came = await self.fetcher.fetch(ask)
        self.pairs.append((ask, came))
        return came

    async def named_sitemaps(self, url: str, ask: Ask) -> tuple[str, ...]:
        """What the robots.txt of a host names."""
        named = self.sitemaps[url] = await self.sitemaps_of(url, ask)
        return named

    def recording(self, site: Site) -> Recording:
        """All that came."""
        return Recording(site=site, answers=tuple(self.pairs), named_sitemaps=self.sitemaps)


def recorded_tools(tools: Tools) -> tuple[Tools, Recorder]:
    """Tools for one site whose answers are kept, and what keeps them."""
    recorder = Recorder(tools.fetcher, tools.named_sitemaps)
    return replace(tools, fetcher=recorder, named_sitemaps=recorder.named_sitemaps), recorder


def keep(recorder: Recorder, site: Site, folder: Path) -> None:
    """Write what came of a site, whole or not at all; of a saved page, which made no request, nothing.

    Raises:
        OSError: It cannot be written.
    """
    if not recorder.pairs:
        return
    path = folder / file_name(site)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(to_bytes(recorder.recording(site)))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def kept_answers(recorder: Recorder, site: Site) -> KeptAnswers | None:
    """All that came of a site, for the evidence of a store; None: nothing was asked."""
    if not recorder.pairs:
        return None
    head, bodies = to_parts(recorder.recording(site))
    return KeptAnswers(head, bodies)


def file_name(site: Site) -> str:
    """The name of a site's recording: its host for people, and a mark that tells rows of one host apart."""
    match site.target:
        case WebAddress(url):
            said = url.partition("://")[2]
        case BareDomain(host, path):
            said = host + path
        case _:
            said = site.label
    host = _NOT_IN_NAME.sub("_", said.partition("/")[0].lower())[:_LONGEST_NAME].strip(".") or "site"
    mark = hashlib.sha256(f"{said}\n{site.stands_for}\n{site.label}".encode("utf-8", "replace")).hexdigest()[
        :8
    ]
    return f"{host}-{mark}.json"


def ready_folder(folder: Path) -> None:
    """Make the folder of recordings where it is missing.

    Raises:
        OutputError: Nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.part"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        why = error.strerror or error
        raise OutputError(
            en=f"--keep-answers {folder}: cannot be written ({why}); name another folder",
            zh=f"--keep-answers {folder}：无法写入（{why}）；请指定其他文件夹",
        ) from None
