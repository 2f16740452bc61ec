"""The words of `icplint snippet`."""

from icplint.model.text import text

NOT_FILED = text(
    en="{domain}: the register ({source}) is complete for this name and has no filing of it, so there is nothing to show.",
    zh="{domain}：备案数据（{source}）已声明覆盖该域名，但其中没有备案记录，无可标明的内容。",
)
UNKNOWN = text(
    en="{domain}: what was filed is not known ({why}), so there is nothing to show.",
    zh="{domain}：备案情况未知（{why}），无可标明的内容。",
)
PARENT_ALONE = text(
    en="{domain}: the register has no row of this name itself, and a parent's row does not answer for it, so there is "
    "nothing to show.",
    zh="{domain}：备案数据中没有该域名自己的记录，上级域名的记录不适用于它，无可标明的内容。",
)
CANCELLED = text(
    en="{domain}: the register says that the filing was cancelled, so there is no number to show.",
    zh="{domain}：备案数据显示该备案已注销，没有可标明的编号。",
)
NO_NUMBERS = text(
    en="{domain}: the register has a row for it, but no number that can hang on a website.",
    zh="{domain}：备案数据中有该域名的记录，但没有可在网站上标明的编号。",
)

ICP_UNKNOWN = text(
    en="No ICP number: the register has none for this site.",
    zh="未含 ICP 备案编号：备案数据中没有本网站的编号。",
)
ICP_UNREADABLE = text(
    en="{number}: not used, it is no well-formed ICP number; look it up in the filing system.",
    zh="{number}：未采用，不是格式正确的 ICP 备案编号，请在备案管理系统中核对。",
)
ICP_OF_AN_APP = text(
    en="{number}: not used, it is the number of an App, a mini-program or a quick app, not of a website.",
    zh="{number}：未采用，这是 App、小程序或快应用的编号，不是网站的编号。",
)
SITE_NUMBER_UNKNOWN = text(
    en="The subject number hangs: the register does not give the site number with -N; look it up in the filing system.",
    zh="采用的是主体备案号：备案数据未给出带 -N 的网站备案号，请在备案管理系统中查询。",
)
OTHER_NUMBERS = text(
    en="The register has further numbers for this name, any of which may be this site's: {numbers}.",
    zh="备案数据中该域名另有编号：{numbers}，请核对哪一个属于本网站。",
)
ACCESS_RESTRICTED = text(
    en="The register says that access to this site is restricted (是否限制接入).",
    zh="备案数据显示本网站“是否限制接入”为“是”。",
)

PSB_UNKNOWN = text(
    en="No public-security number: the register has none. Apply for it at https://beian.mps.gov.cn/ if that was not done, "
    "and add it once it is given.",
    zh="未含公安联网备案号：备案数据中没有。尚未办理的，请登录 https://beian.mps.gov.cn/ 申请，取得编号后再标明。",
)
PSB_DISPUTED = text(
    en="No public-security number: the register's rows for this name give different ones; look it up at "
    "https://beian.mps.gov.cn/.",
    zh="未含公安联网备案号：备案数据中该域名的多条记录所载编号不一致，请登录 https://beian.mps.gov.cn/ 核对。",
)
PSB_UNREADABLE = text(
    en="{number}: not used, it is no public-security number of the platform's form (14 digits); look it up, or claim the "
    "site, at https://beian.mps.gov.cn/.",
    zh="{number}：未采用，不是平台现行格式（14 位数字）的公安联网备案号，请登录 https://beian.mps.gov.cn/ 核对或认领网站。",
)
PSB_UNUSUAL = text(
    en="{number}: digits 7 and 8 are not 02, as they are in all known numbers; compare it with the platform's.",
    zh="{number}：第 7、8 位不是常见的 02，请与平台核对。",
)
BADGE = text(
    en="The badge is a file of your own: download it from https://beian.mps.gov.cn/ after logging in, and put it at {icon}.",
    zh="备案编号图标需自备文件：登录 https://beian.mps.gov.cn/ 下载后，放到 {icon}。",
)
BADGE_ELSEWHERE = text(
    en="The badge would be loaded from {host}; a copy on the site itself is safer.",
    zh="图标将从 {host} 加载，建议放在本网站上。",
)

OWNER_UNKNOWN = text(
    en="No copyright line: the register names no filing entity.",
    zh="未含版权所有：备案数据中没有主办单位名称。",
)
OWNER_DISPUTED = text(
    en="No copyright line: the register's rows for this name give different filing entities.",
    zh="未含版权所有：备案数据中该域名的多条记录所载主办单位不一致。",
)
OWNER_INDIVIDUAL = text(
    en="No copyright line: the site is an individual's, whose name is not kept.",
    zh="未含版权所有：主办单位性质为个人，不保存其姓名。",
)
OWNER_OF_PARENT = text(
    en="No copyright line: the row is that of {parent}, and under edu.cn it does not tell who runs this host.",
    zh="未含版权所有：该记录属于 {parent}，在 edu.cn 下不能说明本网站由谁主办。",
)

ICON_REFUSED = text(
    en="--icon must be an address on a page, such as /beian.png or https://www.example.cn/beian.png, not {icon}",
    zh="--icon 应为网页可用的地址，如 /beian.png 或 https://www.example.cn/beian.png，不能是 {icon}",
)
NO_OUTPUT = text(
    en="standard output is closed; leave it open, or send it to a file",
    zh="标准输出已关闭，请保持可用，或重定向到文件",
)
NO_REGISTER = text(
    en="no register is given; name a file or a service with --register",
    zh="未指定备案数据，请用 --register 指定文件或查询服务",
)
WRONG_ROWS = text(
    en="{count} rows of the register were left out; 'icplint register validate' names them",
    zh="备案数据有 {count} 行未能采用，可用 icplint register validate 查看",
)

COMMAND = text(
    en=(
        "Prints the footer of a site as HTML to paste: the copyright line, the ICP number with its link, and the "
        "public-security number with badge and link. It is made from a register; what that does not know is left out "
        "and said on standard error.\n"
        "\n"
        "Example:\n"
        "  icplint snippet --domain example.cn --register register.csv\n"
        "\n"
        "Exit codes: 0 printed, 2 usage or settings, 3 the register knows nothing to show."
    ),
    zh=(
        "输出可直接粘贴的页脚 HTML：版权所有、ICP 备案编号及链接、公安联网备案号及图标和链接。"
        "内容取自备案数据；数据中没有的不写，并在标准错误输出中说明。\n"
        "\n"
        "示例：\n"
        "  icplint snippet --domain example.cn --register register.csv\n"
        "\n"
        "退出码：0 已输出，2 用法或设置有误，3 备案数据中没有可标明的内容。"
    ),
)
DOMAIN = text(en="The site's domain or address.", zh="网站的域名或网址。")
ICON = text(
    en="The badge's address on the site. Default: {icon}", zh="备案编号图标在网站上的地址。默认：{icon}"
)
PROVINCE = text(
    en="The province whose wish decides which form of the ICP number hangs. Default: the register's, else the number's.",
    zh="按该省份的要求选用主体备案号或网站备案号。默认取备案数据所载省份，没有则取编号所属省份。",
)
FORMAT = text(en="What is printed. Default: html.", zh="输出格式。默认：html。")
