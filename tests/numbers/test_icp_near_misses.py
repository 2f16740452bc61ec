import pytest

from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Standing
from icplint.numbers.near_miss import IcpFault


def faults_of(text: str) -> tuple[tuple[str, ...], str | None]:
    (found,) = find_numbers(f"版权所有 {text} | 技术支持", this_year=2026)

    assert found.raw == text
    assert found.family is Family.ICP
    assert found.standing is Standing.NEAR_MISS
    assert found.number is None
    return found.faults, found.meant


@pytest.mark.parametrize(
    ("text", "faults", "meant"),
    [
        ("陕IPC备16014072号", ("ipc-for-icp",), "陕ICP备16014072号"),
        ("粤IPC备12055809", ("ipc-for-icp", "missing-hao"), "粤ICP备12055809号"),
        ("沪ICP备12004267", ("missing-hao",), "沪ICP备12004267号"),
        ("京ICP备2021000001-1", ("missing-hao",), "京ICP备2021000001号-1"),
        ("京 ICP 备 05005746", ("missing-hao",), "京ICP备05005746号"),
        ("黑ICP备032310310号", ("digits",), None),
        ("京ICP备20210000011号", ("digits",), None),
        ("京ICP证0000111号", ("digits",), None),
        ("京ICP备1602062601号", ("digits",), None),
        ("京ICP备案1602062", ("digits", "beian-for-bei", "missing-hao"), None),
        ("滇ICP备2-20160075", ("digits", "hyphen-inside", "missing-hao"), None),
        ("京ICP证09028442号", ("licence-filing-swapped",), "京ICP备09028442号"),
        ("京ICP证2020041674号", ("licence-filing-swapped",), "京ICP备2020041674号"),
        ("京ICP备：052311", ("licence-filing-swapped", "colon-inside", "missing-hao"), "京ICP证052311号"),
        ("冀备19019165号-1", ("icp-missing",), "冀ICP备19019165号-1"),
        ("京ICP00000008号", ("kind-missing",), None),
        ("京ICP16059763号", ("kind-missing",), "京ICP备16059763号"),
        ("ICP备12048981号-5", ("province-missing",), None),
        ("川ICP备09150084号", ("province-wrong",), "蜀ICP备09150084号"),
        ("甘ICP备17001719号", ("province-wrong",), "陇ICP备17001719号"),
        ("贵ICP备17001719号-2", ("province-wrong",), "黔ICP备17001719号-2"),
        ("云ICP备2020002844号", ("province-wrong",), "滇ICP备2020002844号"),
        ("秦ICP备17001719号", ("province-wrong",), "陕ICP备17001719号"),
        ("汝ICP证094309号", ("province-wrong",), None),
        ("京ICP备2031012345号", ("year-in-future",), None),
        ("京ICP备31012345号", ("year-in-future",), None),
        ("京ICP证300173号", ("year-in-future",), None),
        ("蜀ICP备：19007388号", ("colon-inside",), "蜀ICP备19007388号"),
        ("晋ICP备-2025067606号", ("hyphen-inside",), "晋ICP备2025067606号"),
        ("蜀ICP备1888-6666号-1", ("hyphen-inside",), "蜀ICP备18886666号-1"),
        ("浙ICP备14041274-1号", ("suffix-before-hao",), "浙ICP备14041274号-1"),
        ("京ICP备案16059763号", ("beian-for-bei",), "京ICP备16059763号"),
        ("京ICP备案号：16059763", ("colon-inside", "beian-for-bei", "missing-hao"), "京ICP备16059763号"),
        ("京ICP备第16059763号", ("di-inserted",), "京ICP备16059763号"),
        ("京ICP备字第16059763号", ("di-inserted",), "京ICP备16059763号"),
        ("京ICP备号16059763号", ("extra-hao",), "京ICP备16059763号"),
        ("京ICP备16059763号-0", ("zero-suffix",), "京ICP备16059763号"),
        ("京ICP备16059763号-01", ("zero-suffix",), "京ICP备16059763号-1"),
        ("冀ICP備19011470號-1", ("traditional",), "冀ICP备19011470号-1"),
        ("闽B2-201800007", ("digits",), None),
        ("粤B2-20400059", ("year-in-future",), None),
    ],
)
def test_each_fault_is_named_and_the_number_that_was_meant_told(
    text: str, faults: tuple[str, ...], meant: str | None
) -> None:
    assert faults_of(text) == (faults, meant)


