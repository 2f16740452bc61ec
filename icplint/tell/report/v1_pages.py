"""The pages of a site object of report v1: how they came, their footer and their evidence."""

from collections.abc import Iterable

from icplint.model.answer import Hop, Response, TlsTrouble, Try
from icplint.model.reading import (
    Copyright,
    Evidence,
    Footer,
    IcpNumber,
    NearMiss,
    Occurrence,
    OtherLicence,
    Parody,
    PsbNumber,
    Reading,
    SiteMark,
)
from icplint.tell.report.moments import utc

EVIDENCE_SCHEMA = 1

Json = dict[str, object]


def page_object(page: Reading) -> Json:
    """One element of `pages`."""
    taken = [{"kind": one.kind, "url": one.url, "failure": one.failure} for one in page.taken]
    return _response(page.response) | {
        "body_sha256": page.body_sha256,
        "title": page.title,
        "charset": page.charset,
        "charset_declared": page.charset_declared,
        "charset_note": page.charset_note,
        "rendered": page.rendered,
        "needs_rendering": page.needs_rendering,
        "refusal": page.refusal,
        "refused_by": page.refused_by,
        **({"taken": taken} if taken else {}),
        "footer": _footer(page.footer),
        "evidence": _evidence(page.evidence),
    }


def hop_objects(hops: Iterable[Hop]) -> list[Json]:
    """The redirects on the way."""
    return [
        {"url": hop.url, "status": hop.status, "location": hop.location, "kind": hop.kind} for hop in hops
    ]


def try_objects(tries: Iterable[Try]) -> list[Json]:
    """The addresses that were tried."""
    return [{"url": one.url, "result": one.result, "detail": one.detail} for one in tries]


def _response(response: Response) -> Json:
    kept = {} if response.received_at is None else {"received_at": utc(response.received_at)}
    return {
        "url": response.url,
        "status": response.status,
        "fetched_at": None if response.fetched_at is None else utc(response.fetched_at),
        **kept,
        "address": response.address,
        "hops": hop_objects(response.hops),
        "tries": try_objects(response.tries),
        "device": response.device,
        "tls": None if response.tls is None else _tls(response.tls, response.tls_troubles),
    }


def _tls(version: str, troubles: tuple[TlsTrouble, ...]) -> Json:
    return {"version": version, **({"overlooked": list(troubles)} if troubles else {})}


def _footer(footer: Footer) -> Json:
    return {
        "selector": footer.selector,
        "reasons": list(footer.reasons),
        "fingerprint": footer.fingerprint,
        "text": footer.text,
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "schema": EVIDENCE_SCHEMA,
        "icp": [_icp(number) for number in evidence.icp],
        "psb": [_psb(number) for number in evidence.psb],
        "copyrights": [_copyright(notice) for notice in evidence.copyrights],
        "licences": [_licence(licence) for licence in evidence.licences],
        "near_misses": [_near_miss(miss) for miss in evidence.near_misses],
        "parodies": [_parody(parody) for parody in evidence.parodies],
        "organisers": list(evidence.organisers),
        "marks": [_mark(mark) for mark in evidence.marks],
    }


def _standing(seen: Occurrence) -> Json:
    """How something stands on the page: the tail of every entry of the evidence."""
    return {
        "href": seen.href,
        "in_footer": seen.in_footer,
        "visible": seen.visible,
        "source": seen.source,
        "role": seen.role,
    }


def _icp(number: IcpNumber) -> Json:
    return {
        "number": number.number,
        "raw": number.raw,
        "kind": number.kind,
        "subject": number.subject,
        "suffix": number.suffix,
        "service": number.service,
        "province": number.province,
    } | _standing(number)


def _psb(number: PsbNumber) -> Json:
    return {
        "number": number.number,
        "digits": number.digits,
        "raw": number.raw,
        "icon": number.icon,
        "icon_place": number.icon_place,
        "faults": list(number.faults),
    } | _standing(number)


def _copyright(notice: Copyright) -> Json:
    return {
        "owner": notice.owner,
        "first_year": notice.first_year,
        "last_year": notice.last_year,
        "raw": notice.raw,
    } | _standing(notice)


def _licence(licence: OtherLicence) -> Json:
    return {
        "kind": licence.kind,
        "number": licence.number,
        "raw": licence.raw,
        "faults": list(licence.faults),
    } | _standing(licence)


def _mark(mark: SiteMark) -> Json:
    return {"kind": mark.kind, "code": mark.code, "raw": mark.raw} | _standing(mark)


def _near_miss(miss: NearMiss) -> Json:
    return {
        "raw": miss.raw,
        "family": miss.family,
        "faults": list(miss.faults),
        "meant": miss.meant,
        "icon": miss.icon,
    } | _standing(miss)


def _parody(parody: Parody) -> Json:
    return {
        "raw": parody.raw,
        "registry": parody.registry,
        "wears_badge": parody.wears_badge,
    } | _standing(parody)
