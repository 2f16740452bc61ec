"""A host as people write it -> lower case and punycode, or the reason why it is none."""

from ipaddress import AddressValueError, IPv4Address, IPv6Address
from unicodedata import normalize

from icplint.collect.sites.quoting import quoted
from icplint.late import pattern
from icplint.model.text import Text, text

MAX_HOST = 253
_LABEL = pattern(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?")
_NUMBER = pattern(r"[0-9]+|0x[0-9a-f]*")
_DOTS = str.maketrans({"。": ".", "．": ".", "｡": "."})


class NotAHost(Exception):  # noqa: N818 - it says what the text is not; it never leaves the room
    """The text names no host."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def host_of(written: str) -> str:
    """The host in lower case; Chinese names in punycode (IDNA 2008 with UTS 46), IPv6 in brackets.

    Raises:
        NotAHost: With one sentence about the cause.
    """
    folded = written.translate(_DOTS)
    if folded.startswith("[") or folded.count(":") > 1:
        return _ipv6(folded)
    # More characters than this make more bytes than a name may have, and IDNA's cost grows with them.
    if len(folded) > MAX_HOST + 1:
        raise NotAHost(_too_long(written))
    host = folded.lower() if folded.isascii() else _punycode(folded, written)
    host = host.removesuffix(".")
    if not host:
        raise NotAHost(text(en="the address names no host", zh="网址中没有主机名"))
    if len(host) > MAX_HOST:
        raise NotAHost(_too_long(written))
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(host, written)
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise NotAHost(_bad_label(label, written))
    return host


def _punycode(folded: str, written: str) -> str:
    # Imported only here: its tables cost more than the rest of reading a list.
    import idna  # noqa: PLC0415

    folded = normalize("NFKC", folded).translate(_DOTS)
    if folded.isascii():
        return folded.lower()
    try:
        return idna.encode(folded, uts46=True, transitional=False).decode("ascii").lower()
    except UnicodeError as wrong:
        raise NotAHost(
            text(
                en=f"{quoted(written)} is no internationalised domain name: {quoted(str(wrong))}",
                zh=f"{quoted(written)} 不是有效的国际化域名（{quoted(str(wrong))}）",
            ),
        ) from None


def _ipv4(host: str, written: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise NotAHost(
            text(
                en=f"{quoted(written)} is no IPv4 address; write four numbers from 0 to 255 without leading zeros",
                zh=f"{quoted(written)} 不是有效的 IPv4 地址；请写四个 0 至 255 的数字，不加前导零",
            ),
        ) from None


def _ipv6(folded: str) -> str:
    inner = folded[1:-1] if folded.startswith("[") and folded.endswith("]") else ""
    try:
        # A zone (`%eth0`) means something on one computer only.
        return f"[{IPv6Address(inner.replace('%', '?')).compressed}]"
    except AddressValueError:
        raise NotAHost(
            text(
                en=f"{quoted(folded)} is no IPv6 address; write it in brackets, such as [2001:db8::1]",
                zh=f"{quoted(folded)} 不是有效的 IPv6 地址；请加方括号，如 [2001:db8::1]",
            ),
        ) from None


def _too_long(written: str) -> Text:
    return text(
        en=f"the host {quoted(written)} is longer than {MAX_HOST} characters",
        zh=f"主机名 {quoted(written)} 超过 {MAX_HOST} 个字符",
    )


def _bad_label(label: str, written: str) -> Text:
    if not label:
        return text(
            en=f"two dots, or a dot at the front, stand in the host {quoted(written)}",
            zh=f"主机名 {quoted(written)} 中有连续的点或以点开头",
        )
    return text(
        en=f"{quoted(written)} is no host name: a part holds letters, digits and inner hyphens, at most 63",
        zh=f"{quoted(written)} 不是有效的主机名：每一段只能含字母、数字和中间的连字符，最多 63 个",
    )
