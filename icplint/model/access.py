"""The way to a host that the public does not see yet: what it asks of its visitors, and where it stands."""

from dataclasses import field

from icplint.late import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One table of `[[access]]`: how a single host of the user's own is visited.

    Nothing of it is sent to another host, whoever leads there.
    """

    host: str
    """Lower case, punycode; with `:port` where that is not the scheme's own."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent with every request to the host, credentials and cookies among them. Secret: never shown, logged or kept."""
    over_http: bool = False
    """Whether the headers are also sent where nothing is encrypted."""
    sent_as: str | None = None
    """The name in `Host` and in the TLS handshake instead of the address's own."""
    proxy: str | None = field(default=None, repr=False)
    """The http(s) proxy by which the host is reached. Secret: it may hold a password."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where one host and port are found, whatever DNS says: a check before the name is switched over."""

    host: str
    """Lower case, punycode; IPv6 without brackets."""
    port: int
    address: str
    """An IP address, without brackets."""

    def __str__(self) -> str:
        """As it may be given again."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        address = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.port}:{address}"
