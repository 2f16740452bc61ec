"""The words of `icplint diff`, `runs` and `history`."""

from icplint.model.scan import ChangeKind, RunState
from icplint.model.text import text

KINDS = {
    ChangeKind.NEW: text(en="New", zh="新增"),
    ChangeKind.UNMEASURED: text(en="Became unmeasured", zh="变为未核查"),
    ChangeKind.CHANGED: text(en="Changed", zh="有变化"),
    ChangeKind.FIXED: text(en="Fixed", zh="已整改"),
    ChangeKind.MEASURABLE: text(en="Became measurable", zh="恢复核查"),
    ChangeKind.UNCONFIRMED: text(en="Not confirmed", zh="未经复核确认"),
    ChangeKind.JOINED: text(en="Joined the list", zh="新列入清单"),
    ChangeKind.LEFT: text(en="Left the list", zh="移出清单"),
}
"""In the order in which they are told."""

MEANINGS = {
    ChangeKind.NEW: text(
        en="Was looked for at the time of the earlier run, and was not there.",
        zh="前一次扫描时核查过，当时没有。",
    ),
    ChangeKind.UNMEASURED: text(
        en="Could be measured before and not this time: neither mended nor worse.",
        zh="上次能核查，这次未能核查：不代表已整改，也不代表变差。",
    ),
    ChangeKind.CHANGED: text(
        en="Still there with another severity, confidence, count or status, or no longer applicable.",
        zh="仍存在，但等级、可信度、处数或状态有变；或不再适用。",
    ),
    ChangeKind.FIXED: text(en="Was there, and was looked for in vain.", zh="上次有，这次核查时已没有。"),
    ChangeKind.MEASURABLE: text(
        en="Could not be measured before; what is found now may be older.",
        zh="上次未能核查，这次可以；所列问题可能早已存在。",
    ),
    ChangeKind.UNCONFIRMED: text(
        en="Seen at one of two looks alone; told as new only once it is seen at both.",
        zh="两次查看中只有一次发现；两次均发现时才列为新增。",
    ),
    ChangeKind.JOINED: text(en="Not in the earlier run's list.", zh="前一次的清单中没有。"),
    ChangeKind.LEFT: text(en="Not in the later run's list.", zh="后一次的清单中没有。"),
}

TITLE = text(en="What changed from one scan to the next", zh="两次扫描之间的变化")
RUNS_COMPARED = text(en="{before} → {after}", zh="{before} → {after}")
LIST = text(en="List: {list}", zh="清单：{list}")
NOTHING = text(en="Nothing changed.", zh="没有变化。")
HEADING = text(en="{kind} ({count})", zh="{kind}（{count}）")
COUNT = text(en="{kind} {count}", zh="{kind} {count}")
SITE = text(en="  {site}", zh="  {site}")
FINDING = text(en="  {site}  {rule} {severity}: {message}", zh="  {site}  {rule} {severity}：{message}")
WAS_AND_IS = text(en="{before} → {after}", zh="{before} → {after}")
FOUND_RULES = text(en="{count} findings: {rules}", zh="{count} 处发现：{rules}")
NO_LONGER_APPLIES = text(en="no longer applies: {why}", zh="不再适用：{why}")
PREVIOUSLY = text(en="before: {why}", zh="上次：{why}")
PARTLY = text(en="too little could be checked", zh="未能充分核查")
NOT_ASKED = text(en="the rule was not asked", zh="未启用该规则")
BESIDE = text(en=" ({notes})", zh="（{notes}）")
RESPONSIBLE = text(en="Responsible: {name}", zh="责任人：{name}")
TIMES = text(en="{count}×", zh="{count} 处")

RUNS = text(
    en="Lists the runs that a store keeps, the newest first.", zh="列出数据库中的历次扫描，最近的在前。"
)
DIFF = text(
    en=(
        "Tells what changed between two runs; without names, between the last two of the list that was scanned last. "
        "What was not measured counts neither as new nor as fixed.\n"
        "\n"
        "Examples:\n"
        "  icplint diff --store fleet.db\n"
        "  icplint diff 41 42 --store fleet.db -o changes.html"
    ),
    zh=(
        "列出两次扫描之间的变化；不指定时，比较最近扫描的清单的最后两次。未能核查的，既不算新增，也不算已整改。\n"
        "\n"
        "示例：\n"
        "  icplint diff --store fleet.db\n"
        "  icplint diff 41 42 --store fleet.db -o changes.html"
    ),
)
RUN_ARGUMENT = text(
    en="Two runs, by name, by the beginning of it, or by number.",
    zh="两次扫描：名称、名称的开头，或序号。",
)
HISTORY = text(
    en="Tells what became of a site from the day on which it was first scanned: each change, and what was found then.",
    zh="列出一个网站自首次扫描以来的每次变化，以及当时的发现。",
)
SITE_ARGUMENT = text(en="An address or a domain, as in the list.", zh="网址或域名，与清单写法一致。")
ANSWERS = text(
    en="Also write all that came of the site, in the last run that kept it, to a file for icplint replay.",
    zh="同时把最近一次留存的全部应答写入文件，供 icplint replay 使用。",
)
NO_ANSWERS = text(
    en="{site}: no run has kept its answers; see --keep-bodies of icplint scan",
    zh="{site}：没有留存其应答；见 icplint scan 的 --keep-bodies",
)
FORMAT = text(en="What is printed: {formats}. Default: text.", zh="输出格式：{formats}。默认：text。")
OUTPUT = text(
    en="Write to a file instead; the suffix (.txt, .json, .html) names the format.",
    zh="写入文件，按后缀（.txt、.json、.html）决定格式。",
)
TWO_RUNS = text(en="name two runs, or none for the last two", zh="请指定两次扫描；不指定则比较最近两次")

STATES = {
    RunState.DECLARING: text(en="cut off early", zh="读取清单时中断"),
    RunState.RUNNING: text(en="unfinished", zh="未完成"),
    RunState.FINISHED: text(en="finished", zh="已完成"),
    RunState.ABANDONED: text(en="given up", zh="已放弃"),
}
RUN_LINE = text(
    en="{number}  {name}  {state}  {started}  {sites} sites, {measured} measured; {errors} errors, {warnings} warnings  {list}",
    zh="{number}  {name}  {state}  {started}  {sites} 个网站，已核查 {measured} 个；应整改 {errors} 处，需核实 {warnings} 处  {list}",
)
RUN_UNFINISHED = text(
    en="{number}  {name}  {state}  {started}  {done} of {sites} sites  {list}",
    zh="{number}  {name}  {state}  {started}  {sites} 个网站中完成 {done} 个  {list}",
)
NO_RUNS = text(en="There are no runs yet.", zh="尚无扫描。")

SPELL = text(en="{since}  run {run}: {what}", zh="{since}  扫描 {run}：{what}")
GONE = text(en="left the list", zh="移出清单")
CLEAN = text(en="nothing found", zh="未发现问题")
FOUND = text(en="{count} findings", zh="{count} 处发现")
NOT_CHECKED = text(en="not checked: {why}", zh="未核查：{why}")
SPELL_FINDING = text(en="    {rule} {severity}: {message}", zh="    {rule} {severity}：{message}")
