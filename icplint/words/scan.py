"""The words of `icplint scan`, and of the commands about its store."""

from icplint.model.text import text

SCAN = text(
    en=(
        "Checks a list as 'check' does and keeps every outcome in a store (SQLite or PostgreSQL). Whatever cuts a scan "
        "off, the same command goes on where it was; no site is lost, and none is done twice.\n"
        "\n"
        "Examples:\n"
        "  icplint scan sites.csv --store fleet.db\n"
        "  icplint scan sites.csv --store postgresql://icplint@db/fleet --evidence /srv/evidence --confirm 60\n"
        "  icplint scan --resume --store fleet.db\n"
        "  icplint diff --store fleet.db"
    ),
    zh=(
        "与 check 一样核查清单，并把每个网站的结果存入数据库（SQLite 或 PostgreSQL）。无论扫描因何中断，再次运行同一命令即从断点继续，"
        "既不遗漏也不重复。\n"
        "\n"
        "示例：\n"
        "  icplint scan sites.csv --store fleet.db\n"
        "  icplint scan sites.csv --store postgresql://icplint@db/fleet --evidence /srv/evidence --confirm 60\n"
        "  icplint scan --resume --store fleet.db\n"
        "  icplint diff --store fleet.db"
    ),
)
TARGETS = text(
    en="Lists, addresses or bare domains; none with --resume.",
    zh="清单、网址或域名；与 --resume 同用时可省略。",
)
EXIT_CODES = text(
    en=(
        "Exit codes: those of 'check', for the whole run. 2 also where the store cannot be written; 130 where the scan was "
        "interrupted: what was finished is kept, and --resume goes on."
    ),
    zh="退出码与 check 相同，针对整次扫描。数据库无法写入时为 2；中断时为 130：已完成的结果均已保存，可用 --resume 继续。",
)
RESUME = text(
    en="Go on with the run that was cut off, however long ago.",
    zh="继续上次中断的扫描，不论相隔多久。",
)

STORE_AWAY = text(
    en="{store}: cannot be written at the moment ({why}); trying again, no further site is begun meanwhile",
    zh="{store}：暂时无法写入（{why}）；正在重试，其间不再开始新的网站",
)
STORE_BACK = text(en="{store}: can be written again; going on", zh="{store}：已恢复写入，继续扫描")
NO_STORE = text(
    en="no store; name one with --store, such as --store fleet.db",
    zh="未指定数据库；请用 --store 指定，如 --store fleet.db",
)
NO_EVIDENCE_FOLDER = text(
    en="{store}: no folder is known for its evidence; name one with --evidence FOLDER",
    zh="{store}：尚未指定存放证据的文件夹；请用 --evidence 指定",
)
NOTHING_TO_RESUME = text(
    en="{store}: no run was cut off; start one with a list: icplint scan sites.csv --store …",
    zh="{store}：没有中断的扫描；请指定清单开始新的扫描：icplint scan sites.csv --store …",
)
NO_LIST = text(
    en="no list; name one, or go on with a run that was cut off by --resume",
    zh="未指定清单；请指定清单，或用 --resume 继续中断的扫描",
)
CUT_OFF_EARLY = text(
    en="run {run} was cut off while its list was read; name the list again",
    zh="扫描 {run} 在读取清单时中断；请重新指定清单",
)
OTHER_SETTINGS = text(
    en="run {run} was begun with other settings or rules; resume it with the same, or leave --resume out to begin anew",
    zh="扫描 {run} 使用的设置或规则与现在不同；请使用相同设置继续，或去掉 --resume 重新开始",
)
GOES_ON = text(
    en="goes on with run {run}: {done} of {declared} sites are done",
    zh="继续扫描 {run}：{declared} 个网站中已完成 {done} 个",
)
ABANDONED = text(
    en="run {run} was cut off and is given up ({why}); its {undone} sites that were still due count as not checked",
    zh="扫描 {run} 曾中断，现已放弃（{why}）；其中尚未核查的 {undone} 个网站记为未核查",
)
TOO_OLD = text(en="it began more than {hours} hours ago", zh="开始于 {hours} 小时以前")
NOT_THE_SAME = text(en="settings or rules have changed since", zh="此后设置或规则有变化")
SAVED_PAGE = text(
    en="a scan takes sites of the web; saved pages are for icplint check",
    zh="scan 只扫描线上网站；已保存的网页请用 icplint check",
)
INTERRUPTED = text(
    en="interrupted: {done} of {declared} sites of run {run} are done and kept; go on with the same command, or --resume",
    zh="已中断：扫描 {run} 的 {declared} 个网站中已完成并保存 {done} 个；再次运行同一命令或用 --resume 继续",
)
WAITS_FOR_WINDOW = text(
    en="outside the hours {window}: no site is begun before {opens}",
    zh="不在 {window} 时段内：{opens} 之前不开始新的网站",
)
WAITS_FOR_JITTER = text(en="begins in {seconds} s (--jitter)", zh="{seconds} 秒后开始（--jitter）")
CONFIRMS = text(
    en="second look at {count} sites with something new, in {seconds} s",
    zh="{seconds} 秒后对 {count} 个有新情况的网站复核",
)
DONE = text(
    en="run {run}: {sites} sites, {measured} measured, {unmeasured} not; {errors} errors, {warnings} warnings, {infos} notices",
    zh="扫描 {run}：共 {sites} 个网站，已核查 {measured} 个，未核查 {unmeasured} 个；应整改 {errors} 处，需核实 {warnings} 处，建议 {infos} 处",
)
SINCE = text(
    en="since the run before: {changes}; see icplint diff", zh="与上次相比：{changes}；详见 icplint diff"
)
SINCE_NOTHING = text(en="since the run before: nothing changed", zh="与上次相比：没有变化")

