"""The words of the reports for people."""

from collections.abc import Mapping

from icplint.model.finding import Confidence, Severity, Status
from icplint.model.rule import BasisLevel
from icplint.model.site import FilingStatus
from icplint.model.text import Text, text

SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: text(en="To mend", zh="应整改"),
    Severity.WARNING: text(en="To verify", zh="需核实"),
    Severity.INFO: text(en="Advice", zh="建议"),
}

CONFIDENCES: Mapping[Confidence, Text] = {
    Confidence.HIGH: text(en="high", zh="高"),
    Confidence.MEDIUM: text(en="medium", zh="中"),
    Confidence.LOW: text(en="low", zh="低"),
}

NOT_REPORTED = text(en="Not reported: {findings}", zh="未列入报告：{findings}")

STATUSES: Mapping[Status, Text] = {
    Status.REPORTED: text(en="reported", zh="列入报告"),
    Status.SUPPRESSED: text(en="suppressed", zh="已豁免"),
    Status.BASELINED: text(en="baselined", zh="存量问题"),
    Status.BELOW_CONFIDENCE: text(en="below the minimum confidence", zh="低于可信度下限"),
}

BASIS_LEVELS: Mapping[BasisLevel, Text] = {
    BasisLevel.LAW: text(
        en="law (only what statutes say whose text was read; the link of a number, known second-hand from the text of "
        "2005, is left out)",
        zh="law（仅限已读到原文的法规条文；备案编号的链接要求仅见于 2005 年文本的转述，不在其内）",
    ),
    BasisLevel.PRACTICE: text(
        en="practice (law and platforms' requirements)", zh="practice（法规及平台要求）"
    ),
    BasisLevel.STRICT: text(en="strict (practice, judged more severely)", zh="strict（从严）"),
}

FILING_STATUSES: Mapping[FilingStatus, Text] = {
    FilingStatus.FILED: text(en="filed", zh="已备案"),
    FilingStatus.FIRST_FILING: text(en="first filing under way", zh="首次备案中"),
    FilingStatus.CHANGE_PENDING: text(en="change or new access under way", zh="变更或新增接入中"),
    FilingStatus.CANCELLED: text(en="filing cancelled", zh="已注销"),
    FilingStatus.OVERSEAS: text(en="served from outside the mainland", zh="境外或港澳台接入"),
    FilingStatus.APP_ONLY: text(en="App only", zh="仅 App"),
    FilingStatus.INTRANET: text(en="intranet", zh="内网"),
    FilingStatus.REDIRECT_ONLY: text(en="redirect only", zh="仅跳转"),
    FilingStatus.EXEMPT: text(en="exempt", zh="豁免"),
}

PASS = text(en="Passed", zh="符合")
FAIL = text(en="Failed", zh="不符合")
UNMEASURED = text(en="Not checked", zh="未核查")
NOT_APPLICABLE = text(en="Not applicable", zh="不适用")
OUT_OF_SCOPE = text(en="Out of scope", zh="不在核查范围")
OUT_OF_SCOPE_BECAUSE = text(en="Out of scope: {rules} ({reason})", zh="不在核查范围：{rules}（{reason}）")

UNREAD_PAGES = text(
    en="{n} further pages were not read, and the site is judged without them: {pages}",
    zh="另有 {n} 个页面未能读取，未计入核查：{pages}",
)
ONE_UNREAD_PAGE = text(
    en="A further page was not read, and the site is judged without it: {pages}",
    zh="另有 1 个页面未能读取，未计入核查：{pages}",
)
UNREAD_PAGE = text(en="{url} ({reason})", zh="{url}（{reason}）")
UNREAD_BETWEEN = text(en=", ", zh="、")
AND_OTHERS = text(en=" and {n} more", zh=" 等另 {n} 个")

RULES_SAY = text(en="{rules}: {sentence}", zh="{rules}：{sentence}")

NOTHING_FOUND = text(en="Nothing found", zh="未发现问题")
PARTLY_CHECKED = text(en="Partly checked", zh="部分未核查")

TITLE = text(en="Filing footer report", zh="网站备案标识核查报告")
WHERE = text(en="Where", zh="位置")
QUOTE = text(en="Quote", zh="原文")
WHY = text(en="Why", zh="原因")
FIX = text(en="Fix", zh="整改")
PASTE = text(en="Paste", zh="代码")
BASIS = text(en="Basis", zh="依据")
DUE = text(en="Due", zh="期限")

