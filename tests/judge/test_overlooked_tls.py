"""A page that was read in spite of its certificate may be somebody else's: less is sure of it."""

from datetime import date

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Response, TlsTrouble
from icplint.model.case import Case
from icplint.model.finding import Confidence, Finding
from icplint.model.settings import JudgeSettings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules
from icplint.run.reading import read_for

URL = "https://www.lantian-shili.cn/"
PAGE = "<html><meta charset=utf-8><body><p>我们种茶。</p><footer>© 2026 某某茶业有限公司</footer></body></html>".encode()


SHOWN = PAGE.replace(
    b"</footer>", '<a href="http://www.miitbeian.gov.cn/">浙ICP备2021009999号-1</a></footer>'.encode()
)


def finding_of(rule: str, *troubles: TlsTrouble) -> Finding:
    page = SHOWN if rule == "ICP007" else PAGE
    site = Site(index=0, label=URL, target=WebAddress(URL))
    response = Response(url=URL, status=200, tls="TLSv1.3", tls_troubles=troubles)
    case = Case(site).plus([read_for(site, Answer(response, page), JudgeSettings())])
    outcome = judge(case, load_rules(), JudgeSettings(), date(2026, 11, 24))
    return next(finding for finding in outcome.findings if finding.rule == rule)


@pytest.mark.parametrize("trouble", TlsTrouble)
def test_a_missing_number_is_less_sure_where_a_certificate_was_overlooked(trouble: TlsTrouble) -> None:
    assert finding_of("ICP001").confidence is Confidence.HIGH
    assert finding_of("ICP001", trouble).confidence is Confidence.MEDIUM


def test_what_a_page_shows_wrongly_is_less_sure_too() -> None:
    assert finding_of("ICP007").confidence is Confidence.HIGH
    assert finding_of("ICP007", TlsTrouble.EXPIRED).confidence is Confidence.MEDIUM


def test_the_certificate_s_own_finding_is_sure() -> None:
    assert finding_of("SITE002", TlsTrouble.EXPIRED).confidence is Confidence.HIGH
