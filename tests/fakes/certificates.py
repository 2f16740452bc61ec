"""Servers' certificates with the faults that real ones have."""

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

_DAY = timedelta(days=1)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Authority:
    """A root that issues through an intermediate, as public authorities do."""

    def __init__(self) -> None:
        now = datetime.now(UTC)  # noqa: TID251 - what OpenSSL compares with
        self._from, self._until = now - 30 * _DAY, now + 30 * _DAY
        self._now = now
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._middle_key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._signed("Root of a test", self._root_key, "Root of a test", self._root_key)
        self.middle = self._signed("Middle of a test", self._middle_key, "Root of a test", self._root_key)

    def _signed(
        self, subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey
    ) -> x509.Certificate:
        return (
            self._builder(subject, key, issuer, by)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .not_valid_before(self._from)
            .not_valid_after(self._until)
            .sign(by, hashes.SHA256())
        )

    def _builder(
        self, subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
            )
        )

    def server(
        self,
        host: str,
        *,
        from_days: int = -10,
        until_days: int = 10,
        sends_middle: bool = True,
        names_issuer: bool = True,
        has_dates: bool = True,
    ) -> ssl.SSLContext:
        """A server for a name, with a certificate that is valid between two days, counted from today."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            self._builder(host, key, "Middle of a test", self._middle_key)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .not_valid_before(self._now + from_days * _DAY)
            .not_valid_after(self._now + until_days * _DAY)
        )
        if names_issuer:
            issuer = x509.UniformResourceIdentifier("http://issuer.invalid/middle.crt")
            access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, issuer)
            builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
        signed = builder.sign(self._middle_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        if not has_dates:
            written = f"{self._now + until_days * _DAY:%y%m%d}".encode()
            signed = signed.replace(written, b"999999")
        chain = [signed, *([self.middle.public_bytes(serialization.Encoding.DER)] if sends_middle else [])]
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "server.pem"
            path.write_bytes(private + "".join(map(ssl.DER_cert_to_PEM_cert, chain)).encode())
            context.load_cert_chain(path)
        return context

    def trusting(self) -> ssl.SSLContext:
        """What a client trusts that knows the root alone."""
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self.root.public_bytes(serialization.Encoding.DER))
        return context


def legacy(server: ssl.SSLContext) -> ssl.SSLContext:
    """The same server, which speaks nothing newer than TLS 1.1."""
    server.set_ciphers("ALL:@SECLEVEL=0")
    server.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # which is why it is asked for here
        server.maximum_version = ssl.TLSVersion.TLSv1_1
    return server
