"""The one place where foreign exceptions become published classes of failure.

httpx.TransportError
├── TimeoutException            timeout (overload for the pool's)
├── NetworkError                tcp
│   └── ConnectError
│       ├── NameUnknownError     dns
│       ├── TlsFailedError       tls
│       └── AddressRefusedError  refused-address
├── ProtocolError               tcp: what came was no HTTP, or ended too early
│   └── RemoteProtocolError
│       └── HeadersTooLargeError  too-large
├── DecodingError               decode
└── UnsupportedProtocol         refused-address
"""

import ssl

import httpx
import trio

from icplint.model.answer import NotCheckedReason


class NameUnknownError(httpx.ConnectError):
    """No address for a name."""


class TlsFailedError(httpx.ConnectError):
    """No trusted, encrypted connection."""


class AddressRefusedError(httpx.ConnectError):
    """The guard said no; nothing was connected to."""


class HeadersTooLargeError(httpx.RemoteProtocolError):
    """More headers than anybody needs."""


REASONS: dict[type[Exception], NotCheckedReason] = {
    NameUnknownError: NotCheckedReason.DNS,
    TlsFailedError: NotCheckedReason.TLS,
    ssl.SSLError: NotCheckedReason.TLS,
    AddressRefusedError: NotCheckedReason.REFUSED_ADDRESS,
    httpx.UnsupportedProtocol: NotCheckedReason.REFUSED_ADDRESS,
    httpx.InvalidURL: NotCheckedReason.REFUSED_ADDRESS,
    HeadersTooLargeError: NotCheckedReason.TOO_LARGE,
    httpx.TooManyRedirects: NotCheckedReason.REDIRECT_LOOP,
    httpx.DecodingError: NotCheckedReason.DECODE,
    httpx.PoolTimeout: NotCheckedReason.OVERLOAD,
    httpx.TimeoutException: NotCheckedReason.TIMEOUT,
    trio.TooSlowError: NotCheckedReason.TIMEOUT,
    TimeoutError: NotCheckedReason.TIMEOUT,
    httpx.NetworkError: NotCheckedReason.TCP,
    httpx.ProtocolError: NotCheckedReason.TCP,
    httpx.ProxyError: NotCheckedReason.TCP,
    trio.BrokenResourceError: NotCheckedReason.TCP,
    trio.ClosedResourceError: NotCheckedReason.TCP,
    OSError: NotCheckedReason.TCP,
}
"""By class; the nearest class above an exception's own decides.

The roots `httpx.TransportError` and `httpx.RequestError` are left out on purpose: a new branch
below them must be given its reason here.
"""

FETCH_ERRORS = tuple(REASONS)
"""What a fetch may raise because of the site; everything else is a bug of ours."""

MAX_DETAIL = 300


def reason_of(error: Exception) -> NotCheckedReason:
    """The published class of an error.

    Raises:
        KeyError: The error is none of a site's.
    """
    for ancestor in type(error).__mro__:
        if ancestor in REASONS:
            return REASONS[ancestor]
    raise KeyError(type(error).__name__)


def detail_of(error: BaseException) -> str:
    """The system's own words, capped: they may quote the server.

    Details are for those who mend a server: technical English, terse like the system's own. What
    a failure means is told in both languages from its reason.
    """
    return (str(error) or type(error).__name__)[:MAX_DETAIL]
