"""The words of `icplint register` and its commands."""

from icplint.model.text import text

GROUP = text(
    en=(
        "Works with files of what was filed: exports of consoles and registers as CSV, XLSX, JSON or TOML.\n"
        "Contact data and the names of individuals are dropped before anything is stored.\n"
        "\n"
        "Examples:\n"
        "  icplint register validate filings.csv\n"
        "  icplint register import filings.csv -o register.db --as-of 2026-11-01\n"
        "  icplint register show www.example.cn --register register.db\n"
        "  icplint check @sites.csv --register register.db"
    ),
    zh=(
        "处理备案数据文件：控制台或备案系统导出的 CSV、XLSX、JSON、TOML。\n"
        "联系方式和个人姓名在保存之前即被去除。\n"
        "\n"
        "示例：\n"
        "  icplint register validate filings.csv\n"
        "  icplint register import filings.csv -o register.db --as-of 2026-11-01\n"
        "  icplint register show www.example.cn --register register.db\n"
        "  icplint check @sites.csv --register register.db"
    ),
)
GROUP_AFTER = text(
    en="Every command has a help page of its own: icplint register import --help.",
    zh="各命令的用法：icplint register import --help 等。",
)

VALIDATE_SUMMARY = text(
    en="Say what a file holds, and which rows cannot be used.", zh="列出文件内容和无法使用的行。"
)
VALIDATE = text(
    en="Reads a register's file to its end, counts what it holds, and tells each row that cannot be used.",
    zh="通读备案数据文件，统计其内容，逐行说明无法使用的原因。",
)
VALIDATE_AFTER = text(
    en="Exit code 0: every row can be used; 1: some rows cannot; 2: the file cannot be used at all.",
    zh="退出码 0：全部行可用；1：部分行无法使用；2：文件完全无法使用。",
)
IMPORT_SUMMARY = text(
    en="Make one file of registers, for many runs.", zh="将备案数据导入为一个文件，供多次核查使用。"
)
IMPORT = text(
    en=(
        "Reads one or more files and writes one that checks open at once. It takes the place of an older one in one step; "
        "if anything fails, the older one stays. Rows that cannot be used are told and left out."
    ),
    zh="读取一个或多个文件，生成一个核查时可直接打开的文件。新文件一步替换旧文件；任何一步失败，旧文件保持不变。无法使用的行会逐一说明，不予导入。",
)
IMPORT_AFTER = text(
    en="Exit code 0: written, whether or not rows were left out; 2: nothing was written.",
    zh="退出码 0：已写出（无论是否有未采用的行）；2：未写出。",
)
SHOW_SUMMARY = text(en="Tell what a register says of a domain.", zh="显示备案数据中某域名的内容。")
SHOW = text(
    en="Tells what a register says of a host, as a check would use it.",
    zh="显示备案数据中与某主机名对应的内容，与核查时所用的相同。",
)
SHOW_AFTER = text(
    en="Exit code 0: a filing, or surely none; 2: the register cannot be used; 3: the register does not tell.",
    zh="退出码 0：有备案，或可确定没有；2：备案数据无法使用；3：备案数据未能说明。",
)

FILE = text(en="A register's file: CSV, XLSX, JSON or TOML.", zh="备案数据文件：CSV、XLSX、JSON 或 TOML。")
FILE_OR_STORE = text(
    en="A register's file: CSV, XLSX, JSON, TOML, or one of 'register import'.",
    zh="备案数据文件：CSV、XLSX、JSON、TOML，或 register import 生成的文件。",
)
OUTPUT = text(en="The file to write; it must be named.", zh="要写出的文件，必须指定。")
AS_OF = text(
    en="The day in Beijing that the data speak of, such as 2026-11-01. Default: what the file says, else when it was last changed.",
    zh="数据的截至日期（北京时间），如 2026-11-01。默认取文件内注明的日期，未注明的取文件修改日期。",
)
COMPLETE_FOR = text(
    en="What the data are complete for: *, a zone such as gov.cn, or an entity's name. May be repeated.",
    zh="数据完整覆盖的范围：*、域名后缀（如 gov.cn）或主办单位名称，可多次使用。",
)
DOMAIN = text(en="A host or a domain, such as www.example.cn.", zh="主机名或域名，如 www.example.cn。")
ENTITY = text(
    en="The filing entity of the site, where it is known: matters to data that are complete for it.",
    zh="网站的主办单位（如已知）：用于判断其数据是否完整。",
)
FORMAT = text(en="What is printed. Default: text.", zh="输出格式。默认：text。")

