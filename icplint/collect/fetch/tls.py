"""Encrypts a connection, and says what was to be overlooked for it.

Every certificate is verified. Only where that fails for one of three reasons that many an honest site has, and the
run allows it, is there a second try, which overlooks this one reason and nothing else:

- expired: all is verified but the dates;
- incomplete: the server does not send the certificate that its own was made with. Browsers fetch that one from the
  address that the server's own certificate names; nothing is fetched here, but a certificate without such an address
  is of no public authority. The server's name and its key are verified all the same.
- legacy: versions, ciphers or signatures that browsers have given up.
"""

import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property

import httpx

from icplint.collect.fetch.failures import TlsFailedError, detail_of
from icplint.collect.fetch.wire import PlainWire, TlsWire
from icplint.model.answer import TlsTrouble

OpenWire = Callable[[], Awaitable[PlainWire]]
"""Another connection to the same address."""

_NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, for which `ssl` has no name."""
_LEGACY_RENEGOTIATION = 0x4
"""`ssl.OP_LEGACY_SERVER_CONNECT`, which has its name only from Python 3.12 on."""
_LEGACY_CIPHERS = "ALL:!aNULL:!eNULL:@SECLEVEL=0"
_LEGACY_VERSIONS = ("TLSv1", "TLSv1.1")

_ISSUERS_ADDRESS = bytes.fromhex("06082b06010505073002")
"""The object identifier of "CA Issuers" (RFC 5280, 4.2.2.1) in DER."""

_BY_CODE = {
    2: TlsTrouble.INCOMPLETE,  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT
    10: TlsTrouble.EXPIRED,  # X509_V_ERR_CERT_HAS_EXPIRED; only a chain that is trusted otherwise comes so far
    20: TlsTrouble.INCOMPLETE,  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY
    21: TlsTrouble.INCOMPLETE,  # X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
    66: TlsTrouble.LEGACY,  # X509_V_ERR_EE_KEY_TOO_SMALL
    67: TlsTrouble.LEGACY,  # X509_V_ERR_CA_KEY_TOO_SMALL
    68: TlsTrouble.LEGACY,  # X509_V_ERR_CA_MD_TOO_WEAK
}
_LEGACY_REASONS = frozenset(
    {
        "DH_KEY_TOO_SMALL",
        "EE_KEY_TOO_SMALL",
        "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED",
        "NO_CIPHERS_AVAILABLE",
        "SSLV3_ALERT_HANDSHAKE_FAILURE",  # nothing in common; servers with national ciphers alone say so, too
        "TLSV1_ALERT_INSUFFICIENT_SECURITY",
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "UNSUPPORTED_PROTOCOL",
        "VERSION_TOO_LOW",
        "WRONG_SIGNATURE_TYPE",
    }
)


def tls_context() -> ssl.SSLContext:
    """The trust of a whole run: made once, it costs as much as some hundred pages."""
    context = httpx.create_ssl_context()
    # Many an old server in China knows no secure renegotiation, which we never ask for; browsers connect to it.
    context.options |= _LEGACY_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Whom a run trusts. Contexts beside the first one are made when a site needs them, once for all sites."""

    first: ssl.SSLContext
    is_strict: bool
    """No second try."""

    @cached_property
    def lenient(self) -> ssl.SSLContext:
        """The same trust without dates, and with legacy versions and ciphers."""
        context = _legacy_context()
        if known := b"".join(self.first.get_ca_certs(binary_form=True)):
            context.load_verify_locations(cadata=known)
        else:  # those of a folder are known one by one, when they are needed
            context.load_default_certs()
        return context

    @cached_property
    def blind(self) -> ssl.SSLContext:
        """No trust at all: to see a certificate. No request is ever sent over a connection of this one."""
        context = _legacy_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context


def _legacy_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= _LEGACY_RENEGOTIATION
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers(_LEGACY_CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.verify_flags |= _NO_CHECK_TIME
    return context


def _anchored(certificate: bytes) -> ssl.SSLContext:
    """Trust in this one certificate: the server has to hold its key, and it has to be for the server's name."""
    context = _legacy_context()
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=certificate)
    return context


