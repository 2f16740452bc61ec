"""A form of token that is left out because none of its words stands in a line could not have been found there."""

import re
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from icplint.read.evidence.notice_tokens import _FORMS, Kind, cut

PIECES = (
    "© ⓒ (c) copyright Copyrigth @ ® ? 版权 版权所有 版权所有者 著作权 版权归 版权为 归 属于 所有 共有 保留所有权利 保留一切权力 all rights reserved"
    " 1999 2020 2024-2026 2020年 2013- -至今 {year} {{name}} ${x} <% x %> undefined NaN document.write(x) %name% 京ICP备12345670号-1"
    " ICP 公网安备 京公网安备11010502030001号 京B2-20200001 京网文 技术支持： 网站建设: 承办 承办： 支持 主题: Powered by Theme designed with source"
    " from 主办单位： 主 办： 公司名称: company: a@b.cn e-mail: 邮箱 | · • 。 ; / → > » 侵权必究 翻版必究 电话 电话: 010-12345678 13800138000"
    " 400-123-4567 地址 备案号 举报电话 许可证 未经 禁止 转载 建议使用 IPv6 version since v1 联系我们: 示例科技有限公司 Example Inc. , ， 、 : 正文"
).split(" ")
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).flatmap(
    lambda pieces: st.sampled_from(["", " ", ","]).map(lambda between: between.join(pieces))
)


@given(LINES)
def test_each_token_holds_a_word_that_its_form_needs(line: str) -> None:
    lowered = line.lower()
    for form in _FORMS:
        for found in form.pattern.finditer(lowered) if form.needs else ():
            assert any(word in lowered for word in form.needs), (form.kind, found[0])


@given(LINES)
def test_forms_tried_apart_find_what_one_pattern_for_all_would(line: str) -> None:
    lowered = line.lower()
    if len(lowered) != len(line):
        return
    together = [
        (_FORMS[found.lastindex - 1].kind, found.start(), found.end())
        for found in _together().finditer(lowered)
        if found.lastindex
    ]

    apart = [(token.kind, token.start, token.end) for token in cut(line) if token.kind is not Kind.TEXT]

    assert apart == together


@cache
def _together() -> re.Pattern[str]:
    assert not any(form.pattern.groups for form in _FORMS), "the number of a group tells its form"
    return re.compile("|".join(f"({form.pattern.pattern})" for form in _FORMS))
