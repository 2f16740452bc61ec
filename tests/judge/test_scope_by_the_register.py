"""What a site owes where the register tells its status."""

import pytest

from icplint.judge.scope import Scope, scope_of
from icplint.model.answer import Answer, Response
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer
from icplint.model.outcome import OutOfScope
from icplint.model.reading import Reading
from icplint.model.site import FilingStatus, Site, WebAddress
from icplint.read.reader import read

URL = "https://www.example.com/"


def scope(filing: RegisterAnswer, *, listed: FilingStatus | None = None) -> Scope:
    reading = read(Answer(Response(url=URL), b"<html><body><p>Welcome to our site.</p></body></html>"))
    assert isinstance(reading, Reading)
    return scope_of(
        Site(index=0, label=URL, target=WebAddress(URL), filing_status=listed),
        reading,
        URL,
        host="www.example.com",
        domain="example.com",
        platform=False,
        private=False,
        home=(),
        filing=filing,
    )


@pytest.mark.parametrize(
    "status",
    [
        FilingStatus.OVERSEAS,
        FilingStatus.INTRANET,
        FilingStatus.EXEMPT,
        FilingStatus.APP_ONLY,
        FilingStatus.FIRST_FILING,
        FilingStatus.REDIRECT_ONLY,
        FilingStatus.CANCELLED,
    ],
)
def test_presence_is_out_of_scope_by_the_registers_status(status: FilingStatus) -> None:
    assert scope(Filing(status=status)).presence == OutOfScope("filing_status")


@pytest.mark.parametrize("status", [None, FilingStatus.FILED, FilingStatus.CHANGE_PENDING])
def test_other_statuses_owe_presence(status: FilingStatus | None) -> None:
    assert scope(Filing(status=status)).presence is None


def test_the_lists_status_wins_over_the_registers() -> None:
    assert scope(Filing(status=FilingStatus.CANCELLED), listed=FilingStatus.FILED).presence is None
    assert scope(Filing(status=FilingStatus.FILED), listed=FilingStatus.OVERSEAS).presence == OutOfScope(
        "filing_status"
    )


def test_a_row_of_the_register_is_a_sign_of_the_mainland_and_its_absence_is_none() -> None:
    assert not scope(Filing()).presence_is_unsure
    assert scope(NOT_OFFERED).presence_is_unsure
    assert scope(NotFiled("register.csv")).presence_is_unsure
