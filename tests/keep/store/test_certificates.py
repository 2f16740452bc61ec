"""The certificate that a site showed is evidence, and is stored once however many sites share it."""

from dataclasses import replace

from sqlalchemy import select

from icplint.keep.store.evidence import digest_of
from icplint.keep.store.opening import Store
from icplint.keep.store.outcomes import StoredOutcomes, places_of
from icplint.keep.store.schema import attachment
from icplint.keep.store.states import DUE
from icplint.model.outcome import Outcome
from tests.fakes.nightly import Fleet

CERTIFICATE = b"0\x82\x01\x00 as DER has it" * 20


def shown(outcome: Outcome) -> Outcome:
    pages = tuple(
        replace(page, response=replace(page.response, certificate=CERTIFICATE)) for page in outcome.pages
    )
    return replace(outcome, pages=pages)


def bare(outcome: Outcome) -> Outcome:
    """Reports tell no certificates, so that they are not read back for them."""
    pages = tuple(replace(page, response=replace(page.response, certificate=None)) for page in outcome.pages)
    return replace(outcome, pages=pages)


def test_a_certificate_is_kept_once_beside_its_sites(store: Store) -> None:
    fleet = Fleet(store, 3)
    record = fleet.begin()
    outcomes = [shown(fleet.outcome(site.index, "fine", site)) for site in fleet.ledger.due(record, DUE)]
    fleet.commits.commit(record, outcomes, fleet.lock, look=1, confirms=False)

    with store.reading() as connection:
        kept = connection.execute(select(attachment.c.position, attachment.c.kind, attachment.c.digest)).all()
        places = places_of(connection, [digest_of(CERTIFICATE)])
    assert [(row.position, row.kind, row.digest) for row in kept] == [
        (number, "certificate", digest_of(CERTIFICATE)) for number in range(3)
    ]
    assert store.evidence is not None
    [(digest, place)] = places.items()
    assert store.evidence.read(place, digest) == CERTIFICATE

    def never(site: object) -> Outcome:
        raise AssertionError(site)

    read = list(StoredOutcomes(store, record.id, never))
    assert [bare(one) for one in outcomes] == read
