from collections.abc import Iterator

import httpx
import pytest
import trio

from icplint.collect.fetch.failures import MAX_DETAIL, detail_of, reason_of
from icplint.collect.fetch.http_fetcher import MOST_TELLING_FIRST
from icplint.model.answer import NotCheckedReason


def below(root: type[Exception]) -> Iterator[type[Exception]]:
    for child in root.__subclasses__():
        yield child
        yield from below(child)


FOREIGN = [
    *below(httpx.TransportError),
    *below(OSError),
    httpx.DecodingError,
    httpx.TooManyRedirects,
    httpx.InvalidURL,
    trio.BrokenResourceError,
    trio.ClosedResourceError,
    trio.TooSlowError,
]


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.__name__)
def test_every_foreign_error_has_a_published_class(foreign: type[Exception]) -> None:
    reason = reason_of(foreign.__new__(foreign))

    assert reason in MOST_TELLING_FIRST


def test_a_bug_of_ours_is_not_a_fault_of_the_site() -> None:
    with pytest.raises(KeyError):
        reason_of(AttributeError("ours"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConnectionResetError(), NotCheckedReason.TCP),
        (TimeoutError(), NotCheckedReason.TIMEOUT),
        (httpx.ReadTimeout("x"), NotCheckedReason.TIMEOUT),
        (httpx.PoolTimeout("x"), NotCheckedReason.OVERLOAD),
        (httpx.ConnectError("x"), NotCheckedReason.TCP),
    ],
)
def test_the_nearest_class_decides(error: Exception, expected: NotCheckedReason) -> None:
    assert reason_of(error) is expected


def test_details_are_capped() -> None:
    assert len(detail_of(OSError("x" * 10_000))) == MAX_DETAIL
    assert detail_of(OSError()) == "OSError"
