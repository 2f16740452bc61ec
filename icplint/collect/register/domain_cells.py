"""A cell that names domains -> hosts in lower case and punycode."""

from icplint.collect.register.cells import BLANKS, Refused
from icplint.collect.sites.address import read_address
from icplint.collect.sites.quoting import quoted
from icplint.facts.domains import is_address, registrable_domain
from icplint.late import pattern
from icplint.model.site import BareDomain, WebAddress
from icplint.model.text import Text, text

MOST_DOMAINS = 500
"""Domains in one cell."""
_USUAL = pattern(r"(?!www\.)[a-z0-9]+(?:[-.][a-z0-9]+)*\.[a-z]{2,24}")
"""The form of nearly all cells."""
_USUAL_LENGTH = 64
"""Below it no part of a name can be longer than 63 characters."""
_BETWEEN = pattern(r"[\s,，、;；|\u200b\ufeff]+")


def read_domains(written: str) -> tuple[str, ...]:
    """The hosts that a cell names, none twice; empty where it names none.

    Addresses give their host; `www.` is taken off, for a filing is the registrable domain's. Deeper
    names stay as they are: under gov.cn they file by themselves.

    Raises:
        Refused: One of them is no domain.
    """
    if len(written) < _USUAL_LENGTH and _USUAL.fullmatch(written):
        return (written,)
    parts = _BETWEEN.split(written)
    if len(parts) > MOST_DOMAINS:
        raise Refused(
            text(
                en=f"{len(parts)} domains stand in one cell; at most {MOST_DOMAINS} are read, write several rows",
                zh=f"一个单元格中有 {len(parts)} 个域名，最多读取 {MOST_DOMAINS} 个，请分多行填写",
            )
        )
    return tuple(dict.fromkeys(_host(part) for part in parts if part not in BLANKS))


def _host(written: str) -> str:
    if len(written) < _USUAL_LENGTH and _USUAL.fullmatch(written):
        return written
    match read_address(written):
        case WebAddress(url):
            host = url.partition("://")[2].partition("/")[0]
        case BareDomain(host):
            pass
        case Text() as reason:
            raise Refused(_unfit(written, reason))
    host = _without_port(host)
    if is_address(host):
        return host
    if "." not in host or "_" in host:
        raise Refused(_unfit(written, None))
    bare = host.removeprefix("www.")
    # `www.com.cn` is a domain of its own: what remains has to be one that can be filed.
    return bare if registrable_domain(bare) else host


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _unfit(written: str, reason: Text | None) -> Text:
    if reason is not None and "://" in written:
        return reason
    return text(
        en=f"{quoted(written)} is no domain; write it as example.cn, several with commas between them",
        zh=f"{quoted(written)} 不是有效域名；请写作 example.cn，多个域名用逗号分隔",
    )
