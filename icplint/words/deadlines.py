"""The words of `icplint register deadlines`, and of the calendar that it writes."""

from collections.abc import Mapping

from icplint.model.deadline import DeadlineBasis, DeadlineKind, Standing
from icplint.model.text import Text, text

# --- the command ---

SUMMARY = text(en="Tell what falls due, and when.", zh="列出到期事项。")
COMMAND = text(
    en=(
        "Tells what falls due by the dates of a register: applying for the public-security filing, showing its number, "
        "and bringing the register itself up to date. Days are those of Beijing.\n"
        "\n"
        "With lists of sites it tells about those sites alone, and takes the dates of a list before those of the "
        "register. Whether a number hangs already is not looked up; that is what check does.\n"
        "\n"
        "Examples:\n"
        "  icplint register deadlines --register filings.xlsx\n"
        "  icplint register deadlines --register filings.xlsx @sites.csv -o deadlines.ics"
    ),
    zh=(
        "根据备案数据中的日期列出到期事项：申请公安联网备案、标明公安联网备案号，以及更新备案数据本身。日期均为北京时间。\n"
        "\n"
        "给出网站清单时只列出清单内的网站，清单中的日期优先于备案数据。页面上是否已标明编号不在此核查，请使用 check。\n"
        "\n"
        "示例：\n"
        "  icplint register deadlines --register filings.xlsx\n"
        "  icplint register deadlines --register filings.xlsx @sites.csv -o deadlines.ics"
    ),
)
LISTS = text(
    en="Lists, files or addresses of sites, as for check; none: every name of the register.",
    zh="网站清单、文件或网址，写法与 check 相同；不写则列出备案数据中的全部域名。",
)
FORMAT = text(en="What goes to standard output. Default: text.", zh="标准输出的格式，默认为 text（文本）。")
OUTPUT = text(
    en="Also write a file: .ics for calendars, .csv for spreadsheets, .json or .txt. May be repeated.",
    zh="同时写入文件：.ics（日历）、.csv（电子表格）、.json 或 .txt，可重复使用。",
)
PAST = text(
    en="Leave out what is overdue for longer than so many days. Default: 90.",
    zh="逾期超过这一天数的不再列出，默认为 90 天。",
)
SERVICE = text(
    en="--register: a service tells no day that a term starts from; name a file",
    zh="--register：查询服务不提供期限的起算日期，请指定文件",
)
NOTHING_NAMED = text(
    en="neither a register nor a list; name one with --register FILE, or give a list with the columns first_filed_on "
    "or psb_on",
    zh="未指定备案数据或清单；请用 --register 指定文件，或给出含“首次备案日期”“公安备案日期”列的清单",
)
NO_HOST = text(
    en="{count} sites of the list name no host and were left out",
    zh="清单中有 {count} 个网站没有域名，未列入",
)
UNKNOWN_TO_REGISTER = text(
    en="sites about which the register does not tell: {count}, such as {name}; their terms are not known",
    zh="有 {count} 个网站（如 {name}）在备案数据中查不到，其期限未知",
)
NUMBER_DISPUTED = text(
    en="sites on whose public-security number the register's rows differ: {count}, such as {name}; their terms are not "
    "known",
    zh="有 {count} 个网站（如 {name}）的公安联网备案号在备案数据各条记录中不一致，其期限未知",
)
NO_DAY_KNOWN = text(
    en="sites without a known day that a term starts from (first_filed_on, opened_on, psb_on): {count}, such as "
    "{name}; their terms are not known",
    zh="有 {count} 个网站（如 {name}）没有可作为起算日的日期（首次备案日期、开通日期、公安备案通过日期），其期限未知",
)
ROW_REFUSED = text(en="{source}, line {line}: {reason}", zh="{source} 第 {line} 行：{reason}")
MORE_ROWS_REFUSED = text(en="{count} more rows name no site", zh="另有 {count} 行未能识别为网站")
OUTPUT_SUFFIX = text(
    en="{path}: the suffix names no format; name a file that ends in .ics, .csv, .json or .txt",
    zh="{path}：后缀不是支持的格式，请使用 .ics、.csv、.json 或 .txt",
)
OUTPUT_TWICE = text(en="{path}: named for two files", zh="{path}：被指定用于两份文件")
OUTPUT_IS_READ = text(
    en="{path}: is read by this command; name another path",
    zh="{path}：本命令要读取该文件，请换一个路径",
)
NEEDS_ICALENDAR = text(
    en='{path}: calendars need icalendar; install it with: pip install "icplint[calendar]"',
    zh='{path}：写日历文件需要 icalendar，请先安装：pip install "icplint[calendar]"',
)
HOLIDAYS_UNKNOWN = text(
    en='Holidays are unknown, so the ends of working-day terms are spans; install: pip install "icplint[calendar]"',
    zh='未安装节假日数据，工作日期限只能给出范围；可安装：pip install "icplint[calendar]"',
)

