"""What is said of suppressions that did nothing."""

from icplint.model.text import text

TITLE = text(en="Suppressions that did nothing", zh="未生效的豁免")
UNUSED = text(
    en="fits no finding of this run; remove it if the fault is mended",
    zh="本次没有对应的发现；如已整改，请删除",
)
EXPIRED = text(
    en="ended on {day}; its findings are reported again", zh="已于 {day} 到期，相应发现重新列入报告"
)
UNKNOWN_RULE = text(
    en="names no rule: {rule}; the findings stay reported", zh="没有规则 {rule}，相应发现仍列入报告"
)
FORM = text(
    en="cannot be read; write: <!-- icplint: ignore ICP008 reason until 2027-01-01 -->",
    zh="无法识别；写法：<!-- icplint: ignore ICP008 理由 until 2027-01-01 -->",
)
NO_REASON = text(en="gives no reason; the findings stay reported", zh="未写理由，相应发现仍列入报告")
BAD_DATE = text(
    en="has no day behind until, such as 2027-01-01; the findings stay reported",
    zh="until 之后不是日期（如 2027-01-01），相应发现仍列入报告",
)
NOT_HONOURED = text(
    en="comments of this site's pages are not followed; see --inline-suppressions",
    zh="该网站网页中的豁免注释不予采用，见 --inline-suppressions",
)
MORE = text(en="… and {n} more", zh="……另有 {n} 条")
NOTE = text(en="{where}: {message}", zh="{where}：{message}")
