"""A target as typed -> a web address, a bare domain, or the reason why it is neither."""

import re
from urllib.parse import quote

from icplint.collect.sites.host import NotAHost, host_of
from icplint.collect.sites.quoting import AT_SIGNS, quoted
from icplint.late import pattern
from icplint.model.site import BareDomain, WebAddress
from icplint.model.text import Text, text

MAX_ADDRESS = 4096
"""Characters; browsers and servers give up earlier."""

USER_INFO_REFUSED = text(
    en="user name and password in an address are refused; write the address without them",
    zh="网址中不得包含用户名和密码，请去掉后重写",
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.\-]*)[:：][/／]{2}")
_BARE_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.\-]*)[:：](?![0-9０-９])")
_AUTHORITY = pattern(r"[^/／?？#＃]*")
_PORT = pattern(r"\A(.*):([0-9]*)\Z", re.DOTALL)
_ANY_PORT = pattern(r":[^\]:]*\Z")
_FOLD_HEAD = {"／": "/", "？": "?", "＃": "#"}
_UNRESERVED = "/?:@!$&'()*+,;=~-._%[]"
"""What stays as written in paths and queries; the rest is percent-encoded as UTF-8."""


def read_address(typed: str) -> WebAddress | BareDomain | Text:
    """The target in its normal form, or one sentence that says what is wrong and what to write.

    Full-width dots, colons and slashes in the head are folded; a bare name keeps its port and path
    and is tried at four addresses. The sentence never repeats user info.
    """
    typed = typed.strip().strip(_INVISIBLE).strip()
    if (refusal := _unfit_characters(typed)) is not None:
        return refusal
    found = _split_scheme(typed)
    if isinstance(found, Text):
        return found
    scheme, rest = found
    authority = _authority(rest)
    tail = rest[len(authority) :]
    if any(sign in authority for sign in AT_SIGNS):
        return USER_INFO_REFUSED
    split = _split_port(authority)
    if isinstance(split, Text):
        return split
    written_host, port = split
    try:
        host = host_of(written_host)
    except NotAHost as wrong:
        return wrong.reason
    path = _path_of(tail)
    if scheme is None:
        if not _may_be_bare(host, port=port):
            return text(
                en=f"{quoted(typed)} is neither an address nor a domain name; a host of that name is written http://{host}/",
                zh=f"{quoted(typed)} 既不是网址也不是域名；若是主机名，请写作 http://{host}/",
            )
        return BareDomain(host if port is None else f"{host}:{port}", path)
    shown_port = "" if port in {None, _DEFAULT_PORTS[scheme]} else f":{port}"
    return WebAddress(f"{scheme}://{host}{shown_port}{path}")


def _unfit_characters(typed: str) -> Text | None:
    """Why the text cannot be an address whatever its parts say; None: it may be one."""
    if not typed:
        return text(en="the address is empty", zh="网址为空")
    if len(typed) > MAX_ADDRESS:
        return text(
            en=f"the address has {len(typed)} characters; at most {MAX_ADDRESS} are read",
            zh=f"网址长达 {len(typed)} 个字符，最多读取 {MAX_ADDRESS} 个",
        )
    if any(not sign.isprintable() and not sign.isspace() for sign in typed):
        return text(
            en=f"an unprintable character stands in {quoted(typed)}; write the address anew",
            zh=f"{quoted(typed)} 中有不可见字符，请重新输入网址",
        )
    if any(sign.isspace() for sign in typed):
        return text(
            en=f"a blank stands in {quoted(typed)}; write one address a line, and %20 for a blank in a path",
            zh=f"{quoted(typed)} 中有空格；请每行只写一个网址，路径中的空格写作 %20",
        )
    if "\\" in typed:
        return text(
            en=f"a backslash stands in {quoted(typed)}; addresses are written with /",
            zh=f"{quoted(typed)} 中有反斜杠；网址应使用 /",
        )
    return None


def _split_scheme(typed: str) -> tuple[str | None, str] | Text:
    """Scheme in lower case (None: not written) and what follows it, or a refusal."""
    if match := _SCHEME.match(typed):
        scheme = match.group(1).lower()
        if scheme in _DEFAULT_PORTS:
            return scheme, typed[match.end() :]
        return text(
            en=f"scheme {scheme}:// is not supported; write http:// or https://, and a file as its path",
            zh=f"不支持 {scheme}:// ；请使用 http:// 或 https://，本地文件请直接写路径",
        )
    if match := _BARE_SCHEME.match(typed):
        if any(sign in _authority(typed) for sign in AT_SIGNS):
            return USER_INFO_REFUSED
        scheme = match.group(1).lower()
        return text(
            en=f"{scheme}: begins no address that can be checked; write http:// or https:// and the host",
            zh=f"以 {scheme}: 开头的内容无法核查；请写 http:// 或 https:// 加主机名",
        )
    return None, typed


def _authority(rest: str) -> str:
    """What stands before the path: host, port and user info."""
    head = _AUTHORITY.match(rest)
    return head.group() if head else ""


def _split_port(authority: str) -> tuple[str, int | None] | Text:
    """The host as written and its port, or a refusal."""
    authority = authority.replace("：", ":")
    match = _PORT.match(_ascii_digits(authority))
    if match is None:
        if not authority.startswith("[") and (wrong := _ANY_PORT.search(authority)):
            return _wrong_port(wrong.group()[1:])
        return authority, None
    host, digits = match.groups()
    if ":" in host and not host.endswith("]"):
        # An IPv6 address without brackets: its own end is no port.
        return authority, None
    if not digits:
        return host, None
    port = int(digits) if len(digits) <= 5 else 0
    return (host, port) if 1 <= port <= 65535 else _wrong_port(digits)


def _wrong_port(written: str) -> Text:
    return text(
        en=f"port {quoted(written)} is not between 1 and 65535",
        zh=f"端口 {quoted(written)} 不在 1 至 65535 之间",
    )


def _ascii_digits(authority: str) -> str:
    return authority.translate({ord("０") + digit: str(digit) for digit in range(10)})


def _path_of(tail: str) -> str:
    """Path and query, percent-encoded, without the fragment; `/` where nothing is written."""
    tail = _FOLD_HEAD.get(tail[:1], tail[:1]) + tail[1:]
    tail = tail.partition("#")[0]
    encoded = quote(tail, safe=_UNRESERVED, encoding="utf-8", errors="replace")
    return encoded if encoded.startswith("/") else f"/{encoded}"


def _may_be_bare(host: str, *, port: int | None) -> bool:
    """Whether a name without a scheme is plainly a host, not a mistyped file or word."""
    return port is not None or "." in host or host.startswith("[") or host == "localhost"


def page_address(written: str) -> str | Text:
    """The public address of a page, from an address or a bare domain; or why it is none."""
    match read_address(written):
        case WebAddress(url):
            return url
        case BareDomain(host, path):
            return f"https://{host}{path}"
        case Text() as reason:
            return reason
