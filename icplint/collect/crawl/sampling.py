"""When a sample of a site's pages is enough."""

from dataclasses import field

from icplint.late import dataclass

ENOUGH_IN_A_ROW = 5
"""Pages in a row whose footer was seen before.

Were another footer on half of the patterns, five in a row would miss it once in 32 sites; on a fifth of them,
once in three. Each further page costs a request on every site whose footers agree, which is most of them.
"""


@dataclass(slots=True)
class Sampling:
    """The footers that were seen, as clusters of equal ones."""

    sizes: dict[str, int] = field(default_factory=dict)
    """Pages by the fingerprint of their footer; empty for those without one."""
    in_a_row: int = 0
    """The last pages that brought nothing new."""

    def see(self, fingerprint: str) -> None:
        """Take note of a page, the home page first."""
        is_known = fingerprint in self.sizes
        self.in_a_row = self.in_a_row + 1 if is_known else 0
        self.sizes[fingerprint] = self.sizes.get(fingerprint, 0) + 1

    @property
    def is_enough(self) -> bool:
        """Whether the footers agree so long that more pages would tell nothing new."""
        return self.in_a_row >= ENOUGH_IN_A_ROW
