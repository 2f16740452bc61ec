"""The way without a network: a saved page, read and judged. Imports neither trio nor httpx."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from icplint.judge.engine import judge
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.case import Case
from icplint.model.outcome import Outcome
from icplint.model.reading import Reading
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import SavedFolder, SavedPage, Site
from icplint.read.contents import with_footer_contents
from icplint.read.page.decoding import decode
from icplint.read.page.directives import directives_of, may_hold_directives
from icplint.read.reader import read
from icplint.run.judged_host import judged_host
from icplint.run.not_checked import INTERRUPTED
from icplint.run.registers import LookUpNow, no_register

LARGE_FOLDER = 300
"""Pages from which on a folder is worth other processes."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def check_saved(
    site: Site,
    rules: Sequence[Rule],
    settings: Settings,
    today: date,
    look_up: LookUpNow = no_register,
    *,
    stop: Callable[[], bool] = never,
) -> Outcome:
    """Check a saved page, or a folder of them, as if served at its address. Never raises for a bad file."""
    case = saved_case(site, settings, stop)
    case = case.plus(look_up(site, judged_host(case)))
    return judge(case, rules, settings.judge, today)


def saved_case(site: Site, settings: Settings, stop: Callable[[], bool] = never) -> Case:
    """A saved page, or the pages of a folder, read; or why they could not be.

    Args:
        site: Its target is saved.
        settings: How to read.
        stop: Asked between the pages of a folder; True leaves it as not checked.
    """
    match site.target:
        case SavedPage(path=path, url=url, body=body):
            address = url or site.stands_for or ""
            return Case(site).plus([_read(site, path, address, settings, body=body)])
        case SavedFolder() as folder:
            return _folder_case(site, folder, settings, stop)
        case other:
            raise AssertionError(f"{site.label}: {other} is nothing saved")


def _folder_case(site: Site, folder: SavedFolder, settings: Settings, stop: Callable[[], bool]) -> Case:
    """The case of a folder, of which every page was declared: one that could not be read is unmeasured."""
    found = list(_read_folder(site, folder, settings, stop))
    if len(found) < len(folder.pages):
        interrupted = FetchFailure(
            reason=NotCheckedReason.INTERRUPTED, url=folder.url or "", detail=INTERRUPTED
        )
        return Case(site).plus([interrupted])
    readings = [one for one in found if isinstance(one, Reading)]
    unread = tuple(one for one in found if isinstance(one, FetchFailure))
    return replace(Case(site), unread=unread, failures=() if readings else unread[-1:]).plus(readings)


def _read_folder(
    site: Site, folder: SavedFolder, settings: Settings, stop: Callable[[], bool]
) -> Iterator[Reading | FetchFailure]:
    """The pages of a folder in their order; fewer where it was told to stop."""
    if len(folder.pages) >= LARGE_FOLDER:
        # NOTE: what starts processes takes a while to import, and most folders are small.
        from icplint.run.execute.saved_folder import read_on_all_cores  # noqa: PLC0415 - see above

        yield from read_on_all_cores(site, folder, settings, stop)
        return
    for page in folder.pages:
        if stop():
            return
        yield read_page_of(site, folder, page, settings)


def read_page_of(site: Site, folder: SavedFolder, page: str, settings: Settings) -> Reading | FetchFailure:
    """One page of a folder: at its address where the folder has one, else under its path in the folder."""
    if folder.url is not None:
        return _read(site, folder.path / page, folder.url + _path_served(page), settings)
    found = _read(site, folder.path / page, "", settings)
    place = f"/{quote(page, errors='surrogateescape')}"
    if isinstance(found, Reading):
        return replace(found, response=replace(found.response, url=place))
    return replace(found, url=place)


def _path_served(page: str) -> str:
    """`news/index.html` is served as `news/`."""
    folder, slash, name = page.rpartition("/")
    served = "" if name.lower() in ("index.html", "index.htm") else name
    return quote(f"{folder}{slash}{served}", errors="surrogateescape")


def _read(
    site: Site, path: Path, address: str, settings: Settings, *, body: bytes | None = None
) -> Reading | FetchFailure:
    cap = settings.fetch.max_body_bytes
    found = _bytes(path, cap, address) if body is None else _capped(body, path, cap, address)
    if isinstance(found, FetchFailure):
        return found
    return read_for(site, Answer(Response(url=address), found), settings.judge)


def read_for(site: Site, answer: Answer, settings: JudgeSettings) -> Reading | FetchFailure:
    """Read an answer as a page of the public address that its site stands for, where it stands for one.

    Links and pictures of a preview lead to where they will lead when it is public; the response still tells
    where it came from.
    """
    if site.stands_for is None:
        return _read_as_demanded(answer, settings)
    came_from = answer.response
    public = replace(answer, response=replace(came_from, url=site.stands_for))
    found = _read_as_demanded(public, settings)
    if isinstance(found, Reading):
        return replace(found, response=came_from)
    return replace(found, url=came_from.url)


def _read_as_demanded(answer: Answer, settings: JudgeSettings) -> Reading | FetchFailure:
    """Read an answer: its comments to us, and the footer whole where the configuration demands items of its own."""
    found = read(answer)
    if not isinstance(found, Reading):
        return found
    if settings.require:
        found = with_footer_contents(found, answer)
    if may_hold_directives(answer.body):
        decoded = decode(answer.body, answer.response.header("content-type"))
        found = replace(found, directives=directives_of(decoded.text))
    return found


def _bytes(path: Path, cap: int, address: str) -> bytes | FetchFailure:
    """The bytes of a file, or why there are none."""
    refuse = partial(FetchFailure, url=address)
    try:
        if not S_ISREG(path.stat().st_mode):  # a folder; or a pipe or device, which might never end
            return refuse(reason=NotCheckedReason.NOT_HTML, detail=f"{path}: is no regular file")
        with path.open("rb") as file:
            body = file.read(cap + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return refuse(reason=NotCheckedReason.NOT_HTML, detail=f"{path}: {why}")
    return _capped(body, path, cap, address)


def _capped(body: bytes, path: Path, cap: int, address: str) -> bytes | FetchFailure:
    if len(body) > cap:
        detail = f"{path}: more than {cap} bytes"
        return FetchFailure(reason=NotCheckedReason.TOO_LARGE, url=address, detail=detail)
    return body
