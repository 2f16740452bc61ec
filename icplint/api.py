"""For programs: check a page or a site, and get its outcome as values.

Reach it as `icplint.check_html` and `icplint.check_site`; the package imports this module when it is first asked.
"""

import codecs
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path

from icplint.collect.sites.targets import read_targets
from icplint.config.load import load
from icplint.errors import UsageError
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.settings import RegisterSettings, Requirement, Settings
from icplint.model.site import SavedFolder, SavedPage, Site
from icplint.model.text import Text
from icplint.run.reading import check_saved
from icplint.run.registers import open_file, ready_register
from icplint.run.rules import rules_of
from icplint.run.wiring import executor_for, real_world

_NOWHERE = Path("page.html")
"""Stands for the file of a page that came as a value; nothing opens it."""


def check_html(
    page: str | bytes,
    *,
    url: str | None = None,
    register: str | PathLike[str] | None = None,
    config: str | PathLike[str] | None = None,
    today: date | None = None,
) -> Outcome:
    """Check one page as if it had been served at its address. Makes no request and imports no trio.

    Args:
        page: HTML. Bytes are decoded as browsers decode them; a text was decoded already.
        url: The public address that the page stands for, `https://www.example.cn/`. Links are resolved and
            presence is judged by it. None: the page counts as a home page of an unknown host.
        register: A file of what was filed, in any format that `icplint register import` reads. A store that was
            imported before opens at once; any other file is read anew by each call.
        config: An `icplint.toml`. None: the defaults; neither a file near by nor the environment is looked at.
        today: The day in Beijing by which years and terms are judged. None: the clock's.

    Returns:
        The page's verdicts by rule id and its findings. `reported` holds the findings to act on; it means nothing
        where `measured` is false.

    Raises:
        ConfigError: The configuration cannot be used.
        RegisterError: The register cannot be used.
        UsageError: The address is none, or the register is a service: `check_site` asks one.
    """
    settings = _settings(config, register)
    if settings.register.is_service:
        raise UsageError(
            "register: check_html asks no service; give it a file",
            "register：check_html 不查询在线服务，请提供文件",
        )
    body = codecs.BOM_UTF8 + page.encode("utf-8", "replace") if isinstance(page, str) else page
    site = Site(
        index=0, label=url or "page", target=SavedPage(_NOWHERE, _address(url), body=body), typed=True
    )
    return _check_saved(site, settings, today or real_world().today())


def check_site(
    target: str | PathLike[str],
    *,
    url: str | None = None,
    register: str | PathLike[str] | None = None,
    config: str | PathLike[str] | None = None,
    today: date | None = None,
) -> Outcome:
    """Check one site: an address, a bare domain, a saved page, or a folder with a built site.

    Blocks until the site is done, at most for `timeout` of the configuration. Where a page is fetched it starts a
    loop of trio of its own, so call it from a thread where trio already runs.

    Args:
        target: As `icplint check` takes it; no list.
        url: The public address that a preview, a page or a folder stands for.
        register: As for `check_html`; also the address of a service.
        config: As for `check_html`.
        today: As for `check_html`.

    Returns:
        The outcome. A site that could not be checked tells why in `not_checked`; it raises nothing.

    Raises:
        ConfigError: The configuration cannot be used.
        RegisterError: The register cannot be used.
        UsageError: The target is none, or is a list.
        SiteListError: A file or folder cannot be read.
    """
    settings = _settings(config, register)
    day = today or real_world().today()
    with read_targets([str(target)], stdin=None, as_url=url) as found:
        sites = list(found.sites)
    if len(sites) != 1 or sites[0].source is not None:
        raise UsageError(
            f"{target}: names a list; check_site checks one site",
            f"{target}：这是清单，check_site 只核查一个网站",
        )
    site = sites[0]
    if isinstance(site.target, SavedPage | SavedFolder) and not settings.register.is_service:
        return _check_saved(site, settings, day)
    outcomes: list[Outcome] = []
    with ready_register(settings, day, _unheard) as ready:
        executor_for(ready)([site], ready, outcomes.append, today=day)
    return outcomes[0]


def _check_saved(site: Site, settings: Settings, today: date) -> Outcome:
    rules = _rules(settings.packs, settings.judge.require)
    with (
        ready_register(settings, today, _unheard) as ready,
        open_file(ready.register, today) as look_up,
    ):
        return check_saved(site, rules, ready, today, look_up)


def _settings(config: str | PathLike[str] | None, register: str | PathLike[str] | None) -> Settings:
    flags: Mapping[str, object] = {"config": str(config)} if config is not None else {}
    settings = load(flags, {}, Path.cwd()) if flags else Settings()
    if register is None:
        return settings
    given = RegisterSettings(source=str(register), max_age_days=settings.register.max_age_days)
    return replace(settings, register=given, jobs=1)


@lru_cache(maxsize=8)
def _rules(packs: tuple[str, ...], require: tuple[Requirement, ...]) -> tuple[Rule, ...]:
    """The rules, loaded once for all calls that judge by the same."""
    settings = Settings(packs=packs)
    return rules_of(replace(settings, judge=replace(settings.judge, require=require)))


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    from icplint.collect.sites.address import page_address  # noqa: PLC0415 - only where an address is given

    address = page_address(url)
    if isinstance(address, Text):
        raise UsageError(f"url: {address.en}", f"url：{address.zh}")
    return address


def _unheard(told: Text) -> None:
    """A program that gives a register with broken rows gets its good ones."""
