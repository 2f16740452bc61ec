"""What is asked of a site."""

from dataclasses import dataclass

from icplint.model.answer import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One page wanted, by one or more addresses: the first that answers with a page serves."""

    candidates: tuple[str, ...]
    """Absolute addresses in the order of trying; four for a bare domain."""
    device: Device = Device.DESKTOP
    private_host: str | None = None
    """`host` or `host:port` typed by the user: its private address is opened for this ask alone, on its own port."""
