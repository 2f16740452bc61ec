"""TLS that is broken, untrusted or none."""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import trustme

from tests.fakes.hostile.messages import HTML, PAGE, head, whole
from tests.fakes.hostile.server import (
    CHECKED,
    Behaviour,
    Script,
    behaviour,
    request_of,
    resetting,
    saying,
    silent_after,
)

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_ALERT = b"\x15\x03\x03\x00\x02\x02\x28"


def behaviours(authority: trustme.CA) -> Sequence[Behaviour]:
    """All of them, most with certificates of an authority that the visitor trusts."""
    good = _context(authority.issue_cert("127.0.0.1"))
    expired = _context(authority.issue_cert("127.0.0.1", not_after=_LONG_AGO))
    elsewhere = _context(authority.issue_cert("elsewhere.example"))
    unknown = _context(trustme.CA().issue_cert("127.0.0.1"))
    encrypted = (
        (behaviour("is encrypted", saying(whole()), CHECKED), good),
        (behaviour("is encrypted and leaves without a farewell", _leaving_hard(whole()), CHECKED), good),
        (
            behaviour(
                "is encrypted and ends its body by leaving", _leaving_hard(head(HTML) + PAGE), CHECKED, "tcp"
            ),
            good,
        ),
        (behaviour("is encrypted and cut off", _leaving_hard(whole(length=5_000)), "tcp"), good),
        (behaviour("resets after the handshake", resetting(), "tcp", "tls"), good),
        (behaviour("says nothing after the handshake", silent_after(), "timeout"), good),
        (behaviour("breaks its encryption off with rubbish", _rubbish_inside, "tcp", "tls"), good),
        (behaviour("has an expired certificate", saying(whole()), CHECKED), expired),
        (behaviour("has a certificate for another name", saying(whole()), "tls"), elsewhere),
        (behaviour("has a certificate of nobody", saying(whole()), "tls"), unknown),
    )
    bare = (
        behaviour("speaks plain HTTP where TLS is wanted", saying_at_once(whole()), "tls"),
        behaviour(
            "answers the handshake with rubbish",
            saying_at_once(b"\x16\x03\x01\xff\xff" + b"\xaa" * 70_000),
            "tls",
        ),
        behaviour("answers the handshake with an alert", saying_at_once(_ALERT), "tls"),
        behaviour("answers the handshake with zeros without end", _flood(b"\0" * 4_096), "tls"),
        behaviour(
            "answers the handshake with records without end",
            _flood(b"\x16\x03\x03\x00\x04\x02\xff\xff\xff"),
            "tls",
            "timeout",
        ),
        behaviour("sends the handshake back", _echo, "tls"),
        behaviour(
            "resets in the handshake", resetting(b"\x16\x03\x03\x00\x50\x02", reads=False), "tls", "tcp"
        ),
        behaviour("closes before the handshake", lambda _: None, "tls", "tcp"),
        behaviour("closes in the handshake", saying_at_once(b"\x16\x03\x03\x00\x50\x02"), "tls", "tcp"),
        behaviour("says nothing in the handshake", silent_after(reads=False), "timeout"),
        behaviour(
            "drips its handshake",
            _dripping(b"\x16\x03\x03\x40\x00" + b"\x02\x00\x3f\xfc" + b"\x03" * 16_380),
            "timeout",
            "tls",
        ),
    )
    return (
        *(replace(one, scheme="https", tls=context, name=f"tls: {one.name}") for one, context in encrypted),
        *(replace(one, scheme="https", name=f"tls: {one.name}") for one in bare),
    )


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


def saying_at_once(answer: bytes) -> Script:
    """Send the answer to whatever comes first, and wait for the visitor to leave."""

    def script(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass

    return script


def _leaving_hard(answer: bytes) -> Script:
    """Send the answer, and close the connection below the encryption."""

    def script(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(answer)
        with socket.socket(fileno=connection.detach()) as bare:
            bare.shutdown(socket.SHUT_WR)
            while bare.recv(65_536):
                pass

    return script


def _rubbish_inside(connection: socket.socket) -> None:
    request_of(connection)
    connection.sendall(head(HTML, "Content-Length: 5000"))
    with socket.socket(fileno=connection.detach()) as bare:
        bare.sendall(b"\x17\x03\x03\x00\x20" + b"\x55" * 32)
        while bare.recv(65_536):
            pass


def _flood(piece: bytes) -> Script:
    def script(connection: socket.socket) -> None:
        connection.recv(65_536)
        while True:
            connection.sendall(piece * 100)

    return script


def _echo(connection: socket.socket) -> None:
    while received := connection.recv(65_536):
        connection.sendall(received)


def _dripping(record: bytes) -> Script:
    def script(connection: socket.socket) -> None:
        connection.settimeout(0.05)
        for start in range(len(record)):
            connection.sendall(record[start : start + 1])
            try:
                if not connection.recv(65_536):
                    return
            except TimeoutError:
                continue

    return script