async def encrypt(open_wire: OpenWire, host: str, trust: Trust) -> tuple[TlsWire, tuple[TlsTrouble, ...]]:
    """An encrypted connection, and what was overlooked for it.

    Raises:
        TlsFailedError: No trusted connection.
        httpx.ConnectError: Nobody answers.
    """
    context = trust.first
    troubles: list[TlsTrouble] = []
    hung_up = False
    while True:
        try:
            wire = await _shaken(await open_wire(), context, host)
        except (ssl.SSLError, httpx.ReadError) as error:
            trouble = trouble_of(error)
            if trust.is_strict or trouble is None or trouble in troubles:
                raise TlsFailedError(detail_of(error)) from error
            hung_up = hung_up or _is_hung_up(error)
            troubles.append(trouble)
            if trouble is TlsTrouble.INCOMPLETE:
                context = _anchored(await _certificate_with_issuer(open_wire, host, trust, error))
            else:
                context = trust.lenient
            continue
        if not troubles:
            return wire, ()
        try:
            seen = _seen_troubles(wire)
        except TlsFailedError:
            wire.close()
            raise
        if hung_up and wire.version() == "TLSv1.3":
            troubles.remove(TlsTrouble.LEGACY)  # it hung up for another reason
        return wire, tuple(sorted({*troubles, *seen}))


async def _shaken(plain: PlainWire, context: ssl.SSLContext, host: str) -> TlsWire:
    try:
        wire = TlsWire(plain, context, host)
        await wire.shake_hands()
    except ssl.SSLError:
        plain.close()
        raise
    except ValueError as error:  # no name for a certificate
        plain.close()
        raise TlsFailedError(detail_of(error)) from error
    except BaseException:
        plain.close()
        raise
    return wire


async def _certificate_with_issuer(open_wire: OpenWire, host: str, trust: Trust, error: Exception) -> bytes:
    """The server's certificate, where it says who issued it."""
    try:
        wire = await _shaken(await open_wire(), trust.blind, host)
    except (ssl.SSLError, httpx.ReadError):
        raise TlsFailedError(detail_of(error)) from error
    certificate = wire.certificate_bytes()
    wire.close()
    if _ISSUERS_ADDRESS not in certificate:
        raise TlsFailedError(detail_of(error)) from error
    return certificate


def _seen_troubles(wire: TlsWire) -> set[TlsTrouble]:
    """What else the second try overlooked.

    Raises:
        TlsFailedError: The certificate is of the future, or of no time at all, which no honest site's is.
    """
    seen: set[TlsTrouble] = set()
    if wire.version() in _LEGACY_VERSIONS:
        seen.add(TlsTrouble.LEGACY)
    try:
        certificate = wire.certificate()
        from_s, until_s = (
            ssl.cert_time_to_seconds(str(certificate[key])) for key in ("notBefore", "notAfter")
        )
    except (
        ValueError,
        KeyError,
    ) as error:  # whoever is trusted by its own certificate alone may have written it
        raise TlsFailedError(f"certificate that cannot be read: {detail_of(error)}") from error
    now_s = time.time()
    if from_s > now_s:
        raise TlsFailedError("certificate is not yet valid")
    if until_s < now_s:
        seen.add(TlsTrouble.EXPIRED)
    return seen


def trouble_of(error: ssl.SSLError | httpx.ReadError) -> TlsTrouble | None:
    """What may be overlooked in a second try; None: nothing."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_CODE.get(error.verify_code)
    if _is_hung_up(error) or (isinstance(error, ssl.SSLError) and error.reason in _LEGACY_REASONS):
        return TlsTrouble.LEGACY
    return None


def _is_hung_up(error: ssl.SSLError | httpx.ReadError) -> bool:
    """Whether the server hung up without a word, as old ones do where a version is news to them."""
    return isinstance(error, ssl.SSLEOFError | httpx.ReadError)