CHECKED_AT = text(en="Checked {when}", zh="核查时间：{when}")
BASIS_LEVEL = text(en="Basis: {level}", zh="判定口径：{level}")
CHECKER = text(en="Checker: {name}", zh="核查方：{name}")
CHECKERS_WORDS = text(en="Code", zh="原因用语")
CUSTOMER_MESSAGE = text(en="Tell", zh="告知客户")
PROFILE = text(en="Profile: {name}", zh="属地及核查方要求：{name}")
PROFILES = text(en="Profiles: {profiles}", zh="属地及核查方要求：{profiles}")
UNDER_PROFILE = text(en="{name} ({sites})", zh="{name}（{sites}）")
UNDER_GENERAL_RULE = text(
    en="general rule, no sourced demand of the province is known ({sites})",
    zh="按通用规则判定，未见可查来源的属地要求（{sites}）",
)
VANTAGE = text(en="From: {place}", zh="访问地点：{place}")
AUTHORISED = text(
    en="Sites of one's own: robots.txt not asked", zh="本单位或已获授权的网站：未查询 robots.txt"
)
INTERRUPTED = text(
    en="The run was interrupted: sites that were not reached are listed as not checked.",
    zh="本次核查被中断，未及核查的网站均列为未核查。",
)
CRASHED = text(
    en="{n} rules failed while judging: what they would have said is not checked. Please report this fault of icplint.",
    zh="有 {n} 项规则运行异常，相应项目列为未核查。这是 icplint 自身的故障，请反馈。",
)

REGISTER = text(en="Register: {what}", zh="备案登记：{what}")
REGISTER_AND_SOURCE = text(en="Register: {what} ({source})", zh="备案登记：{what}（{source}）")
NO_ROW = text(en="the register holds no filing of this site", zh="备案数据中无本网站的备案")
NOT_TOLD = text(en="not known, {reason}", zh="未知，{reason}")
OF_NAME = text(en="by the row of {domain}", zh="按 {domain} 的登记")
AT_ODDS = text(en="the register's rows differ in some of it", zh="备案数据中各条记录部分不一致")
SOURCE_AS_OF = text(en="{source}, as of {day}", zh="{source}，截至 {day}")

LINE = text(en="line {line}, column {column}", zh="第 {line} 行第 {column} 列")
TIMES = text(en="{n} times on this site", zh="本网站共 {n} 处")
CONFIDENCE = text(en="confidence: {level}", zh="可信度：{level}")
NOT_FOUND_IN_CHECKED = text(
    en="Nothing found in what was checked ({n} more not checked)",
    zh="已核查项目内未发现问题（另有 {n} 项未核查）",
)
COLUMN = text(en="{name}: {value}", zh="{name}：{value}")
LANDED = text(en="final address {url}", zh="最终网址 {url}")
CHECKED_ADDRESS = text(en="checked at {url}", zh="核查地址 {url}")
REQUIRED_BY_PLATFORM = text(en="platform requirement", zh="平台要求")
ARTICLE = text(en=", art. {numbers}", zh="第 {numbers} 条")
ARTICLES = text(en=", arts. {numbers}", zh="第 {numbers} 条")
TEXT_OF = text(en="text of {days}", zh="{days} 文本")

FINDINGS = text(en="Findings", zh="核查发现")
SITES_NOT_CHECKED = text(en="Sites not checked", zh="未核查的网站")
SITES_PARTLY_CHECKED = text(en="Sites partly checked", zh="部分未核查的网站")
SITES_NOTHING_FOUND = text(en="Sites without findings", zh="未发现问题的网站")
ITEMS_NOT_CHECKED = text(en="Items not checked", zh="未核查的项目")
ROWS_REJECTED = text(en="Rows of the list that could not be used", zh="清单中无法使用的行")
SUMMARY = text(en="Summary", zh="汇总")
PILES = text(
    en="Findings: {reported} reported · {suppressed} suppressed · {baselined} baselined · {below} below the minimum confidence",
    zh="发现共分：列入报告 {reported} 项 · 已豁免 {suppressed} 项 · 存量问题 {baselined} 项 · 低于可信度下限 {below} 项",
)
SEVERITY_COUNTS = text(
    en="{errors} to mend · {warnings} to verify · {infos} advice",
    zh="应整改 {errors} 项 · 需核实 {warnings} 项 · 建议 {infos} 项",
)
SITE_COUNTS = text(
    en="Sites: {sites} declared · {measured} measured · {unmeasured} not measured · {clean} with nothing found · {incomplete} partly checked",
    zh="网站：清单共 {sites} 个 · 已核查 {measured} 个 · 未核查 {unmeasured} 个 · 未发现问题 {clean} 个 · 部分未核查 {incomplete} 个",
)
AND_MORE = text(en="… and {n} more; see the JSON or HTML report", zh="……另有 {n} 个，详见 JSON 或 HTML 报告")


def sites(n: int) -> Text:
    """`1 site`, `2 sites`."""
    return Text(en=f"{n:,} site" if n == 1 else f"{n:,} sites", zh=f"{n:,} 个网站")


def items(n: int) -> Text:
    """`1 item`, `2 items`: rules on one site."""
    return Text(en=f"{n:,} item" if n == 1 else f"{n:,} items", zh=f"{n:,} 项")
