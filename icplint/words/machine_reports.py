"""The words of the reports that programs take and people see: SARIF, JUnit, GitHub, GitLab."""

from icplint.model.text import text

NOT_CHECKED_DESCRIPTOR = text(
    en="A site, or some rules on it, could not be checked: neither passed nor failed.",
    zh="网站或其部分项目未能核查：既非符合，也非不符合。",
)
NOT_OFFERED_DESCRIPTOR = text(
    en="Rules that need something which this run did not offer.",
    zh="本次未提供所需条件的项目。",
)
REJECTED_DESCRIPTOR = text(
    en="A row of the list names no site, so it was not checked.", zh="清单中的一行无法使用，未核查。"
)
INTERRUPTED_DESCRIPTOR = text(en="The run was interrupted.", zh="本次核查被中断。")
FOLDER_DESCRIPTION = text(en="The folder in which icplint was called.", zh="运行 icplint 时所在的文件夹。")
WEB_DESCRIPTION = text(
    en="Pages of the web, without the scheme of their addresses; the whole address stands in the properties.",
    zh="网页，网址省略了 https:// 等协议部分；完整网址见 properties。",
)
ROW_OF_LIST = text(en="The row of the list that names the site.", zh="清单中该网站所在的行。")

SITE_GAP = text(en="{site}: {sentence}", zh="{site}：{sentence}")
RULES_GAP = text(en="{site}: {rules}: {sentence}", zh="{site}：{rules}：{sentence}")
ROW_REJECTED = text(en="{source}, line {line}: {reason}", zh="{source} 第 {line} 行：{reason}")

NO_VERDICT = text(en="Page of the site", zh="网站首页")
ROW_CASE = text(en="Row of the list", zh="清单行")
NOT_COUNTED = text(en="Found and not reported: {status}", zh="有发现，未列入报告：{status}")
OUT_OF_SCOPE_SAYS = text(en="Out of scope: {reason}", zh="不在核查范围：{reason}")
NOT_APPLICABLE_SAYS = text(en="Not applicable: {reason}", zh="不适用：{reason}")
NOT_APPLICABLE_BARE = text(en="Not applicable", zh="不适用")
PAGE = text(en="Page: {address}", zh="网页：{address}")
WHERE = text(en="Where: {place}", zh="位置：{place}")
QUOTE = text(en="Quote: {snippet}", zh="原文：{snippet}")
FIX = text(en="Fix: {fix}", zh="整改：{fix}")
PASTE = text(en="Paste: {html}", zh="代码：{html}")
BASIS = text(en="Basis: {basis}", zh="依据：{basis}")
TWICE = text(
    en="{message} ({more} more of this rule on the site)", zh="{message}（该网站此项另有 {more} 处）"
)

GROUPED = text(en="{message} – {sites} in all: {names}", zh="{message}——共 {sites}：{names}")
AND_OTHERS = text(en="{names} and others", zh="{names} 等")
ANNOTATION_GAPS = text(
    en="{sites} not checked or checked in part; this does not mean that there is or is not a fault: {names}",
    zh="{sites}未能核查或只核查了一部分，不代表存在或不存在问题：{names}",
)
GAPS_TITLE = text(en="Not checked", zh="未核查")
LEFT_OUT = text(
    en="{n} more findings are not shown here, since GitHub shows ten annotations of a level for a step; the other "
    "formats hold the whole report.",
    zh="另有 {n} 项发现未在此列出：GitHub 每个步骤每种级别只显示十条注释，完整内容见其他格式的报告。",
)
RESULT_TITLE = text(en="Result", zh="核查结果")

GITHUB_STORES = text(
    en="SARIF with {n} results: of an upload GitHub stores the 5,000 gravest, and refuses it with more than 25,000 or "
    "with more than 10 MB when compressed; check in parts, or judge by fewer rules with --select",
    zh="SARIF 共 {n} 条结果：GitHub 每次上传只保存最严重的 5,000 条，超过 25,000 条或压缩后超过 10 MB 则拒收；"
    "请分批核查，或用 --select 减少规则",
)
