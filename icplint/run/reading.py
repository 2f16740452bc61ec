"""The way without a network: a saved page, read and judged. Imports neither trio nor httpx."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from stat import S_ISREG

from icplint.judge.engine import judge
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.case import Case
from icplint.model.outcome import Outcome
from icplint.model.reading import Reading
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import SavedPage, Site
from icplint.read.contents import with_footer_contents
from icplint.read.reader import read
from icplint.run.judged_host import judged_host
from icplint.run.registers import LookUpNow, no_register


def check_saved(
    site: Site, rules: Sequence[Rule], settings: Settings, today: date, look_up: LookUpNow = no_register
) -> Outcome:
    """Check a saved page as if it had been served at its address. Never raises for a bad file."""
    case = saved_case(site, settings)
    case = case.plus(look_up(site, judged_host(case)))
    return judge(case, rules, settings.judge, today)


def saved_case(site: Site, settings: Settings) -> Case:
    """A saved page, read, or why it could not be."""
    return Case(site).plus([_read(site, settings)])


def _read(site: Site, settings: Settings) -> Reading | FetchFailure:
    assert isinstance(site.target, SavedPage)  # noqa: S101 - the way of saved pages only
    address = site.target.url or site.stands_for or ""
    body = _bytes(site.target.path, settings.fetch.max_body_bytes, address)
    if isinstance(body, FetchFailure):
        return body
    return read_for(site, Answer(Response(url=address), body), settings.judge)


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
    """Read an answer; the footer whole, where the configuration demands items of its own."""
    found = read(answer)
    if isinstance(found, Reading) and settings.require:
        return with_footer_contents(found, answer)
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
    if len(body) > cap:
        return refuse(reason=NotCheckedReason.TOO_LARGE, detail=f"{path}: more than {cap} bytes")
    return body