# --- what is told of a deadline ---

KINDS: Mapping[DeadlineKind, Text] = {
    DeadlineKind.APPLY: text(en="Apply for the public-security filing", zh="申请公安联网备案"),
    DeadlineKind.HANG: text(
        en="Show the public-security number at the bottom of the home page", zh="在首页底部标明公安联网备案号"
    ),
    DeadlineKind.RENEW: text(en="Bring the register up to date", zh="更新备案数据"),
}
BASES: Mapping[DeadlineBasis, Text] = {
    DeadlineBasis.LAW: text(
        en="MPS Order 33 (text of 2011-01-08), article 12", zh="公安部令第33号（2011-01-08 文本）第十二条"
    ),
    DeadlineBasis.PLATFORM: text(en="platform's instructions", zh="平台要求"),
    DeadlineBasis.OWN: text(en="this run's setting", zh="本次设置"),
}
WHY_APPLY = text(
    en="First filed or opened on {since}; legal persons and other organisations file within 30 days of going on line "
    "(MPS Order 33, text of 2011-01-08, article 12). No number is known; it may be under review or given already.",
    zh="{since} 首次备案或开通；法人和其他组织自网络正式联通之日起 30 日内办理（公安部令第33号，2011-01-08 文本，第十二条）。"
    "未见编号，可能已在审核中或已通过。",
)
WHY_APPLY_INDIVIDUAL = text(
    en="First filed or opened on {since}; for an individual's site this is the platform's practice, the article names "
    "legal persons and other organisations. No number is known; it may be under review or given already.",
    zh="{since} 首次备案或开通；个人网站办理属平台要求，条文只写明法人和其他组织。未见编号，可能已在审核中或已通过。",
)
WHY_HANG = text(
    en="The public-security filing was approved on {since}; some sources give 30 days for showing its number, others 30 "
    "working days, which end {term}. Both are the platform's instructions as others tell them.",
    zh="公安联网备案于 {since} 通过；标明编号的期限有 30 日与 30 个工作日两种说法（后者{term}届满），均为转述的平台要求。",
)
WHY_RENEW = text(
    en="The register speaks of {since}; after the last day it is not relied on any more (--register-max-age).",
    zh="备案数据截至 {since}；期满后不再作为依据（--register-max-age）。",
)

OVERDUE = text(en="overdue by {days} days", zh="已逾期 {days} 天")
OVERDUE_ONE = text(en="overdue by 1 day", zh="已逾期 1 天")
BETWEEN = text(en="30 days are over, 30 working days are not", zh="已满 30 日，未满 30 个工作日")
BETWEEN_UNSURE = text(
    en="30 days are over, 30 working days perhaps not", zh="已满 30 日，30 个工作日未必已满"
)
TODAY = text(en="today", zh="今天到期")
LEFT = text(en="{days} days left", zh="还有 {days} 天")
LEFT_ONE = text(en="1 day left", zh="还有 1 天")

HEADLINE = text(
    en="Deadlines as of {today} (Beijing time): {count}, of them {overdue} overdue",
    zh="到期事项（截至 {today}，北京时间）：共 {count} 项，其中逾期 {overdue} 项",
)
NOTHING = text(
    en="Nothing falls due by the dates that are known (as of {today}, Beijing time).",
    zh="按已知日期没有到期事项（截至 {today}，北京时间）。",
)
LEFT_OUT = text(
    en="{count} more are overdue for longer than {past} days and not listed (--past shows them).",
    zh="另有 {count} 项逾期超过 {past} 天，未列出（可用 --past 调整）。",
)

STANDINGS: Mapping[Standing, Text] = {
    Standing.OPEN: text(en="open", zh="未到期"),
    Standing.BETWEEN: text(en="between the two terms", zh="介于两种期限之间"),
    Standing.OVERDUE: text(en="overdue", zh="已逾期"),
}
COLUMNS: Mapping[str, Text] = {
    "due": text(en="Due", zh="到期日"),
    "days_left": text(en="Days left", zh="剩余天数"),
    "standing": text(en="State", zh="状态"),
    "what": text(en="What", zh="事项"),
    "names": text(en="Domains", zh="域名"),
    "entity": text(en="Filing entity", zh="主办单位"),
    "number": text(en="Number", zh="编号"),
    "since": text(en="Runs from", zh="起算日"),
    "longer_earliest": text(en="Longer term ends, at the earliest", zh="较长期限最早届满日"),
    "longer_latest": text(en="Longer term ends, at the latest", zh="较长期限最晚届满日"),
    "basis": text(en="Basis", zh="依据"),
    "why": text(en="Why", zh="说明"),
}
EVENT = text(en="{what}: {names}", zh="{what}：{names}")
CALENDAR = text(en="icplint deadlines", zh="备案到期事项")
AND_MORE = text(en="{first} and {count} more", zh="{first} 等 {count} 个")
LIST_BETWEEN = text(en=", ", zh="、")
