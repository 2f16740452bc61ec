"""A host as typed for a command that judges no page."""

from urllib.parse import urlsplit

from icplint.collect.sites.address import read_address
from icplint.errors import UsageError
from icplint.model.site import WebAddress
from icplint.model.text import Text, text


def typed_host(written: str, option: str = "") -> str:
    """The host of an address or a bare domain: lower case, punycode, without a port.

    Args:
        written: As typed.
        option: The option that it was given to; empty for an argument.

    Raises:
        UsageError: It is neither.
    """
    read = read_address(written)
    if isinstance(read, Text):
        told = text(en=f"{option}: {read.en}", zh=f"{option}：{read.zh}") if option else read
        raise UsageError(told.en, told.zh)
    address = read.url if isinstance(read, WebAddress) else f"//{read.host}"
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host
