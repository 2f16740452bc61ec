"""One candidate address, from the first request to the page: hops, caps and decoding."""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field, replace
from datetime import datetime
from functools import cache
from typing import TypeVar

import httpx
import trio

from icplint.collect.fetch.access import Accesses, fields_for, secrets_of
from icplint.collect.fetch.courtesy import AddressBusyError, Courtesy, Fetch, LeftAloneError
from icplint.collect.fetch.encodings import ACCEPTED, TooMuchError, undo
from icplint.collect.fetch.failures import FETCH_ERRORS, MAX_DETAIL, detail_of, reason_of
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.hops import REDIRECTS, canonical, next_hop
from icplint.collect.fetch.journal import is_read, tell
from icplint.collect.fetch.media import is_plainly_no_page
from icplint.collect.fetch.page_cache import CacheKey, KeptAnswer, PageCache, is_worth_keeping
from icplint.collect.fetch.resolver import Resolve
from icplint.facts.domains import is_within
from icplint.facts.official_hosts import is_authority
from icplint.late import dataclass
from icplint.model.answer import Answer, Device, FetchFailure, Hop, NotCheckedReason, Response, Try
from icplint.model.ask import Ask, Purpose

T = TypeVar("T")

MAX_LOCATION = 2048

WORTH_TELLING_S = 0.01
"""A shorter wait is none."""

MOST_BYTES = {
    Purpose.ROBOTS: 500 * 1024,
    Purpose.SITEMAP: 10 * 1024 * 1024,
    Purpose.SCRIPT: 1024 * 1024,
    Purpose.FRAGMENT: 1024 * 1024,
    Purpose.STYLESHEET: 1024 * 1024,
}
"""After decompression, of what is no page of the site; a longer robots.txt is read so far."""

_PAGES = frozenset({Purpose.HOME, Purpose.PAGE})

MAX_ERROR_BODY_BYTES = 64 * 1024
"""Enough of an error page to recognise whose it is."""


ANSWERED = "answered"
"""The `result` of the try that gave the page."""

MAY_HEAL = frozenset({429, 502, 503, 504})
"""Statuses that another try may see gone."""

_NO_BODY = httpx.ByteStream(b"")
_OK = 200
_NOT_MODIFIED = 304
_BODILESS = frozenset({204, 205})
_CLIENT_ERROR = 400
_SERVER_ERROR = 500


class _OutdatedError(Exception):
    """A server calls an answer unchanged that is not the one which was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How pages are asked for, in the whole run."""

    transport: httpx.AsyncBaseTransport
    courtesy: Courtesy
    clock: Callable[[], datetime]
    user_agent: str
    max_body_bytes: int
    max_redirects: int
    left_alone: frozenset[str] = frozenset()
    """Domains of which nothing is fetched."""
    accesses: Accesses = field(default_factory=Accesses)
    """How hosts are visited that the public does not see yet."""
    cache: PageCache | None = None


@cache
def request_headers(user_agent: str, device: Device = Device.DESKTOP) -> httpx.Headers:
    """What is sent with every request: honest, no cookies, no referrer.

    To a server that sends phones another page, we are one by the words that it looks for, under our own name.
    """
    is_mobile = device is Device.MOBILE
    return httpx.Headers(
        {
            "user-agent": f"{user_agent} (Linux; Android; Mobile)" if is_mobile else user_agent,
            "accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "accept-language": "zh-CN,zh;q=0.9,en;q=0.3",
            "accept-encoding": ACCEPTED,
            "connection": "close",
        }
    )


@dataclass(slots=True)
class Patience:
    """How long a site may take. What is spent in waiting for our own turn does not count."""

    deadline: float
    """By the event loop's clock."""
    scope: trio.CancelScope | None = None
    """Of the visit under way."""

    async def uncounted(self, turn: Awaitable[T]) -> T:
        """Wait for a turn or a leave, and put the deadline off by as long."""
        began_at = trio.current_time()
        if self.scope is not None:
            self.scope.deadline = math.inf
        try:
            return await turn
        finally:
            self.deadline += trio.current_time() - began_at
            if self.scope is not None:
                self.scope.deadline = self.deadline


