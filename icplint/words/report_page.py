"""The words that only the HTML report needs."""

from icplint.model.text import Text, text

SKIP = text(en="Skip to the list of sites", zh="跳到网站列表")
RESULTS = text(en="Result by site", zh="按结果统计网站")
BY_RULE = text(en="Result by rule", zh="各项规则的核查结果")
MORE_RULES = text(en="Rules without findings ({n})", zh="没有发现的规则（{n} 项）")
NO_VERDICTS = text(en="No rule was judged.", zh="本次没有判定任何规则。")
SITE_LIST = text(en="Sites", zh="网站列表")
DETAILS = text(en="Site by site", zh="逐站详情")
REJECTED_ROW = text(en="row of the list", zh="清单中无法使用的行")
NO_SITES = text(en="The list named no site.", zh="清单中没有网站。")

FILTER = text(en="Filter", zh="筛选")
ANY_RESULT = text(en="Any result", zh="全部结果")
ANY_RULE = text(en="Any rule", zh="全部规则")
ANY_CLIENT = text(en="Any client", zh="全部客户")
RESULT = text(en="Result", zh="结果")
RULE = text(en="Rule", zh="规则")
CLIENT = text(en="Client", zh="客户")
SITE = text(en="Site", zh="网站")
FOUND = text(en="Findings", zh="发现")
SEARCH = text(en="Search", zh="搜索")
SEARCH_HINT = text(en="Address, entity, number …", zh="网址、主办单位、编号……")
RESET = text(en="Reset", zh="清除筛选")
SHOWN = text(en="{n} of {all} sites", zh="显示 {n} / {all} 个网站")
SORT_BY = text(en="Sort by {column}", zh="按{column}排序")
SHOW_MORE = text(en="Show {n} more", zh="显示其余 {n} 个")
NONE_LEFT = text(en="No site fits this filter.", zh="没有符合筛选条件的网站。")

COPY = text(en="Copy", zh="复制")
COPIED = text(en="Copied", zh="已复制")
COPY_FAILED = text(en="Select the code and copy it", zh="请选中代码后手动复制")

FOOTER_QUOTE = text(en="The footer as read", zh="页脚原文")
NO_FOOTER = text(en="No footer was found on the page.", zh="页面上未找到页脚。")
LINKS_TO = text(en="links to {url}", zh="链接 {url}")
NO_LINK = text(en="no link", zh="无链接")
NOT_IN_FOOTER = text(en="outside the footer", zh="不在页脚")
NOT_VISIBLE = text(en="not visible", zh="不可见")
WITH_BADGE = text(en="with a badge", zh="有备案编号图标")
WITHOUT_BADGE = text(en="without a badge", zh="无备案编号图标")
MEANT = text(en="probably {number}", zh="疑为 {number}")
ICP = text(en="ICP filing", zh="ICP 备案")
PSB = text(en="Public-security filing", zh="公安联网备案")
COPYRIGHT = text(en="Copyright", zh="版权声明")
LICENCE = text(en="Licence", zh="许可证件")
NEAR_MISS = text(en="Malformed number", zh="格式有误的编号")
PARODY = text(en="Joke filing", zh="戏仿备案")
NOTHING_READ = text(en="No number and no notice was read on this page.", zh="本页未读到编号或版权声明。")

VERDICTS = text(en="All verdicts", zh="全部核查项")
TRIES = text(en="Addresses tried", zh="访问过的地址")
FETCHED = text(en="Fetched {when}", zh="访问时间：{when}")
OTHER_FINDINGS = text(en="Found, not reported", zh="未列入报告的发现")
FILING_STATUS = text(en="Filing status: {status}", zh="状态：{status}")
MADE_BY = text(
    en="Made by icplint {version} · rules {rules} · run {run}",
    zh="由 icplint {version} 生成 · 规则包 {rules} · 核查编号 {run}",
)
CAVEAT = text(
    en="This report says what the pages showed when they were checked. It does not say whether a site is filed.",
    zh="本报告仅反映核查时页面所示内容，不代表网站是否已履行备案手续。",
)


def label_of(kind: str) -> Text:
    """The name of a kind of evidence."""
    return {
        "icp": ICP,
        "psb": PSB,
        "copyright": COPYRIGHT,
        "licence": LICENCE,
        "near-miss": NEAR_MISS,
        "parody": PARODY,
    }[kind]