PRUNE = text(
    en=(
        "Takes away evidence, and ledgers, that are older than asked for, and gives the space back. Runs, their counts and "
        "the changes of every site stay for ever; so does the last finished run of each list.\n"
        "\n"
        "Example:\n"
        "  icplint prune --keep 90 --keep-ledger 400 --store fleet.db"
    ),
    zh=(
        "清理超过保留期的证据和明细，并回收空间。历次扫描的统计、每个网站的变化记录，以及各清单最近一次完成的扫描始终保留。\n"
        "\n"
        "示例：\n"
        "  icplint prune --keep 90 --keep-ledger 400 --store fleet.db"
    ),
)
KEEP = text(
    en="Days for which evidence is kept: what came, footers, certificates. Default: for ever.",
    zh="证据（应答、页脚、证书）的保留天数。默认：一直保留。",
)
KEEP_LEDGER = text(
    en="Days for which it is kept how each site ended in each run, so that runs can be compared. Default: for ever.",
    zh="各次扫描的逐站明细（用于比较）的保留天数。默认：一直保留。",
)
NOTHING_TO_PRUNE = text(
    en="say what to keep: --keep DAYS for evidence, --keep-ledger DAYS for ledgers",
    zh="请指定保留期：--keep 天数（证据），--keep-ledger 天数（明细）",
)
PRUNED = text(
    en="evidence of {evidence} runs and ledgers of {ledgers} runs taken away: {blobs} pieces, {megabytes} MB in {segments} files",
    zh="已清理 {evidence} 次扫描的证据、{ledgers} 次扫描的明细：共 {blobs} 份，{segments} 个文件，{megabytes} MB",
)
VERIFY = text(
    en=(
        "Reads all evidence and compares it with its hashes, and holds that each run accounts for each of its sites once. "
        "Ends with 1 where something is damaged."
    ),
    zh="读取全部证据并核对校验值，检查每次扫描是否对每个网站恰有一个结果。发现损坏时以 1 退出。",
)
VERIFIED = text(
    en="{runs} runs, {blobs} pieces of evidence: {damaged} damaged, {missing} missing",
    zh="{runs} 次扫描，{blobs} 份证据：损坏 {damaged} 份，缺失 {missing} 份",
)
DAMAGED = text(en="  damaged: {what}", zh="  损坏：{what}")
WRONG_RUN = text(en="  run {what}", zh="  扫描 {what}")
EXPORT = text(
    en=(
        "Writes reports of a run in any format of 'check'; without a name, of the last one that was finished.\n"
        "\n"
        "Examples:\n"
        "  icplint export -o report.html -o sites.jsonl --store fleet.db\n"
        "  icplint export 41 -o sites.parquet --store fleet.db"
    ),
    zh=(
        "导出某次扫描的报告，格式与 check 相同；不指定时为最近一次完成的扫描。\n"
        "\n"
        "示例：\n"
        "  icplint export -o report.html -o sites.jsonl --store fleet.db\n"
        "  icplint export 41 -o sites.parquet --store fleet.db"
    ),
)
EXPORT_RUN = text(
    en="A run, by name, by the beginning of it, or by number.", zh="扫描：名称、名称的开头，或序号。"
)
NO_OUTPUT = text(en="no output; name a file with -o", zh="未指定输出；请用 -o 指定文件")
WITHOUT_EVIDENCE = text(
    en="{count} sites are told without their pages: that evidence was pruned or is damaged",
    zh="{count} 个网站的页面证据已清理或损坏，报告中不含其页面内容",
)
NO_FINISHED_RUN = text(
    en="no run is finished yet; icplint runs lists what there is",
    zh="尚无已完成的扫描；可用 icplint runs 查看",
)
