"""The pages by which rules are tested.

`fixtures/rules/<ID>/` holds whole pages of invented companies:

- `pass_<what>.html`: the rule finds nothing;
- `fail_<fault>_<what>.html`: the rule finds this fault, and no other.

A file `<same name>.toml` beside a page says what the page alone does not tell. All keys may be left out:

    asked = "https://old.example.cn/"       the address typed; without it the page is a saved one
    url = "https://www.example.cn/"         where the page was found; default https://www.lantian-shili.cn/
    status = 200                            with `asked` only
    today = 2026-11-24                      the day of judging
    tls = "TLSv1.3"                         its encryption
    certificate = ["expired"]               what was overlooked to read it: expired, incomplete, legacy
    hops = [{ url = "…", status = 301, location = "…" }]
    mobile = "sample.mobile"                the page that a phone is shown: a file beside it
    [headers]                               of the answer, names in lower case
    [site]                                  columns of the list: entity, province, nature, icp, psb, psb_on, …
    [filing]                                what the register answers; see `tests/rules/filings.py`
    [[entities]]                            what the configuration declares: name, former_names, brands, english, parent
    [options]                               of the rule
    checker = "huawei"                      the provider by whose checks to judge
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Device, Hop, Response, TlsTrouble
from icplint.model.case import Case
from icplint.model.entity import Entity
from icplint.model.outcome import Outcome
from icplint.model.profile import Checker
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings, RuleSetting
from icplint.model.site import FilingStatus, SavedPage, Site, WebAddress
from icplint.packs import load_rules
from icplint.run.reading import read_for
from tests.rules.filings import filing_told

PAGES = Path(__file__).parents[2] / "fixtures" / "rules"
URL = "https://www.lantian-shili.cn/"
TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class RulePage:
    """A page, the rule that it tests, and the fault that it shows."""

    path: Path
    rule: str
    fault: str | None
    """None: a page that passes."""

    def __str__(self) -> str:
        return f"{self.rule}/{self.path.stem}"


def rule_pages() -> Iterator[RulePage]:
    """All pages, by rule and name."""
    for path in sorted(PAGES.glob("*/*.html")):
        verdict, _, rest = path.stem.partition("_")
        assert verdict in ("pass", "fail"), f"{path}: the name begins with pass_ or fail_"
        yield RulePage(path, path.parent.name, rest.partition("_")[0] if verdict == "fail" else None)


@cache
def rules() -> tuple[Rule, ...]:
    return load_rules()


def judged(page: RulePage) -> Outcome:
    """The outcome of a page, by all rules."""
    told = told_beside(page.path)
    settings = settings_of(page.rule, told)
    return judge(case_of(page.path, told), rules(), settings, told.get("today", TODAY))


def settings_of(rule: str, told: Mapping[str, Any]) -> JudgeSettings:
    """How to judge a page of a rule."""
    return JudgeSettings(
        rules={rule: RuleSetting(options=told.get("options", {}))},
        checker=Checker(told["checker"]) if "checker" in told else None,
        entities=tuple(map(_entity, told.get("entities", ()))),
    )


def case_of(path: Path, told: Mapping[str, Any]) -> Case:
    """The case of a page, with what the file beside it tells."""
    url = told.get("url", URL)
    response = Response(
        url=url,
        status=told.get("status", 200) if "asked" in told else None,
        headers=tuple(told.get("headers", {}).items()),
        hops=tuple(Hop(**hop) for hop in told.get("hops", ())),
        tls=told.get("tls"),
        tls_troubles=tuple(TlsTrouble(trouble) for trouble in told.get("certificate", ())),
    )
    columns: dict[str, Any] = dict(told.get("site", {}))
    if "filing_status" in columns:
        columns["filing_status"] = FilingStatus(columns["filing_status"])
    target = WebAddress(told["asked"]) if "asked" in told else SavedPage(path, url)
    site = Site(index=0, label=path.name, target=target, **columns)
    reading = read_for(site, Answer(response, path.read_bytes()), JudgeSettings())
    readings = [reading]
    if "mobile" in told:
        body = (path.parent / told["mobile"]).read_bytes()
        seen = replace(response, device=Device.MOBILE)
        readings.append(read_for(site, Answer(seen, body), JudgeSettings()))
    return Case(site, filing=filing_told(told)).plus(readings)


def told_beside(path: Path) -> dict[str, Any]:
    """What the file of the same name tells; nothing where there is none."""
    beside = path.with_suffix(".toml")
    return tomllib.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}


def _entity(told: Mapping[str, Any]) -> Entity:
    fields: dict[str, Any] = {
        key: tuple(said) if isinstance(said, list) else said for key, said in told.items()
    }
    return Entity(**fields)