def test_the_gravest_fault_stands_first() -> None:
    (found,) = find_numbers("川IPC备案：1605976号", this_year=2026)

    order = [fault.value for fault in IcpFault]
    assert list(found.faults) == sorted(found.faults, key=order.index)
    assert found.faults[0] == "digits"


def test_eight_digits_of_a_late_year_are_a_number_with_a_doubt() -> None:
    (found,) = find_numbers("桂ICP备21002685号-1", this_year=2026)

    assert (found.standing, found.number) == (Standing.RIGHT, "桂ICP备21002685号-1")
    assert found.faults == ("eight-digits-late-year",)


def test_without_a_year_to_compare_no_year_lies_in_the_future() -> None:
    (found,) = find_numbers("京ICP备2031012345号")

    assert found.standing is Standing.RIGHT


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("京ICP备XXXXX号", "placeholder-x"),
        ("ICP备XXXXXXXX号", "placeholder-x"),
        ("沪ICP备XXXXXXXX号-X", "placeholder-x"),
        ("京ICP备xxxxxxxx号-x", "placeholder-x"),
        ("粤ICP备xxxxx", "placeholder-x"),
        ("京ICP备xxx0xxx2号", "placeholder-x"),
        ("京ICP备********号", "placeholder-x"),
        ("ICP备案号: *********", "placeholder-x"),
        ("京ICP备00000000号", "placeholder-zero"),
        ("备案/许可证号：XXXX号", "placeholder-x"),
        ("京ICP备2024000000号-1", "placeholder-zero"),
        ("京ICP证000000号", "placeholder-zero"),
        ("粤B2-00000000", "placeholder-zero"),
        ("粤B2-20200000", "placeholder-zero"),
        ("桂ICP备12345678号", "placeholder-run"),
        ("京ICP备12345678号-1", "placeholder-run"),
        ("京ICP備12345678號", "placeholder-run"),
        ("京ICP备88888888号", "placeholder-run"),
        ("京ICP备1234567890号", "placeholder-run"),
        ("ICP备案号：[请填写您的ICP备案号]", "placeholder-brackets"),
        ("ICP备案号：{{ site.icp }}", "placeholder-brackets"),
        ("京ICP备${icp}", "placeholder-brackets"),
        ("京ICP备【备案号】号", "placeholder-brackets"),
        ("京ICP备案号：undefined", "placeholder-empty"),
        ("京ICP备号", "placeholder-empty"),
    ],
)
def test_a_sample_that_nobody_filled_in_is_named(text: str, fault: str) -> None:
    (found,) = find_numbers(f"版权所有 {text} | 技术支持", this_year=2026)

    assert found.raw == text
    assert found.number is None
    assert found.meant is None
    assert fault in found.faults


@pytest.mark.parametrize(
    "text", ["ICP备案号：", "版权所有 ICP备案号： ", "ICP备案号： | 技术支持", "ICP备案号：\n地址：北京"]
)
def test_a_label_with_nothing_behind_it_is_a_sample(text: str) -> None:
    (found,) = find_numbers(text)

    assert found.standing is Standing.PLACEHOLDER
    assert found.faults == ("placeholder-empty",)


@pytest.mark.parametrize(
    "text",
    [
        "ICP备案号：京ICP备16059763号",
        "ICP备案号：\n京ICP备16059763号",
        "京ICP备16059763号 ICP备案号：",
        "ICP备案号：粤B2-20090059",
    ],
)
def test_a_label_is_not_empty_where_a_number_stands_in_the_same_text(text: str) -> None:
    (found,) = find_numbers(text)

    assert found.standing is Standing.RIGHT


@pytest.mark.parametrize(
    ("text", "registry"),
    [
        ("萌ICP备20257012号", "萌国ICP备案 (icp.gov.moe)"),
        ("茶ICP备2025001号", "茶备 (icp.redcha.cn)"),
        ("蛙ICP备20251234号", None),
        ("团ICP备20243999号", None),
        ("雾备CDN号", None),
    ],
)
@pytest.mark.parametrize("bar", [" ", " | ", "丨"])
def test_a_joke_filing_is_no_filing(text: str, registry: str | None, bar: str) -> None:
    found = find_numbers(f"京ICP备16059763号-1{bar}{text}")

    assert [item.standing for item in found] == [Standing.RIGHT, Standing.PARODY]
    assert (found[1].raw, found[1].registry, found[1].number) == (text, registry, None)


def test_the_joke_sign_within_a_word_is_no_joke() -> None:
    (found,) = find_numbers("某某集团ICP备16059763号")

    assert (found.raw, found.faults) == ("ICP备16059763号", ("province-missing",))
