"""Which pages are refused before the parser sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.page.bounds import MAX_ATTRIBUTES, MAX_BYTES, too_complex


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 100_000, id="nested"),
        pytest.param("<DIV>" * 100_000, id="nested in capitals"),
        pytest.param("<div>" * 2_000 + "<li>" * 900_000, id="items under a deep nest"),
        pytest.param(
            "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">", id="one tag of many attributes"
        ),
        pytest.param(
            "<p " + " ".join(f'a{n}=">"' for n in range(2_000)) + ">", id="many attributes that hold >"
        ),
        pytest.param("<SCRIPT></script>" + "<b>" * 100_000, id="behind a script in capitals"),
        pytest.param("<svg><style>" + "<g>" * 100_000, id="inside the style of a drawing"),
        pytest.param('<p =">' + "<b>" * 100_000, id="behind a stray quote"),
        pytest.param('<p a=="><b>' + "<b>" * 100_000 + '">', id="behind a doubled sign"),
        pytest.param("<div></x>" * 50_000, id="nested behind end tags of nothing"),
        pytest.param("<div><!--</div>-->" * 50_000, id="nested behind end tags in comments"),
        pytest.param("<div><!x </div>" * 50_000, id="nested behind end tags in what is taken for a comment"),
        pytest.param("<div><table><td></div></table>" * 50_000, id="nested behind end tags across a cell"),
        pytest.param("<svg></svg>" + "<div><script></div></script>" * 50_000, id="nested behind scripts"),
        pytest.param("<!--><div>" * 50_000, id="nested behind comments that end at once"),
        pytest.param('<div a="x>y</div>">' * 50_000, id="nested behind end tags in values"),
        pytest.param('<div a"b="x>y</div>">' * 50_000, id="nested behind end tags in values of odd names"),
        pytest.param("<p>x</p>" * 300 + "<p " + "a " * 2_000 + ">", id="a long tag behind short ones"),
        pytest.param("x" * (MAX_BYTES + 1), id="too large"),
    ],
)
def test_a_page_that_would_stall_the_parser_is_refused(page: str) -> None:
    assert too_complex(page)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("", id="empty"),
        pytest.param("<div>" * 1_000 + "京ICP备16059763号-1" + "</div>" * 1_000, id="deep but small"),
        pytest.param(
            "<ul>" + "<li><a href='/x'>文章</a>" * 30_000 + "</ul>", id="a long list without end tags"
        ),
        pytest.param("<table>" + "<tr><td>1<td>2" * 50_000 + "</table>", id="a long table without end tags"),
        pytest.param("<div>x</div>" * 100_000, id="many siblings"),
        pytest.param(
            "<script>" + "for(i=0;i<n;i++){a<b}" * 20_000 + "</script>", id="a script full of comparisons"
        ),
        pytest.param(
            f'<img src="data:image/png;base64,{"A" * 200_000}">', id="a large picture in an attribute"
        ),
        pytest.param("<a href='/a' class=b>x</a>" * 100_000, id="many links"),
        pytest.param("<div><span>x</div>" * 5_000, id="spans without end tags"),
        pytest.param("<div><!-- x --><i></i><b>x</b></div>" * 50_000, id="comments between siblings"),
        pytest.param("x" * 3_000_000, id="one long text"),
        pytest.param(
            "<p " + " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES - 1)) + ">",
            id="many attributes, not too many",
        ),
    ],
)
def test_a_large_but_ordinary_page_is_read(page: str) -> None:
    assert not too_complex(page)


@given(st.text(alphabet="<>/='\" abdivsp!-", max_size=300))
def test_no_text_raises(text: str) -> None:
    assert too_complex(text * 3) in (True, False)
