"""Deadlines for programs."""

from icplint.model.deadline import Deadline
from icplint.tell.deadlines.agenda import Agenda, days_left
from icplint.tell.report.json_text import json_bytes


def deadlines_json(agenda: Agenda) -> bytes:
    """One object: the day in Beijing, what was left out, and the deadlines in order. In no language."""
    return (
        json_bytes(
            {
                "today": f"{agenda.today}",
                "left_out": agenda.left_out,
                "deadlines": [_deadline(one, agenda) for one in agenda.deadlines],
            }
        )
        + b"\n"
    )


def _deadline(one: Deadline, agenda: Agenda) -> dict[str, object]:
    longer = {"earliest": f"{one.longer.earliest}", "latest": f"{one.longer.latest}"} if one.longer else None
    return {
        "kind": one.kind.value,
        "due": f"{one.due}",
        "days_left": days_left(one, agenda.today),
        "standing": one.standing(agenda.today).value,
        "names": list(one.names),
        "entity": one.entity,
        "number": one.number,
        "since": f"{one.since}",
        "longer": longer,
        "basis": one.basis.value,
    }
