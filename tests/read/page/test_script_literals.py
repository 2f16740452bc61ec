"""What scripts write, read without running them."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.page.script_literals import VARIABLE, literals, may_write_a_footer


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ('document.write("<p>京ICP备16059763号</p>");', "<p>京ICP备16059763号</p>"),
        ("document.write('<p>京ICP备'); document.write('16059763号</p>');", "<p>京ICP备16059763号</p>"),
        (
            "el.innerHTML = '<a href=\"https://beian.miit.gov.cn/\">' + '京ICP备16059763号' + '</a>'",
            '<a href="https://beian.miit.gov.cn/">京ICP备16059763号</a>',
        ),
        ('var a = "\\u4eacICP\\u590716059763\\u53f7"', "京ICP备16059763号"),
        ('document.write(unescape("%u4EACICP%u590716059763%u53F7"))', "京ICP备16059763号"),
        (
            'document.write(unescape("%3Cp%3E%E4%BA%ACICP%E5%A4%8716059763%E5%8F%B7%3C/p%3E"))',
            "<p>京ICP备16059763号</p>",
        ),
        (
            "x = `<p>© ${new Date().getFullYear()} 某公司 版权所有</p>`",
            f"<p>© {VARIABLE} 某公司 版权所有</p>",
        ),
        ("document.write('© ' + year + ' 某公司 版权所有')", f"© {VARIABLE} 某公司 版权所有"),
        ('{"icp":"京ICP备16059763号","name":"某站"}', "京ICP备16059763号"),
        ("a = 'it\\'s 京ICP备16059763号'", "it's 京ICP备16059763号"),
        ('t="&#20140;ICP备16059763号"', "京ICP备16059763号"),
        (
            'JSON.parse("{\\"icp\\":\\"\\\\u4eacICP\\\\u590716059763\\\\u53f7\\"}")',
            '{"icp":"京ICP备16059763号"}',
        ),
    ],
)
def test_a_literal_is_read(script: str, wanted: str) -> None:
    assert may_write_a_footer(script)
    assert wanted in literals(script)


def test_a_variable_inside_a_number_never_makes_a_number() -> None:
    assert literals("'京ICP备' + n + '号'") == [f"京ICP备{VARIABLE}号"]


def test_texts_that_are_not_joined_stay_apart() -> None:
    assert literals("a='京ICP备'; b='16059763号备案'") == ["京ICP备", "16059763号备案"]


@given(st.text(alphabet="'\"`\\+${}()u0129%备ICPx;\n ", max_size=200))
def test_no_script_raises(script: str) -> None:
    assert all(isinstance(one, str) for one in literals(script))


@pytest.mark.parametrize(("quote", "other"), [('"', "'"), ("'", '"')])
def test_quotes_that_are_never_closed_cost_no_more_than_their_length(quote: str, other: str) -> None:
    """Each was followed to the end of the script: one page of two megabytes held a run up for hours."""
    script = f"\\{quote}" * 200_000 + f"\nvar a = {other}京ICP备16059763号{other}"
    began = perf_counter()

    assert literals(script) == ["京ICP备16059763号"]
    assert perf_counter() - began < 10
