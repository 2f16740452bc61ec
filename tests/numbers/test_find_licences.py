import pytest

from icplint.facts.licences import licence_forms
from icplint.numbers.licences import find_licences


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("京网文[2014]0059-0009号", "网络文化经营许可证", "京网文[2014]0059-0009号"),
        ("苏网文〔2018〕10580-203号", "网络文化经营许可证", "苏网文〔2018〕10580-203号"),
        ("网络文化经营许可证 京网文【2014】0935-235号", "网络文化经营许可证", "京网文【2014】0935-235号"),
        ("网络文化许可证-京网文-（2025）0181-061号", "网络文化经营许可证", "京网文-(2025)0181-061号"),
        ("文网文[2010]040号", "网络文化经营许可证", "文网文[2010]040号"),
        ("网络视听许可证：1908317号", "信息网络传播视听节目许可证", "1908317号"),
        ("网上传播视听节目许可证（0106168）", "信息网络传播视听节目许可证", "0106168"),
        ("信息网络传播视听节目许可证 117330003", "信息网络传播视听节目许可证", "117330003"),
        ("互联网新闻信息服务许可证编号：53120170001", "互联网新闻信息服务许可证", "53120170001"),
        ("互联网新闻信息服务许可证：1012014004", "互联网新闻信息服务许可证", "1012014004"),
        ("广播电视节目制作经营许可证 （京）字第08478号", "广播电视节目制作经营许可证", "(京)字第08478号"),
        ("广播电视节目制作经营许可证苏字第394号", "广播电视节目制作经营许可证", "苏字第394号"),
        ("网络出版服务许可证(总)网出证(京)字第271号", "网络出版服务许可证", "(总)网出证(京)字第271号"),
        ("新出网证（鄂）字008号", "网络出版服务许可证", "新出网证(鄂)字008号"),
        ("新出发京零 字第大120007号", "出版物经营许可证", "新出发京零字第大120007号"),
        ("新出发苏批字第A-243号", "出版物经营许可证", "新出发苏批字第A-243号"),
        ("（京）- 非经营性 - 2017 - 0067", "互联网药品信息服务资格证书", "(京)-非经营性-2017-0067"),
        ("(京)经营性-2014-0013", "互联网药品信息服务资格证书", "(京)经营性-2014-0013"),
        ("（粤）—经营性—2023—0112", "互联网药品信息服务资格证书", "(粤)-经营性-2023-0112"),
        (
            "（京）网药械信息备字（2021）第00159号",
            "药品医疗器械网络信息服务备案",
            "(京)网药械信息备字(2021)第00159号",
        ),
        (
            "（苏）网械平台备字（2018）第00052号",
            "医疗器械网络交易服务第三方平台备案",
            "(苏)网械平台备字(2018)第00052号",
        ),
        ("JY11101050363440", "食品经营许可证", "JY11101050363440"),
        ("食品流通许可证 SP1101051110165515（1-1）", "食品流通许可证", "SP1101051110165515(1-1)"),
        ("浙网食A33010003", "网络食品交易第三方平台备案", "浙网食A33010003"),
        ("互联网宗教信息服务许可证：京（2022）0000115", "互联网宗教信息服务许可证", "京(2022)0000115"),
        ("网信算备330110507206401230035号", "互联网信息服务算法备案", "网信算备330110507206401230035号"),
        ("生成式人工智能：Beijing-YunQue-20230821", "生成式人工智能服务备案", "Beijing-YunQue-20230821"),
        ("沪ILS备201708210007", "互联网直播服务企业备案", "沪ILS备201708210007"),
        ("统一社会信用代码：91110000802100433B", "营业执照", "91110000802100433B"),
    ],
)
def test_a_licence_is_found_with_its_kind(text: str, kind: str, number: str) -> None:
    (found,) = find_licences(f"版权所有 {text} 技术支持")

    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("信息网络传播视听节目许可证：0109724  2021 - Present © 某公司", "0109724"),
        ("食品经营许可证：JY1110 1050 3636 04 010-64046118", "JY11101050363604"),
    ],
)
def test_digits_behind_a_blank_are_no_part_of_a_licence(text: str, number: str) -> None:
    assert [(item.number, item.faults) for item in find_licences(text)] == [(number, ())]


def test_two_licences_in_a_line_are_two() -> None:
    found = find_licences("互联网新闻信息服务许可证32120170004 视听节目许可证1008318号")

    assert [item.number for item in found] == ["32120170004", "1008318号"]


def test_a_licence_shown_by_name_alone_has_no_number() -> None:
    (found,) = find_licences("版权所有 互联网新闻信息服务许可证 | 技术支持")

    assert (found.raw, found.number) == ("互联网新闻信息服务许可证", None)


@pytest.mark.parametrize(
    "text", ["", "经营性网站备案信息", "出版社", "型号 SP100", "京ICP备16059763号", "粤B2-20090059"]
)
def test_what_is_no_other_licence_is_not_found(text: str) -> None:
    assert find_licences(text) == []


def test_every_form_names_anchors_and_one_kind_each() -> None:
    forms = licence_forms()

    assert len({form.kind for form in forms}) == len(forms)
    assert all(form.anchors for form in forms)


@pytest.mark.parametrize(
    ("text", "kind", "raw", "fault"),
    [
        ("京网文20230456-029号", "网络文化经营许可证", "京网文20230456-029号", "form"),
        ("京网文[20XX]XXXX-XXX号", "网络文化经营许可证", "京网文[20XX]XXXX-XXX号", "placeholder"),
        ("网络视听许可证：190831号", "信息网络传播视听节目许可证", "190831号", "form"),
        ("互联网新闻信息服务许可证：112201800", "互联网新闻信息服务许可证", "112201800", "form"),
        ("网络出版服务许可证 网出证（京）049", "网络出版服务许可证", "网出证（京）049", "form"),
        ("（京）-非经营性-2017-67", "互联网药品信息服务资格证书", "（京）-非经营性-2017-67", "form"),
        ("网信算备33011050720号", "互联网信息服务算法备案", "网信算备33011050720号", "form"),
        ("大模型备案号：Beijing-YunQue-2023", "生成式人工智能服务备案", "Beijing-YunQue-2023", "form"),
    ],
)
def test_what_was_meant_as_a_licence_is_told_with_its_fault(
    text: str, kind: str, raw: str, fault: str
) -> None:
    found = [item for item in find_licences(f"版权所有 {text} 技术支持") if item.faults]

    assert [(item.kind, item.raw, item.number, item.faults) for item in found] == [
        (kind, raw, None, (fault,))
    ]


@pytest.mark.parametrize("text", ["网文2023年度榜单", "中文网文2023", "信息网络传播视听节目许可证2019年换发"])
def test_a_year_in_a_sentence_is_no_faulty_licence(text: str) -> None:
    assert [item for item in find_licences(text) if item.faults] == []
