"""Pages that were cut, repeated, overwritten or decoded wrongly are read or refused, and raise nothing.

The long runs of this kind are `tests/long/fuzz_pages.py` and `fuzz_numbers.py`.
"""

from random import Random  # noqa: TID251 - fixed seeds make the damage

import pytest

from icplint.model.answer import Answer, FetchFailure, Response
from icplint.model.reading import Reading
from icplint.numbers.find import find_numbers
from icplint.numbers.licences import find_licences
from icplint.read.reader import read
from tests.read.generated.footers import footer
from tests.read.generated.pages import page

PIECES = "<!--|-->|<script>|</script>|<style>|<a href='|'>|</a>|<textarea>|<svg>|<table>|</p>|&#|;|\x00|备|號|公网安备|ICP|©|2013-|{{|版权归".split(
    "|"
)
CHARSETS = ("utf-8", "gb18030", "utf-16", "big5")


def damaged(chance: Random, text: str) -> str:
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(text))
        end = min(len(text), place + chance.choice((0, 1, 3, 40, 400)))
        match chance.randint(0, 3):
            case 0:
                text = text[:place] + text[end:]
            case 1:
                text = text[:end] + text[place:]
            case 2:
                text = text[:place] + chance.choice(PIECES) + text[end:]
            case _:
                text = text[:place] + text[place:end][::-1] + text[end:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_a_damaged_page_is_read_or_refused(batch: int) -> None:
    for number in range(100):
        chance = Random(batch * 100 + number)
        html = damaged(chance, page(chance, footer(chance)))
        body = html.encode(chance.choice(CHARSETS), "replace")
        if chance.random() < 0.3:
            body = body[chance.randint(0, 3) : -chance.randint(1, 300)]

        found = read(Answer(Response(url="https://www.example.cn/"), body))

        assert isinstance(found, Reading | FetchFailure), f"batch {batch}, number {number}\n{html}"


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_damaged_text_is_searched_and_quoted(batch: int) -> None:
    for number in range(300):
        chance = Random(batch * 300 + number)
        text = damaged(chance, footer(chance).html)

        quoted = [(one.start, one.end, one.raw) for one in find_numbers(text)]
        quoted += [(one.start, one.end, one.raw) for one in find_licences(text)]

        assert all(text[start:end] == raw for start, end, raw in quoted), (
            f"batch {batch}, number {number}\n{text}"
        )
