"""What a run would ask for, for people and programs; line by line, so that a list of any length passes through."""

from collections.abc import Iterator

from icplint.late import dataclass
from icplint.model.plan import Plan
from icplint.model.site import RejectedRow, Site
from icplint.model.text import Language
from icplint.tell.report.json_text import json_bytes
from icplint.words import plan as words


@dataclass(slots=True)
class PlanTotal:
    """The plans that were told so far."""

    sites: int = 0
    rejected: int = 0
    left_out: int = 0
    usual: int = 0
    asks: int = 0
    most: int = 0

    def add(self, plan: Plan) -> None:
        """Count one more."""
        self.sites += 1
        self.usual += plan.usual
        self.asks += plan.asks
        self.most += plan.most


class PlanLines:
    """The plan as text."""

    start = b""
    end = b""
    between = b""

    def __init__(self, language: Language, encoding: str) -> None:
        self._language = language
        self._encoding = encoding

    def site(self, site: Site, plan: Plan) -> bytes:
        """One target, its addresses in the order of trying, and what more may follow."""
        return self._written(self._lines(site, plan))

    def rejected(self, row: RejectedRow) -> bytes:
        """A row that names no site."""
        line = words.REJECTED.fill(source=row.source, line=str(row.line), reason=row.reason)
        return self._written(iter([line.of(self._language)]))

    def total(self, total: PlanTotal) -> bytes:
        """The sum."""
        line = words.TOTAL.fill(
            sites=str(total.sites),
            rejected=str(total.rejected),
            left_out=str(total.left_out),
            usual=f"{total.usual:,}",
            asks=f"{total.asks:,}",
            most=f"{total.most:,}",
        )
        return self._written(iter([line.of(self._language)]))

    def _lines(self, site: Site, plan: Plan) -> Iterator[str]:
        if not plan.addresses:
            yield words.NOTHING.fill(site=site.label).of(self._language)
            return
        told = words.SITE.fill(
            site=site.label, usual=f"{plan.usual:,}", asks=f"{plan.asks:,}", most=f"{plan.most:,}"
        )
        yield told.of(self._language)
        for number, url in enumerate(plan.addresses, 1):
            yield words.ADDRESS.fill(number=str(number), url=url).of(self._language)
        steps = [
            words.STEP.fill(kind=words.KINDS[kind], count=str(count)).of(self._language)
            for kind, count in plan.steps
            if count and kind != "home"
        ]
        yield words.MORE.fill(steps=words.BETWEEN.of(self._language).join(steps)).of(self._language)

    def _written(self, lines: Iterator[str]) -> bytes:
        shown = ("".join(char if char.isprintable() else "?" for char in line) for line in lines)
        return "".join(f"{line}\n" for line in shown).encode(self._encoding, "replace")


class PlanJson:
    """The plan as JSON: one document, or one value in each line."""

    def __init__(self, *, is_one_document: bool) -> None:
        self.start = b"[\n" if is_one_document else b""
        self.between = b",\n" if is_one_document else b"\n"
        self.end = b"\n]\n" if is_one_document else b"\n"

    def site(self, site: Site, plan: Plan) -> bytes:
        """One target."""
        return json_bytes(
            {
                "kind": "plan",
                "target": site.label,
                "source": site.source,
                "line": site.line,
                "addresses": list(plan.addresses),
                "steps": dict(plan.steps),
                "usual_requests": plan.usual,
                "requests": plan.asks,
                "most_requests": plan.most,
            }
        )

    def rejected(self, row: RejectedRow) -> bytes:
        """A row that names no site."""
        reason = {"en": row.reason.en, "zh": row.reason.zh}
        return json_bytes({"kind": "rejected", "source": row.source, "line": row.line, "reason": reason})

    def total(self, total: PlanTotal) -> bytes:
        """The sum."""
        return json_bytes(
            {
                "kind": "total",
                "sites": total.sites,
                "rejected": total.rejected,
                "left_out": total.left_out,
                "usual_requests": total.usual,
                "requests": total.asks,
                "most_requests": total.most,
            }
        )
