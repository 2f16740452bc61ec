"""The help pages of the command line."""

from icplint.model.text import text

PROGRAM = text(
    en=(
        "Checks that websites in mainland China show their ICP and public-security filing numbers "
        "as they must, and says what to paste where they do not.\n"
        "\n"
        "Examples:\n"
        "  icplint demo                                  audit a fleet of small sites on this machine\n"
        "  icplint check example.cn -o report.html       audit one site and write a report\n"
        "  icplint check @sites.csv --format json        audit a list; the report goes to standard output"
    ),
    zh=(
        "核查中国内地网站是否按要求标明 ICP 备案编号和公安联网备案号；未按要求标明的，给出可直接粘贴的代码。\n"
        "\n"
        "示例：\n"
        "  icplint demo                                  在本机核查一组示例网站\n"
        "  icplint check example.cn -o report.html       核查一个网站并写出报告\n"
        "  icplint check @sites.csv --format json        核查一份清单，报告写到标准输出"
    ),
)
EXIT_CODES = text(
    en=(
        "Exit codes:\n"
        "  0    nothing at or above --fail-on\n"
        "  1    findings at or above --fail-on\n"
        "  2    usage or settings\n"
        "  3    nothing could be measured, or coverage is below --min-coverage\n"
        "  4    a fault of icplint itself\n"
        "  130  interrupted; what was finished is reported\n"
        "Where several apply: 130, then 4, 2, 3, 1, 0."
    ),
    zh=(
        "退出码：\n"
        "  0    没有达到 --fail-on 级别的发现\n"
        "  1    有达到 --fail-on 级别的发现\n"
        "  2    用法或设置有误\n"
        "  3    全部未能核查，或覆盖率低于 --min-coverage\n"
        "  4    icplint 自身故障\n"
        "  130  已中断；已完成的网站仍写入报告\n"
        "同时符合多项时，依次取 130、4、2、3、1、0。"
    ),
)

HELP = text(en="Show this page and leave.", zh="显示本页并退出。")
LANG = text(
    en="Language of messages and reports. Default: ICPLINT_LANG, then the system's language, else Chinese.",
    zh="消息与报告的语言。默认依次取 ICPLINT_LANG、系统语言，均无则为中文。",
)
VERSION = text(en="Show the version and leave.", zh="显示版本并退出。")
VERSION_VERBOSE = text(
    en="With --version: also the hash of the rules and the dates of law, profile and badge data.",
    zh="与 --version 同用：另外显示规则包校验值，以及法规、属地要求和备案编号图标数据的截至日期。",
)

CHECK = text(
    en=(
        "Audits every target and reports what is wrong, where, why it matters and what to paste.\n"
        "Every option may also be set in icplint.toml, or as a variable: --min-coverage is ICPLINT_MIN_COVERAGE."
    ),
    zh=(
        "逐一核查各个目标，报告哪里不符合、为什么重要、应粘贴什么代码。\n"
        "每个选项也可写入 icplint.toml，或用环境变量设置：--min-coverage 对应 ICPLINT_MIN_COVERAGE。"
    ),
)
TARGETS = text(
    en=(
        "An address, a bare domain, @list.txt, list.csv, list.json, an HTML file, a folder of pages, "
        "or - for a list or a page on standard input."
    ),
    zh="网址、域名、@list.txt、list.csv、list.json、HTML 文件、存放网页的文件夹，或用 - 从标准输入读取清单或网页。",
)

DEFAULT = text(en=" Default: {value}.", zh="默认：{value}。")
FORMAT = text(en="What goes to standard output. Default: text.", zh="标准输出的报告格式。默认：text。")
AS = text(
    en="The public address that a file, a folder or a preview stands for.",
    zh="文件、文件夹或预览地址所对应的公开网址。",
)
CONFIG = text(
    en="The file of settings. Default: icplint.toml or pyproject.toml, looked for upward.",
    zh="设置文件。默认逐级向上查找 icplint.toml 或 pyproject.toml。",
)
DRY_RUN = text(
    en="Print targets and the requests that they may cause, and send nothing.",
    zh="只列出目标及可能发出的请求，不发出任何请求。",
)
QUIET = text(en="No progress and no notes.", zh="不显示进度和提示。")
VERBOSE = text(
    en="One line for each site; -vv also tells how it went.",
    zh="每个网站输出一行；-vv 另外输出过程。",
)


RULES = text(
    en="Lists all rules: id, name, severity and what each looks for.",
    zh="列出全部规则：编号、名称、级别和核查内容。",
)

EXPLAIN = text(
    en="Explains one rule: what it looks for, why, how to mend it, and the texts that it rests on. Works offline.",
    zh="说明一条规则：核查什么、为什么、如何整改、依据哪些条文。无需联网。",
)
AS_OF = text(
    en="Tell what held on a day, as far as dated sources are known.",
    zh="说明某日当时的要求（以带日期的来源为限）。",
)
PROVINCE = text(
    en="Tell what is asked in a province, as far as sources are known.",
    zh="说明某省份的要求（以可查来源为限）。",
)
WHY = text(
    en="Tell how a saved page is judged: what was found on each rung, from shown to missing.",
    zh="说明一个已保存网页的判定过程：从已显示到未发现，逐级列出页面内容。",
)
WHY_FILE = text(en="With --why: a saved page.", zh="与 --why 同用：已保存的网页。")
RULE = text(en="The id or the name of a rule, such as ICP007.", zh="规则的编号或名称，例如 ICP007。")

SCHEMA = text(
    en="Prints the JSON Schema that every JSON report of version 1 follows.",
    zh="输出 JSON 报告第 1 版所遵循的 JSON Schema。",
)