@dataclass(slots=True, kw_only=True)
class Visit:
    """A visit under way: a deadline may end it at any moment, what is known by then stays known."""

    manner: Manner
    ask: Ask
    fetch: Fetch
    """Gets a robots.txt."""
    patience: Patience
    guard: Guard
    resolve: Resolve
    connect_s: float
    """How long each hop may take to connect; infinite: all the time that there is."""
    head_s: float
    """How long each hop may take from there to the end of its headers."""
    url: str
    """Where the visit is now."""
    hops: list[Hop] = field(default_factory=list)
    tries: tuple[Try, ...] = ()
    """Those before this visit."""
    address: str | None = None
    """Whose turn is taken."""
    given_up: set[str] = field(default_factory=set)
    """Addresses that were connected to for this request, in vain."""
    asked: str = ""
    """Where the visit began."""
    secrets: frozenset[str] = frozenset()
    """What was sent to those who asked for it."""
    to_keep: tuple[CacheKey, KeptAnswer] | None = None
    """An answer for the cache, when the visit is over."""

    async def page(self) -> Answer | FetchFailure:
        """The page at the end of all redirects, or why there is none."""
        self.asked = self.url
        try:
            url = canonical(self.url)
            while True:
                self.url = str(url)
                if self.manner.left_alone and is_within(url.host.lower().rstrip("."), self.manner.left_alone):
                    return self.failure(NotCheckedReason.REFUSED_ADDRESS, f"{url.host}: to be left alone")
                arrived = await self._ask_politely(url)
                if not isinstance(arrived, httpx.URL):
                    return arrived
                url = arrived
        except FETCH_ERRORS as error:
            may_heal = isinstance(error, httpx.ReadError | httpx.WriteError)
            return self.failure(reason_of(error), detail_of(error), may_heal=may_heal)

    def failure(
        self, reason: NotCheckedReason, detail: str, *, status: int | None = None, may_heal: bool = False
    ) -> FetchFailure:
        """The failure of this visit, with all that is known of it."""
        return FetchFailure(
            reason=reason,
            url=self.url,
            detail=detail,
            status=status,
            hops=(*self.ask.hops, *self.hops),
            may_heal=may_heal or status in MAY_HEAL,
        )

    def _refused_by(self, status: int, detail: str) -> FetchFailure:
        reason = NotCheckedReason.HTTP_5XX if status >= _SERVER_ERROR else NotCheckedReason.HTTP_4XX
        return self.failure(reason, detail, status=status)

    async def _ask_politely(self, url: httpx.URL) -> Answer | FetchFailure | httpx.URL:
        """One request, in its turn and with leave."""
        courtesy = self.manner.courtesy
        refusal = courtesy.refusal(url, self.ask, self.fetch)
        # A robots.txt has time, turns and tries of its own; the listed page waits for none.
        is_listed = self.ask.purpose is Purpose.HOME
        refused = await (refusal if is_listed else self._waited(refusal, "robots", url.host))
        if refused is not None:
            return self.failure(NotCheckedReason.ROBOTS, refused)
        host = url.netloc.decode("ascii")
        if not courtesy.enter_host(host):
            try:
                await self._waited(courtesy.wait_for_host(host), "host", host)
            except LeftAloneError as left_alone:
                return self._refused_by(left_alone.status, str(left_alone))
        try:
            self.given_up.clear()
            while True:
                try:
                    return await self._ask(url, host)
                except AddressBusyError as busy:
                    await self._waited(courtesy.wait_for_address(busy.address), "address", busy.address)
                    self.address = busy.address
                except _OutdatedError:
                    pass  # what was kept is forgotten; the page itself is asked for
        finally:
            courtesy.leave_host(host)
            self._leave_address()

    async def _waited(self, turn: Awaitable[T], kind: str, whose: str) -> T:
        """Wait for a turn or a leave without counting it, and tell how long it took."""
        began_at = trio.current_time()
        try:
            return await self.patience.uncounted(turn)
        finally:
            if (waited_s := trio.current_time() - began_at) >= WORTH_TELLING_S:
                tell("wait", wait_for=kind, of=whose, seconds=round(waited_s, 3))

    def _enter_address(self, address: str) -> bool:
        """Take the turn of an address before it is connected to; False: it was tried for this request.

        Raises:
            AddressBusyError: Others have it.
        """
        if address in self.given_up:
            return False
        if address == self.address:
            return True
        if self.address is not None:  # nobody answered there
            self.given_up.add(self.address)
            self._leave_address()
        if not self.manner.courtesy.enter_address(address):
            raise AddressBusyError(address)
        self.address = address
        return True

    def _leave_address(self) -> None:
        if self.address is not None:
            self.manner.courtesy.leave_address(self.address)
            self.address = None

    async def _ask(self, url: httpx.URL, host: str) -> Answer | FetchFailure | httpx.URL:
        """One request: its page, its failure, or the address that it sends us to."""
        extensions = {
            "enter_address": self._enter_address,
            "guard": self.guard,
            "resolve": self.resolve,
            "connect_s": self.connect_s,
            "head_s": self.head_s,
        }
        headers = request_headers(self.manner.user_agent, self.ask.device)  # copied by the request
        key = kept = None
        if self.manner.accesses and (access := self.manner.accesses.of(url)) is not None:
            headers = headers.copy()
            headers.update(fields_for(access, url))
            self.secrets |= secrets_of(access)
            extensions["server_name"] = access.sent_as
            extensions["proxy"] = access.proxy
        elif self.manner.cache is not None:
            key = CacheKey(str(url), headers["user-agent"], headers["accept-encoding"])
            if (kept := await self.manner.cache.recall(key)) is not None:
                headers = headers.copy()
                headers.update(kept.conditions)
        # NOTE: a request that is given its (empty) body is not looked through for what its headers lack.
        request = httpx.Request("GET", url, headers=headers, stream=_NO_BODY, extensions=extensions)
        if is_read():
            is_conditional = None if kept is None else True
            tell(
                "request",
                url=self.url,
                purpose=self.ask.purpose,
                device=self.ask.device,
                conditional=is_conditional,
            )
        response = await self.manner.transport.handle_async_request(request)
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)  # noqa: S101 - an async transport's promise
        try:
            fields = _plain(response.headers)
            told = _by_name(fields)
            self.manner.courtesy.hear(host, response.status_code, told.get("retry-after"))
            location = told.get("location")
            if is_read():
                self._tell_answer(response, told)
            if location and response.status_code in REDIRECTS:
                return self._follow(url, response.status_code, location)
            if kept is not None and key is not None and response.status_code == _NOT_MODIFIED:
                return await self._unchanged(key, kept, response, fields, told)
            return await self._receive(response, stream, fields, told, key)
        finally:
            await stream.aclose()

    def _tell_answer(self, response: httpx.Response, told: Mapping[str, str]) -> None:
        tell(
            "answer",
            url=self.url,
            status=response.status_code,
            address=response.extensions.get("address"),
            tls=response.extensions.get("tls"),
            tls_overlooked=", ".join(response.extensions.get("tls_troubles", ())) or None,
            content_type=told.get("content-type"),
            retry_after=told.get("retry-after"),
        )

    async def _unchanged(
        self,
        key: CacheKey,
        kept: KeptAnswer,
        response: httpx.Response,
        fields: tuple[tuple[str, str], ...],
        told: Mapping[str, str],
    ) -> Answer | FetchFailure:
        """The answer that was kept, of which the server says that it has not changed."""
        if not kept.is_confirmed_by(told):
            assert self.manner.cache is not None  # noqa: S101 - it gave the answer
            await self.manner.cache.forget(key)
            raise _OutdatedError
        headers = kept.headers_now(fields)
        cap = MOST_BYTES.get(self.ask.purpose, self.manner.max_body_bytes)
        try:
            body = undo(kept.body, dict(kept.headers).get("content-encoding", ""), cap)
        except TooMuchError:
            return self.failure(NotCheckedReason.TOO_LARGE, f"> {cap} bytes", status=_OK)
        return self._answer(response, _OK, headers, body, received_at=kept.received_at)

    def _follow(self, url: httpx.URL, status: int, location: str) -> FetchFailure | httpx.URL:
        self.hops.append(Hop(self.url, status, location[:MAX_LOCATION]))
        tell("hop", url=self.url, status=status, location=location[:MAX_LOCATION])
        target = next_hop(url, location)
        if str(target) in {hop.url for hop in self.hops}:
            return self.failure(NotCheckedReason.REDIRECT_LOOP, f"back to {target}"[:MAX_DETAIL])
        if is_authority(target.host.lower()):
            return self.failure(
                NotCheckedReason.REFUSED_ADDRESS, f"{target.host}: the authorities' sites are never asked"
            )
        if len(self.hops) > self.manner.max_redirects:
            return self.failure(NotCheckedReason.REDIRECT_LOOP, f"{len(self.hops)} redirects")
        return target

    async def _receive(
        self,
        response: httpx.Response,
        stream: httpx.AsyncByteStream,
        headers: tuple[tuple[str, str], ...],
        told: Mapping[str, str],
        key: CacheKey | None,
    ) -> Answer | FetchFailure:
        status = response.status_code
        if status >= _CLIENT_ERROR:
            return replace(
                self._refused_by(status, f"HTTP {status}"),
                headers=headers,
                body=await _error_body(told.get("content-encoding", ""), stream),
            )
        is_page = self.ask.purpose in _PAGES
        if not _OK <= status < _OK + 100 or (is_page and status in _BODILESS):
            return self.failure(NotCheckedReason.NOT_HTML, f"HTTP {status}", status=status)
        content_type = told.get("content-type", "")
        if is_page and is_plainly_no_page(content_type):
            return self.failure(NotCheckedReason.NOT_HTML, content_type[:MAX_DETAIL], status=status)
        cap = MOST_BYTES.get(self.ask.purpose, self.manner.max_body_bytes)
        is_whole = self.ask.purpose is not Purpose.ROBOTS
        try:
            received = await _read(stream, cap, is_whole=is_whole)
            body = undo(received, told.get("content-encoding", ""), cap, is_whole=is_whole)
        except TooMuchError:
            return self.failure(NotCheckedReason.TOO_LARGE, f"> {cap} bytes", status=status)
        if key is not None and len(received) <= cap and is_worth_keeping(status, told):
            self.to_keep = (key, KeptAnswer(headers, received, self.manner.clock()))
        return self._answer(response, status, headers, body)

    def _answer(
        self,
        response: httpx.Response,
        status: int,
        headers: tuple[tuple[str, str], ...],
        body: bytes,
        *,
        received_at: datetime | None = None,
    ) -> Answer:
        return Answer(
            Response(
                url=self.url,
                status=status,
                headers=headers,
                fetched_at=self.manner.clock(),
                received_at=received_at,
                address=response.extensions.get("address"),
                hops=(*self.ask.hops, *self.hops),
                tries=(*self.tries, Try(self.asked, ANSWERED)),
                device=self.ask.device,
                tls=response.extensions.get("tls"),
                tls_troubles=response.extensions.get("tls_troubles", ()),
                certificate=response.extensions.get("certificate"),
            ),
            body,
        )


