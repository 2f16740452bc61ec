"""Every setting, once: files, variables, flags, help and the docs page are driven from this table."""

from icplint.config import values
from icplint.config.pins import pins
from icplint.config.values import Read
from icplint.late import dataclass
from icplint.model.finding import Confidence, Severity
from icplint.model.profile import Checker
from icplint.model.rule import BasisLevel
from icplint.model.settings import Devices, Settings
from icplint.model.suppression import InlineSuppressions
from icplint.model.text import Language, Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting."""

    name: str
    """As in files; with `--` in front it is the flag."""
    lands: tuple[str, ...]
    """The field of `Settings`, such as `fetch`, `timeout_s`."""
    read: Read
    says: Text
    metavar: str = ""
    """What a flag takes; empty: it is a switch."""
    choices: tuple[str, ...] = ()
    many: bool = False
    """The flag may be given several times."""
    in_file: bool = True

    @property
    def environ(self) -> str:
        """The environment variable."""
        return f"ICPLINT_{self.name.upper().replace('-', '_')}"

    @property
    def default(self) -> object:
        """The value where nothing is said."""
        found: object = Settings()
        for name in self.lands:
            found = getattr(found, name)
        return found


_SEVERITIES = tuple(Severity)

SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="output", lands=("outputs",), read=values.lines, metavar="FILE", many=True,
        says=text(
            en="Write a report; the suffix names the format, or FORMAT: before the path, as in sarif:report.json. May be repeated.",
            zh="写出报告，按后缀决定格式，也可在路径前注明，如 sarif:report.json。可多次使用。",
        ),
    ),
    Setting(
        name="select", lands=("judge", "select"), read=values.words, metavar="RULES", many=True,
        says=text(en="Judge by these rules alone: ids, names or prefixes.", zh="只核查这些规则：编号、名称或前缀。"),
    ),
    Setting(
        name="ignore", lands=("judge", "ignore"), read=values.words, metavar="RULES", many=True,
        says=text(en="Leave these rules out.", zh="不核查这些规则。"),
    ),
    Setting(
        name="basis", lands=("judge", "basis_level"), read=values.one_of(BasisLevel), metavar="LEVEL", choices=tuple(BasisLevel),
        says=text(en="How strictly to judge.", zh="核查尺度。"),
    ),
    Setting(
        name="checker", lands=("judge", "checker"), read=values.one_of(Checker), metavar="NAME", choices=tuple(Checker),
        says=text(
            en="Judge as the checks of this provider do, and tell its own reasons.",
            zh="按该接入服务提供者的核查口径判定，并给出其原因用语。",
        ),
    ),
    Setting(
        name="register", lands=("register", "source"), read=values.line, metavar="FILE|URL",
        says=text(
            en="What was filed: a CSV, XLSX, JSON or TOML file, a file of 'icplint register import', or a service's address.",
            zh="备案数据：CSV、XLSX、JSON、TOML 文件，icplint register import 生成的文件，或查询服务的网址。",
        ),
    ),
    Setting(
        name="register-max-age", lands=("register", "max_age_days"), read=values.whole_number(0, 3650), metavar="DAYS",
        says=text(
            en="Days after which what the register says counts as unknown.",
            zh="备案数据距今超过此天数的，视为未知。",
        ),
    ),
    Setting(
        name="packs", lands=("packs",), read=values.lines, metavar="FOLDER", many=True,
        says=text(
            en="Load rules of your own from this folder; they run as code. May be repeated.",
            zh="从此文件夹加载自有规则（会作为代码运行），可多次使用。",
        ),
    ),
    Setting(
        name="min-confidence", lands=("judge", "min_confidence"), read=values.one_of(Confidence), metavar="LEVEL", choices=tuple(Confidence),
        says=text(en="Report findings from this confidence up.", zh="只报告不低于此可信度的发现。"),
    ),
    Setting(
        name="home", lands=("judge", "home"), read=values.lines, metavar="GLOB", many=True,
        says=text(en="Paths that are home pages too.", zh="同样视为首页的路径。"),
    ),
    Setting(
        name="fail-on", lands=("fail_on",), read=values.severity_or_never, metavar="SEVERITY", choices=(*_SEVERITIES, values.NEVER),
        says=text(en="End with 1 when a finding is at least this grave.", zh="存在不低于此等级的发现时以 1 退出。"),
    ),
    Setting(
        name="min-coverage", lands=("min_coverage",), read=values.share, metavar="SHARE",
        says=text(
            en="End with 3 when less was measured, such as 95% or 0.95 (default: 100% up to 20 targets, else 90%).",
            zh="已核查比例低于此值时以 3 退出，如 95% 或 0.95（默认：20 个目标以内 100%，更多时 90%）。",
        ),
    ),
    Setting(
        name="baseline", lands=("baseline",), read=values.line, metavar="FILE",
        says=text(
            en="Findings of this file of 'icplint baseline create' are old debts: listed, and no reason to fail.",
            zh="列入此文件（由 icplint baseline create 生成）的发现为存量问题：仍列出，但不影响退出码。",
        ),
    ),
    Setting(
        name="inline-suppressions", lands=("judge", "inline_suppressions"), read=values.one_of(InlineSuppressions),
        metavar="WHOSE", choices=tuple(InlineSuppressions),
        says=text(
            en="Whose comments may suppress findings: own are saved pages, and previews typed with --as.",
            zh="哪些网页的豁免注释有效；own 指已保存的网页和用 --as 注明公开网址的预览。",
        ),
    ),
    Setting(
        name="exit-zero", lands=("exit_zero",), read=values.switch,
        says=text(en="End with 0 although there are findings.", zh="即使有发现也以 0 退出。"),
    ),
    Setting(
        name="concurrency", lands=("fetch", "concurrency"), read=values.whole_number(1, 10_000), metavar="N",
        says=text(en="Sites in work at the same time.", zh="同时核查的网站数。"),
    ),
    Setting(
        name="timeout", lands=("fetch", "timeout_s"), read=values.seconds, metavar="SECONDS",
        says=text(en="Time for one site, all tries included.", zh="单个网站的总时限（秒），含全部尝试。"),
    ),
    Setting(
        name="jobs", lands=("jobs",), read=values.whole_number(1, 256), metavar="N",
        says=text(en="Processes to work in.", zh="使用的进程数。"),
    ),
    Setting(
        name="user-agent", lands=("fetch", "user_agent"), read=values.header_line, metavar="TEXT",
        says=text(en="What is sent as User-Agent.", zh="请求所带的 User-Agent。"),
    ),
    Setting(
        name="exclude", lands=("exclude",), read=values.lines, metavar="DOMAIN", many=True,
        says=text(
            en="Leave out a domain with all below it, or the addresses that begin so. May be repeated.",
            zh="排除某域名及其下级域名，或以此开头的网址，可多次使用。",
        ),
    ),
    Setting(
        name="opt-out", lands=("opt_out",), read=values.line, metavar="FILE",
        says=text(
            en="A list of domains that are never asked, one in a line, not even where another site leads there.",
            zh="退出名单（每行一个域名）：其中的域名一律不访问，即使由其他网站跳转而来。",
        ),
    ),
    Setting(
        name="contact", lands=("fetch", "contact"), read=values.contact, metavar="URL|EMAIL",
        says=text(
            en="How to reach you; sent within the User-Agent.",
            zh="您的联系方式（网址或邮箱），随 User-Agent 发送。",
        ),
    ),
    Setting(
        name="retries", lands=("fetch", "retries"), read=values.whole_number(0, 5), metavar="N",
        says=text(
            en="Further tries where a connection broke or the server was busy, within the same time.",
            zh="连接中断或服务器繁忙时的重试次数，计入同一时限。",
        ),
    ),
    Setting(
        name="max-pages", lands=("crawl", "max_pages"), read=values.whole_number(1, 200), metavar="N",
        says=text(
            en="Pages of one site to read at most; it ends earlier when their footers agree.",
            zh="每个网站最多读取的页面数；各页页脚一致时提前结束。",
        ),
    ),
    Setting(
        name="depth", lands=("crawl", "depth"), read=values.whole_number(1, 5), metavar="N",
        says=text(
            en="Links away from the home page, where more pages than that are read.",
            zh="读取多个页面时，距首页的链接层数。",
        ),
    ),
    Setting(
        name="device", lands=("crawl", "device"), read=values.one_of(Devices), metavar="DEVICE", choices=tuple(Devices),
        says=text(
            en="Whose home page to check; both compares what each is shown.",
            zh="以何种设备访问首页；both 表示两种都核查并比较。",
        ),
    ),
    Setting(
        name="authorised", lands=("crawl", "authorised"), read=values.switch,
        says=text(
            en="All sites are your own, or their owners agreed: do not ask robots.txt. Told in the report.",
            zh="清单中均为本单位或已获授权的网站：不查询 robots.txt。报告中会注明。",
        ),
    ),
    Setting(
        name="host-concurrency", lands=("crawl", "host_concurrency"), read=values.whole_number(1, 100), metavar="N",
        says=text(en="Requests to one host at the same time.", zh="对同一主机的并发请求数。"),
    ),
    Setting(
        name="host-interval", lands=("crawl", "host_interval_s"), read=values.pause, metavar="SECONDS",
        says=text(
            en="Time between two requests to one host; robots.txt may ask for more.",
            zh="对同一主机两次请求的间隔（秒）；robots.txt 可要求更长。",
        ),
    ),
    Setting(
        name="address-concurrency", lands=("crawl", "address_concurrency"), read=values.whole_number(1, 1000), metavar="N",
        says=text(
            en="Requests to one IP address at the same time; many sites may share one.",
            zh="对同一 IP 地址的并发请求数；多个网站可能共用一个地址。",
        ),
    ),
    Setting(
        name="allow-private", lands=("fetch", "allow_private"), read=values.switch,
        says=text(en="Let rows of a list name private addresses.", zh="允许清单中出现内网地址。"),
    ),
    Setting(
        name="strict-tls", lands=("fetch", "strict_tls"), read=values.switch,
        says=text(
            en="Refuse expired or incomplete certificates and legacy TLS, instead of reading such sites in a second try.",
            zh="遇到过期或不完整的证书、过时的 TLS 时不再重试读取，视为无法访问。",
        ),
    ),
    Setting(
        name="cache", lands=("fetch", "cache"), read=values.line, metavar="FOLDER",
        says=text(
            en="Keep pages there, and ask servers in later runs only whether they have changed.",
            zh="在此文件夹中留存网页，以后只询问服务器网页是否有变化。",
        ),
    ),
    Setting(
        name="keep-answers", lands=("keep_answers",), read=values.line, metavar="FOLDER",
        says=text(
            en="Keep all that came of each site in a file, for icplint replay.",
            zh="把每个网站的全部应答存为文件，供 icplint replay 使用。",
        ),
    ),
    Setting(
        name="log-file", lands=("log_file",), read=values.line, metavar="FILE",
        says=text(
            en="Append each request, hop, wait and retry to a file, as JSON lines without secrets.",
            zh="把每次请求、跳转、等待和重试追加到文件（JSON Lines，不含密钥）。",
        ),
    ),
    Setting(
        name="resolve", lands=("fetch", "pins"), read=pins, metavar="HOST:PORT:ADDRESS", many=True,
        says=text(
            en="Ask a host at this IP address, whatever DNS says, as before a switch of DNS. May be repeated.",
            zh="不查 DNS，直接访问主机的指定 IP 地址，可在切换 DNS 之前核查；可多次使用。",
        ),
    ),
    Setting(
        name="lang", lands=("language",), read=values.one_of(Language), metavar="LANG", choices=tuple(Language), in_file=False,
        says=text(en="Language of messages.", zh="界面语言。"),
    ),
)  # fmt: skip


def by_name(name: str) -> Setting | None:
    """The setting of this name; None: there is none."""
    return next((setting for setting in SETTINGS if setting.name == name), None)
