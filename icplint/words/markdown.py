"""The words of the Markdown report."""

from icplint.model.text import text

PILE = text(en="Pile", zh="处理状态")
PILE_COUNT = text(en="Findings", zh="数量")
REPORTED = text(en="Reported", zh="列入报告")
SUPPRESSED = text(en="Suppressed", zh="已豁免")
BASELINED = text(en="Baselined", zh="存量问题")
BELOW_CONFIDENCE = text(en="Below the minimum confidence", zh="低于可信度下限")

HOW_TO_MEND = text(en="How to mend", zh="整改方法")
NOT_REPORTED = text(en="Findings that are not reported", zh="未列入报告的发现")
UNMEASURED = text(
    en="Not checked, in full or in part: {sites}. This does not mean that there is or is not a fault.",
    zh="未能核查或只核查了一部分：{sites}，不代表存在或不存在问题。",
)
NOT_OFFERED = text(en="{items}: {sentence}", zh="{items}：{sentence}")
NOTHING = text(en="No finding is reported.", zh="没有列入报告的发现。")
CUT = text(
    en="{n} more are not listed: this comment holds 65,536 characters; the whole is in the other formats.",
    zh="另有 {n} 项未列出：评论最多 65,536 个字符，完整内容见其他格式的报告。",
)
CAVEAT = text(
    en="A footer proves what is shown, not what is filed.", zh="页脚只能证明标明了什么，不能证明备案了什么。"
)
