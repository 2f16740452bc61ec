"""Requests by way of a proxy that the user's own file names, through httpx's standard transport.

The proxy looks up the name and connects: no address is seen here, so the guard of addresses cannot hold. That is
why a proxy belongs to hosts that the user names one by one, and never to those where a page leads.
"""

import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Self

import httpx
import trio

from icplint.collect.fetch.failures import FETCH_ERRORS, AddressRefusedError
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.names.literals import literal

_CLOSING_S = 1.0
"""That a connection may take to be closed."""


class ProxiedTransport:
    """One httpx transport for each proxy, made when it is first needed; none keeps a connection."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}

    async def send(self, request: httpx.Request, proxy: str, guard: Guard) -> httpx.Response:
        """Send a request; returns when the headers of the answer are there.

        Raises:
            AddressRefusedError: The address names a port or an IP address that the guard refuses.
            httpx.TransportError: The proxy or the host did not answer.
        """
        _check(request.url, guard)
        fields = request.headers.raw
        if not any(name.lower() == b"host" for name, _ in fields):
            fields = [(b"Host", request.url.netloc), *fields]
        name = request.extensions.get("server_name")
        sent = httpx.Request(
            "GET",
            request.url,
            headers=fields,
            stream=httpx.ByteStream(b""),
            extensions={} if name is None else {"sni_hostname": name},
        )
        response = await self._transport(proxy).handle_async_request(sent)
        tls = _tls_version(response)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Body(response),
            extensions={"address": None, "tls": tls, "tls_troubles": ()},
        )

    def _transport(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._transports:
            self._transports[proxy] = httpx.AsyncHTTPTransport(
                verify=self._tls,
                trust_env=False,
                proxy=httpx.Proxy(proxy),
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            )
        return self._transports[proxy]

    async def aclose(self) -> None:
        """Close what is open."""
        for transport in self._transports.values():
            await transport.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of a proxied answer, piece by piece."""

    def __init__(self, response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101 - an async transport's promise
        self._stream = response.stream
        self._wire = response.extensions.get("network_stream")
        self._pieces: AsyncIterator[bytes] = self._stream.__aiter__()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        return await self._pieces.__anext__()

    async def aclose(self) -> None:
        """Close the connection, also where the body was not read to its end or nobody has time any more.

        NOTE: within httpx stand several async generators one in the other. Those that are left before their end are
        finalised by the collector, of which trio warns; so they are run to theirs, with nothing more to read.
        """
        with trio.move_on_after(_CLOSING_S, shield=True):
            if self._wire is not None:
                await self._wire.aclose()
            with suppress(*FETCH_ERRORS):
                async for _ in self._pieces:
                    pass
            await self._stream.aclose()


def _check(url: httpx.URL, guard: Guard) -> None:
    """What can be checked of an address without looking its name up."""
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    refused = guard.refused_port(port)
    host = url.raw_host.decode("ascii").lower()
    if refused is None and (address := literal(host)) is not None:
        refused = guard.refused_address(host, port, address)
    if refused is not None:
        raise AddressRefusedError(refused)


def _tls_version(response: httpx.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    encryption = None if stream is None else stream.get_extra_info("ssl_object")
    version = None if encryption is None else encryption.version()
    return version if isinstance(version, str) else None
