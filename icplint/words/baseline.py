"""The words of `icplint baseline` and its commands."""

from icplint.model.text import text

GROUP = text(
    en=(
        "Works with baseline files: findings that were there before, so that a gate stops new ones alone.\n"
        "\n"
        "Examples:\n"
        "  icplint baseline create public/ -o baseline.json\n"
        "  icplint check public/ --baseline baseline.json\n"
        "  icplint baseline prune baseline.json public/"
    ),
    zh=(
        "处理存量问题文件：记录已有的发现，使发布前的核查只拦截新增问题。\n"
        "\n"
        "示例：\n"
        "  icplint baseline create public/ -o baseline.json\n"
        "  icplint check public/ --baseline baseline.json\n"
        "  icplint baseline prune baseline.json public/"
    ),
)
GROUP_AFTER = text(
    en="Every command has a help page of its own: icplint baseline create --help.",
    zh="各命令的用法：icplint baseline create --help 等。",
)
CREATE_SUMMARY = text(en="Write down all that is found now.", zh="将当前全部发现写入文件。")
CREATE = text(
    en=(
        "Audits the targets as 'check' does and writes all reported findings into a baseline file. In place of an older one, "
        "its days are kept, and so are its entries of sites that could not be measured."
    ),
    zh="按 check 的方式核查，将全部列入报告的发现写入存量问题文件。替换旧文件时，沿用原有日期，并保留未能核查的网站的条目。",
)
PRUNE_SUMMARY = text(en="Drop the entries that no longer occur.", zh="删去已不存在的条目。")
PRUNE = text(
    en=(
        "Audits the targets and drops the entries that no longer occur. It never adds one; entries that this run could not "
        "measure, or that are of other sites, stay."
    ),
    zh="核查各目标，删去已不存在的条目。从不新增；本次未能核查的条目以及其他网站的条目保留。",
)
WRITTEN_AFTER = text(
    en=(
        "Exit code 0: written; 2: usage or settings; 3, 4, 130: the run could not measure, broke or was interrupted, "
        "and nothing was written."
    ),
    zh="退出码 0：已写出；2：用法或设置有误；3、4、130：未能核查、自身故障或已中断，文件未改动。",
)
SHOW_SUMMARY = text(en="List the entries with their age.", zh="列出各条目及其存续时间。")
SHOW = text(
    en="Lists what a baseline file holds, by rule and site.", zh="按规则和网站列出存量问题文件的内容。"
)

OUTPUT = text(en="The baseline file to write; it must be named.", zh="要写出的存量问题文件，必须指定。")
FILE = text(en="A baseline file.", zh="存量问题文件。")
AGE = text(en="The oldest entries first.", zh="按存续时间排列，最早的在前。")
FORMAT = text(en="What is printed. Default: text.", zh="输出格式。默认：text。")

CREATED = text(
    en="{path}: {entries} written, {added} new, {dropped} gone",
    zh="{path}：已写出 {entries} 条，其中新增 {added} 条，减少 {dropped} 条",
)
PRUNED = text(
    en="{path}: {dropped} dropped, {entries} left", zh="{path}：已删去 {dropped} 条，剩余 {entries} 条"
)
KEPT_UNMEASURED = text(
    en="{path}: {count} kept that this run could not measure",
    zh="{path}：其中 {count} 条本次未能核查，予以保留",
)
NOT_WRITTEN = text(
    en="{path}: left as it was: the run did not measure enough, broke or was interrupted",
    zh="{path}：未改动：本次核查覆盖不足、发生故障或被中断",
)
TOTAL = text(en="{entries} entries, {count} findings", zh="共 {entries} 条，{count} 处")
RULE = text(en="{rule}  {entries}", zh="{rule}  {entries} 条")
ENTRY = text(
    en="  {site}{page}  {about}  {count}×  since {since} ({days} days)",
    zh="  {site}{page}  {about}  {count} 处  自 {since}（{days} 天）",
)
AGED = text(
    en="{since} ({days} days)  {rule}  {site}{page}  {about}  {count}×",
    zh="{since}（{days} 天）  {rule}  {site}{page}  {about}  {count} 处",
)
