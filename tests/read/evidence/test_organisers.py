"""Names behind 主办单位. All names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.evidence.organisers import find_organisers

FORMS: list[tuple[list[str], list[str]]] = [
    (["主办单位：蓝标省人民政府办公厅 承办单位：蓝标省政务局 网站支持IPv6"], ["蓝标省人民政府办公厅"]),
    (["主办：蓝标市人民政府 承办：蓝标市人民政府办公室"], ["蓝标市人民政府"]),
    (["主 办：蓝标省财政厅"], ["蓝标省财政厅"]),
    (["主辦單位：藍標市民政局"], ["藍標市民政局"]),
    (["主办单位 蓝标县人民政府 技术支持 红标公司"], ["蓝标县人民政府"]),
    (["主办单位：蓝标区人民政府主办 承办单位：蓝标区办公室承办"], ["蓝标区人民政府"]),
    (["主办单位：蓝标厅地址：某路88号电话：020-12345678"], ["蓝标厅"]),
    (["主办：蓝标管理局 联系我们"], ["蓝标管理局"]),
    (["主办：蓝标开发区管委会 蓝标区人民政府承办：蓝标数据局"], ["蓝标开发区管委会", "蓝标区人民政府"]),
    (
        ["主办单位：蓝标技术推广总站、蓝标学会     技术支持：红标科技股份有限公司"],
        ["蓝标技术推广总站", "蓝标学会"],
    ),
    (["主管：红标部 主办：蓝标出版社有限公司"], ["蓝标出版社有限公司"]),
    (["主办单位： 蓝标旅游局 版权所有 © 蓝标旅游局"], ["蓝标旅游局"]),
    (["版权所有：蓝标官方网站 主办方：蓝标工程办公室 备案序号：京ICP备12345670号-1"], ["蓝标工程办公室"]),
    (["蓝标市人民政府办公厅主办"], ["蓝标市人民政府办公厅"]),
    (["蓝标市人民政府办公厅主办 关于我们| 联系我们| 网站声明"], ["蓝标市人民政府办公厅"]),
    (["本站由蓝标监督管理局主办 版权所有"], ["蓝标监督管理局"]),
    (["主办单位：", "蓝标市民政局", "电话：010-12345678"], ["蓝标市民政局"]),
    (["主办：蓝标局", "首页", "主办：蓝标局"], ["蓝标局"]),
    (["9月9日，由红标委、红标学院主办，红标局承办的活动举行"], []),
    (["主办单位："], []),
    (["主办单位：{{name}}"], []),
    (["主办方的官方网站提供购票服务"], []),
    (["蓝标局 版权所有"], []),
]


@pytest.mark.parametrize(("lines", "names"), FORMS, ids=[lines[0] for lines, _ in FORMS])
def test_an_organiser_is_named_behind_its_label(lines: list[str], names: list[str]) -> None:
    assert find_organisers(lines) == names


def test_an_article_names_no_organiser() -> None:
    assert find_organisers(["活动消息。" * 200 + "主办单位：红标协会"]) == []


PIECES = st.sampled_from(
    ["主办", "主办单位", "：", " ", "、", "蓝标局", "承办：", "\n", "版权所有", "{{x}}", "，"]
)


@given(st.lists(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map("".join)), max_size=4))
def test_any_text_gives_whole_names(lines: list[str]) -> None:
    names = find_organisers(lines)

    assert all(name and name == name.strip() for name in names)
    assert len(names) == len(set(names))
