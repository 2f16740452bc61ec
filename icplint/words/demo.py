"""What `icplint demo` says."""

from icplint.model.text import text

SERVING = text(
    en="Auditing {count} small sites over HTTP, served here: nothing leaves this machine.",
    zh="在本机启动 {count} 个示例网站，并通过 HTTP 逐一核查；全程不访问外部网络。",
)
AS_PLANTED = text(
    en="Exactly the {count} planted faults were found.",
    zh="预设的 {count} 处问题全部查出，没有多报。",
)
NOT_AS_PLANTED = text(
    en="What was found differs from what was planted. This is a fault of icplint itself; please report it:",
    zh="查出的结果与预设不一致。这是 icplint 自身的故障，请反馈以下内容：",
)
NO_OUTCOME = text(en="{site}: it has no outcome", zh="{site}：没有核查结果")
OTHER_END = text(
    en="{site}: expected {expected}, but it ended as {ended}", zh="{site}：预期为 {expected}，实际为 {ended}"
)
NOT_FOUND = text(en="{site}: {finding} was not found", zh="{site}：未查出 {finding}")
NOT_PLANTED = text(en="{site}: {finding} was found and is not planted", zh="{site}：多报了未预设的 {finding}")

SHOWS = text(en="shows", zh="示例")
"""The header of the column that says what a site is there for."""

WRITTEN = text(en="Reports:", zh="报告：")
NEXT = text(en="Try next:", zh="接下来可以试试：")
NEXT_COMMANDS = (
    ("icplint check example.cn -o report.html", text(en="audit your own site", zh="核查您自己的网站")),
    ("icplint check @sites.csv -o report.html", text(en="audit a list of sites", zh="核查一份网站清单")),
    ("icplint explain ICP007", text(en="read one rule in full", zh="查看一条规则的完整说明")),
)
"""A command, and what it is good for."""

OUTPUT_FOLDER = text(
    en="Where the reports are written. Default: the current folder.",
    zh="报告写入的文件夹，默认为当前文件夹。",
)
QUIET = text(en="Show the report alone.", zh="只显示报告。")
DEMO = text(
    en=(
        "Serves a fleet of small sites on this machine, audits them over HTTP and shows what a report looks like. "
        "Works offline. Writes icplint-report.html and icplint-report.json."
    ),
    zh=(
        "在本机启动一组示例网站，通过 HTTP 逐一核查，展示报告的样子。无需联网。"
        "报告写入 icplint-report.html 和 icplint-report.json。"
    ),
)