NO_REGISTER = text(
    en="no register is named; add --register FILE, or set it in icplint.toml",
    zh="未指定备案数据，请加 --register 文件，或在 icplint.toml 中设置",
)
ALREADY_IMPORTED = text(
    en="{path}: is a register already; import the files that it was made of",
    zh="{path}：已是导入后的备案数据，请导入其原始文件",
)
OUTPUT_IS_READ = text(
    en="{path}: is read by this import; name another file with -o",
    zh="{path}：本次导入要读取该文件，请用 -o 指定其他文件",
)
OUTPUT_IS_OTHER = text(
    en="{path}: is no register, and will not be replaced by one; name another file with -o",
    zh="{path}：不是备案数据文件，不会被替换，请用 -o 指定其他文件",
)

WHOSE = text(en="{path}: {form}, columns of {shape}", zh="{path}：{form}，按 {shape} 的列名读取")
STORE = text(en="{path}: imported from {source}", zh="{path}：由 {source} 导入")
SPEAKS_OF = text(en="as of {day}", zh="截至 {day}")
COVERS = text(en="complete for: {what}", zh="完整覆盖：{what}")
COVERS_NOTHING = text(
    en="complete for: nothing; an absent domain is unknown", zh="完整覆盖：未声明；数据中没有的域名视为未知"
)
COVERS_NO_MORE = text(
    en="complete for: nothing, for rows were left out (declared: {what}); an absent domain is unknown",
    zh="完整覆盖：因有未采用的行而不成立（声明为 {what}）；数据中没有的域名视为未知",
)
ROWS = text(en="rows that can be used: {count}", zh="可用的行：{count}")
NAMES = text(en="names with a row: {count}", zh="有记录的域名：{count}")
WRONG = text(en="rows left out: {count}", zh="未采用的行：{count}")
APPS = text(en="rows of Apps and mini-programs, skipped: {count}", zh="App、小程序等的行（已跳过）：{count}")
PERSONAL = text(
    en="personal data dropped, column {column}: {count}", zh="已去除的个人信息（{column} 列）：{count}"
)
INDIVIDUALS = text(
    en="names of individuals dropped: {count} (taken for one by its look: {presumed})",
    zh="已去除的个人姓名：{count}（其中按形式推定为个人：{presumed}）",
)
WRONG_ROW = text(en="  {place}: {reason}", zh="  {place}：{reason}")
MORE_WRONG = text(en="  … and {count} more", zh="  ……另有 {count} 行")
WRITTEN = text(en="{path}: written; rows: {count}", zh="{path}：已写出，共 {count} 行")

FIELDS = {
    "host": text(en="host", zh="主机名"),
    "answer": text(en="answer", zh="结果"),
    "domain": text(en="registered name", zh="登记域名"),
    "entity": text(en="entity", zh="主办单位名称"),
    "nature": text(en="nature", zh="主办单位性质"),
    "subject": text(en="subject's number", zh="主体备案号"),
    "site": text(en="site's number", zh="网站备案号"),
    "other_sites": text(en="further numbers", zh="其他备案号"),
    "psb": text(en="public-security number", zh="公安联网备案号"),
    "psb_on": text(en="public-security filing approved", zh="公安联网备案日期"),
    "first_filed_on": text(en="first filed", zh="首次备案日期"),
    "last_approved_on": text(en="last approved", zh="审核通过日期"),
    "opened_on": text(en="opened", zh="开通日期"),
    "status": text(en="status", zh="状态"),
    "access_restricted": text(en="access restricted", zh="是否限制接入"),
    "province": text(en="province", zh="省份"),
    "disputed": text(en="rows differ in", zh="各条记录不一致的项目"),
    "source": text(en="source", zh="来源"),
    "as_of": text(en="as of", zh="截至日期"),
}
"""By the field of report v1; the order of the text."""

FILED = text(en="filed", zh="有备案记录")
NOT_FILED = text(
    en="not filed: the register is complete for this name and has no row",
    zh="无备案记录（备案数据完整覆盖该域名）",
)
UNKNOWN = text(en="unknown: {why}", zh="未知：{why}")
YES = text(en="yes", zh="是")
NO = text(en="no", zh="否")
PARENTS = text(en="{domain} (a parent name)", zh="{domain}（上级域名）")
