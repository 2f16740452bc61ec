"""Reads `--resolve HOST:PORT:ADDRESS`: where a name will stand after its DNS is switched over."""

from ipaddress import ip_address

from icplint.collect.sites.host import NotAHost, host_of
from icplint.config import values
from icplint.late import pattern
from icplint.model.access import Pin
from icplint.model.text import Text, text

_PIN = pattern(r"(?P<host>\[[^\]]+\]|[^:\[\]]+):(?P<port>[0-9]{1,5}):(?P<address>.+)")
_EXPECTED = text(
    en="HOST:PORT:ADDRESS with an IP address, such as www.example.cn:443:203.0.113.5",
    zh="“主机:端口:IP 地址”，如 www.example.cn:443:203.0.113.5",
)


def pins(value: object) -> tuple[Pin, ...] | Text:
    """Several pins: an array of a file, or what a flag was given. Commas part those of a variable."""
    written = values.words(value)
    if isinstance(written, Text):
        return _EXPECTED
    found: dict[tuple[str, int], Pin] = {}
    for one in written:
        pin = _pin(one)
        if pin is None:
            return _EXPECTED
        if found.setdefault((pin.host, pin.port), pin) != pin:
            return text(
                en=f"one address for each host and port: {pin.host}:{pin.port} has two",
                zh=f"每个主机和端口各一个地址：{pin.host}:{pin.port} 有两个",
            )
    return tuple(found.values())


def _pin(written: str) -> Pin | None:
    parts = _PIN.fullmatch(written)
    if parts is None:
        return None
    try:
        host = host_of(parts["host"]).strip("[]")
        address = ip_address(parts["address"].strip("[]"))
    except (NotAHost, ValueError):
        return None
    port = int(parts["port"])
    if not 0 < port < 1 << 16 or "%" in str(address):
        return None
    return Pin(host, port, str(address))
