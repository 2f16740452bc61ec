"""What is said about a register: its rows, its age, and what it holds for a domain."""

from icplint.model.text import text

NO_USABLE_ROW = text(
    en="{path}: no row of the register can be used; see 'icplint register validate'",
    zh="{path}：备案数据中没有可用的行，详见 icplint register validate",
)
FROM_THE_FUTURE = text(
    en="{path}: the register speaks of {day}, which is yet to come; correct its date (as_of)",
    zh="{path}：备案数据的截至日期 {day} 尚未到来，请更正日期（as_of）",
)
ROW_LEFT_OUT = text(en="{path}, {place}: left out: {reason}", zh="{path} {place}：未采用，{reason}")
COMPLETE_NO_MORE = text(
    en="{path}: declared complete, but rows were left out; in this run a domain without a row is unknown",
    zh="{path}：虽声明完整，但有未采用的行，本次运行中没有记录的域名视为未知",
)
NOTHING_USABLE = text(en="{path}: no row of the register can be used", zh="{path}：备案数据中没有可用的行")
MORE_ROWS_LEFT_OUT = text(
    en="{path}: {count} more rows left out; all of them: icplint register validate",
    zh="{path}：另有 {count} 行未采用，全部情况见 icplint register validate",
)
