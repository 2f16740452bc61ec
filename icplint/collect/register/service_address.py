"""The address of a register's service as a user writes it."""

from dataclasses import field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from icplint.collect.fetch.guard import Guard
from icplint.collect.sites.host import NotAHost, host_of
from icplint.collect.sites.quoting import quoted
from icplint.errors import UsageError
from icplint.late import dataclass, pattern
from icplint.model.text import Text, text

_PORTS = {"http": 80, "https": 443}
_MAX_ADDRESS = 2048
_PREFIX = pattern(r"[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddress:
    """Where a service is asked, and as whom."""

    base: str
    """Scheme, host, port and prefix, without user info and without a slash at the end: what reports tell."""
    host: str
    """Lower case, punycode; IPv6 without brackets."""
    port: int
    login: tuple[str, str] | None = field(default=None, repr=False)
    """User and password for basic authentication. Never shown, logged or stored."""

    def query(self, domain: str) -> str:
        """The address that asks for a registrable domain."""
        return f"{self.base}/query/web?search={quote(domain, safe='')}"

    def guard(self) -> Guard:
        """Lets connections through to this service alone: the user typed it, so it may be a private one."""
        return Guard(ports=frozenset({self.port}), opened_host=self.host, opened_ports=frozenset({self.port}))


def service_address(written: str) -> ServiceAddress:
    """The service behind `http(s)://[user:password@]host[:port][/prefix]`.

    Raises:
        UsageError: It is no such address. The sentence leaves user info out.
    """
    try:
        if len(written) > _MAX_ADDRESS or not written.isprintable() or {" ", "\\"} & set(written):
            raise ValueError  # noqa: TRY301 - one sentence for all that is no address
        parts = urlsplit(written)
        port = parts.port if parts.port is not None else _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _wrong(written, _NO_ADDRESS) from None
    if parts.scheme not in _PORTS:
        raise _wrong(
            written,
            text(en="it begins with neither http:// nor https://", zh="应以 http:// 或 https:// 开头"),
        )
    if "?" in written or "#" in written:
        raise _wrong(written, text(en="it has a query or a fragment", zh="不能带查询参数或片段"))
    if not 0 < port < 1 << 16:
        raise _wrong(written, text(en="the port does not exist", zh="端口不存在"))
    if not _PREFIX.fullmatch(parts.path):
        raise _wrong(written, text(en="the path holds signs that must be escaped", zh="路径含需转义的字符"))
    return _checked(written, parts, port)


def _checked(written: str, parts: SplitResult, port: int) -> ServiceAddress:
    host_and_port = parts.netloc.rpartition("@")[2]
    inner = parts.hostname or ""
    try:
        host = host_of(f"[{inner}]" if host_and_port.startswith("[") else inner)
    except NotAHost as wrong:
        raise _wrong(written, wrong.reason) from None
    shown_port = "" if port == _PORTS[parts.scheme] else f":{port}"
    return ServiceAddress(
        base=f"{parts.scheme}://{host}{shown_port}{parts.path.rstrip('/')}",
        host=host.strip("[]"),
        port=port,
        login=None if parts.username is None else (unquote(parts.username), unquote(parts.password or "")),
    )


_NO_ADDRESS = text(en="it is no address", zh="不是有效网址")


def _wrong(written: str, why: Text) -> UsageError:
    return UsageError(
        f"--register {quoted(written)}: {why.en}; write a file's path, or a service as http://host:port",
        f"--register {quoted(written)}：{why.zh}；请填写文件路径，或形如 http://主机:端口 的服务地址",
    )
