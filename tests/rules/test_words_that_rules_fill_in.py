"""What a rule fills into its sentences is what the page or the list says, in both languages."""

import pytest

from icplint.model.finding import Finding
from tests.rules.cases import PAGES, RulePage, judged


def only_finding(page: str) -> Finding:
    """The one finding of a page's own rule."""
    rule = page.partition("/")[0]
    outcome = judged(RulePage(PAGES / f"{page}.html", rule, None))
    [finding] = [finding for finding in outcome.findings if finding.rule == rule]
    return finding


@pytest.mark.parametrize(
    ("page", "en", "zh"),
    [
        ("CPY001/fail_missing-suggested_by_the_list", "say that Jiangsu suggests", "说明，江苏建议"),
        ("CPY004/fail_absent-suggested_by_the_list", "say that Jiangsu suggests", "说明，江苏建议"),
        ("CPY006/fail_future_first_year_mistyped", "the year 2051 lies", "年份 2051 晚于今年"),
        ("ICP006/fail_own-page_about", "/about.html", "/about.html"),
        ("PSB003/fail_legacy-12_beijing", "has 12 digits", "为 12 位数字"),
        ("PSB003/fail_legacy-13_zhejiang", "has 13 digits", "为 13 位数字"),
        ("PSB003/fail_legacy-15_shanghai", "has 15 digits", "为 15 位数字"),
        (
            "PSB004/fail_region-mismatch_left_from_a_template",
            "begin with 33, which is not the code of 京",
            "以 33 开头，不是“京”的",
        ),
        ("PSB007/fail_other-code_template_link_kept", "carries 44010602000141", "却是 44010602000141"),
        (
            "SITE004/fail_wrong-declaration_gbk_called_utf8",
            "declares utf-8, but is in gb18030",
            "为 utf-8，实际为 gb18030",
        ),
        (
            "LIC008/fail_link-wrong_the_ministry",
            "links to https://beian.miit.gov.cn/,",
            "链接至 https://beian.miit.gov.cn/，",
        ),
    ],
)
def test_a_message_says_what_stands_there(page: str, en: str, zh: str) -> None:
    message = only_finding(page).message

    assert en in message.en
    assert zh in message.zh


@pytest.mark.parametrize(
    ("page", "en", "zh"),
    [
        ("ICP002/fail_ipc-for-icp_hangzhou", "浙ICP备2021009999号-1.", "浙ICP备2021009999号-1。"),
        ("ICP002/fail_digits_list_knows_the_number", "浙ICP备2021009999号-1.", "浙ICP备2021009999号-1。"),
        ("ICP002/fail_digits_nine", "see the filing notice", "以备案管理系统查询结果为准"),
        (
            "ICP002/fail_year-in-future_list_knows_the_number",
            "浙ICP备2021009999号-1.",
            "浙ICP备2021009999号-1。",
        ),
        ("ICP002/fail_year-in-future_2031", "see the filing notice", "以备案管理系统查询结果为准"),
        (
            "PSB002/fail_region-missing_sign_cut_off",
            "浙公网安备33010602012345号",
            "浙公网安备33010602012345号",
        ),
        ("PSB002/fail_digits_sixteen", "see the platform's notice", "以平台查询结果为准"),
        (
            "PSB004/fail_region-sign-alias_shu_for_chuan",
            "川公网安备51010702000123号",
            "川公网安备51010702000123号",
        ),
    ],
)
def test_the_advice_names_the_number_that_was_meant_or_where_to_look_it_up(
    page: str, en: str, zh: str
) -> None:
    advice = only_finding(page).fix.what

    assert en in advice.en
    assert zh in advice.zh