async def _read(stream: httpx.AsyncByteStream, cap: int, *, is_whole: bool) -> bytes:
    """The body as received; where it need not be whole, its beginning.

    Raises:
        TooMuchError: It is larger than the cap; the rest is not read.
    """
    pieces: list[bytes] = []
    size = 0
    async for piece in stream:
        pieces.append(piece)
        size += len(piece)
        if size > cap:
            if is_whole:
                raise TooMuchError
            break
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


async def _error_body(encodings: str, stream: httpx.AsyncByteStream) -> bytes:
    """The start of an error page; whatever goes wrong with it, its status stays the news."""
    body = bytearray()
    try:
        async for piece in stream:
            body += piece
            if len(body) > MAX_ERROR_BODY_BYTES:
                break
        return undo(bytes(body), encodings, MAX_ERROR_BODY_BYTES, is_whole=False)
    except FETCH_ERRORS:
        return b""


def _by_name(headers: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The fields by their names; the values of one that comes several times are one list."""
    found = dict(headers)
    if len(found) < len(headers):
        for name in found:
            found[name] = ", ".join([value for other, value in headers if other == name])
    return found


def _plain(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    # All at once, and read as httpx reads them: it decodes each one for itself.
    raw = b"\0".join([part for field in headers.raw for part in field])
    try:
        parts = raw.decode().split("\0")
    except UnicodeDecodeError:
        parts = raw.decode("latin-1").split("\0")
    return (
        tuple((name.lower(), value) for name, value in zip(parts[::2], parts[1::2], strict=True))
        if raw
        else ()
    )
