"""Which request gets what a host asks of its visitors. Pure: decides by the address of each hop anew."""

from collections.abc import Iterable

import httpx

from icplint.model.access import Access

Fields = list[tuple[str, str]]


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
