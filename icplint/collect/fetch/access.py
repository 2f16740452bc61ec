"""Which request gets what a host asks of its visitors. Pure: decides by the address of each hop anew."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

import httpx

from icplint.model.access import Access
from icplint.model.answer import Answer, FetchFailure, Hop, Try

REDACTED = "***"

Fields = list[tuple[str, str]]

_SHORTEST_SECRET = 4
"""Characters; a shorter value, such as that of a cookie for a theme, hides nothing."""


class Accesses:
    """The accesses of a run, by host and port."""

    def __init__(self, accesses: Iterable[Access] = ()) -> None:
        self._by_host = {access.host: access for access in accesses}

    def __bool__(self) -> bool:
        return bool(self._by_host)

    def of(self, url: httpx.URL) -> Access | None:
        """The access for an address; None: its host is a stranger's, and learns nothing of any."""
        return self._by_host.get(url.netloc.decode("ascii").lower())


def fields_for(access: Access, url: httpx.URL) -> Fields:
    """What a request to an address of this access carries beside what every request does.

    Secrets go over encrypted connections alone, unless the user said otherwise of this host.
    """
    fields = [] if access.sent_as is None else [("Host", _with_port(access.sent_as, url))]
    if url.scheme == "https" or access.over_http:
        fields += access.headers
    return fields


def _with_port(name: str, url: httpx.URL) -> str:
    return name if url.port is None else f"{name}:{url.port}"


def secrets_of(access: Access) -> frozenset[str]:
    """The secrets of an access, in the spellings in which a server may give them back."""
    found = set()
    for name, value in access.headers:
        found |= {value, *value.split(" ")[1:]}
        if name == "Cookie":
            found |= {pair.partition("=")[2] for pair in value.split("; ")}
    found |= password_of(access.proxy)
    return frozenset(
        spelled
        for secret in found
        if len(secret) >= _SHORTEST_SECRET
        for spelled in (secret, quote(secret, safe=""))
    )


def password_of(address: str | None) -> set[str]:
    """The password that an address holds, as written and as meant."""
    try:
        password = urlsplit(address or "").password
    except ValueError:
        return set()
    return set() if password is None else {password, unquote(password)}


def veiled(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets, the longest replaced first."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, REDACTED)
    return text


def without_secrets(came: Answer | FetchFailure, secrets: frozenset[str]) -> Answer | FetchFailure:
    """What came, without secrets that the server gave back: so they are in no report, log or recording."""
    facts = came.response if isinstance(came, Answer) else came
    url = veiled(facts.url, secrets)
    headers = tuple((name, veiled(value, secrets)) for name, value in facts.headers)
    hops = tuple(
        Hop(veiled(hop.url, secrets), hop.status, veiled(hop.location, secrets), hop.kind)
        for hop in facts.hops
    )
    tries = tuple(
        Try(veiled(one.url, secrets), one.result, veiled(one.detail, secrets)) for one in facts.tries
    )
    body = came.body
    for secret in sorted(secrets, key=len, reverse=True):
        body = body.replace(secret.encode(), REDACTED.encode())
    if isinstance(came, Answer):
        response = replace(came.response, url=url, headers=headers, hops=hops, tries=tries)
        return replace(came, response=response, body=body)
    detail = veiled(came.detail, secrets)
    return replace(came, url=url, headers=headers, hops=hops, tries=tries, body=body, detail=detail)
