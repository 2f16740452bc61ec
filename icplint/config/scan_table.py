"""The settings of `icplint scan` and of the commands about its store, beside those of `check`."""

from icplint.config import values
from icplint.config.table import Setting
from icplint.model.settings import KeepBodies
from icplint.model.text import text

SCAN_SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="store", lands=("scan", "store"), read=values.line, metavar="FILE|URL",
        says=text(
            en="Where runs are kept: an SQLite file, which is made where there is none, or postgresql://….",
            zh="保存扫描结果的数据库：SQLite 文件（不存在时新建），或 postgresql://…。",
        ),
    ),
    Setting(
        name="evidence", lands=("scan", "evidence"), read=values.line, metavar="FOLDER",
        says=text(
            en="Where evidence is kept; named once for a store. Default: beside the file.",
            zh="存放证据的文件夹，每个数据库只需指定一次。默认在数据库文件旁。",
        ),
    ),
    Setting(
        name="list-name", lands=("scan", "list_name"), read=values.line, metavar="NAME",
        says=text(
            en="How the list is known from run to run. Default: its path.",
            zh="清单在历次扫描中的名称。默认为其路径。",
        ),
    ),
    Setting(
        name="keep-bodies", lands=("scan", "keep_bodies"), read=values.one_of(KeepBodies), metavar="WHICH",
        choices=tuple(KeepBodies),
        says=text(
            en="Of which sites the answers themselves are kept: findings means those that are not clean.",
            zh="留存哪些网站的应答原文；findings 指有发现或未能充分核查的网站。",
        ),
    ),
    Setting(
        name="confirm", lands=("scan", "confirm_s"), read=values.wait, metavar="SECONDS",
        says=text(
            en="Look a second time, so long after the first, where something is new; only what is seen twice counts as new.",
            zh="对有新情况的网站，间隔此秒数后复核；两次均发现的才算新增。",
        ),
    ),
    Setting(
        name="jitter", lands=("scan", "jitter_s"), read=values.wait, metavar="SECONDS",
        says=text(
            en="Begin after a random time of at most so long.",
            zh="开始前随机等待，最长为此秒数。",
        ),
    ),
    Setting(
        name="window", lands=("scan", "window"), read=values.window, metavar="HOURS",
        says=text(
            en="Begin sites in these hours alone, such as 22:00-06:00, local time.",
            zh="只在此时段内开始核查网站，如 22:00-06:00（本机时间）。",
        ),
    ),
    Setting(
        name="store-patience", lands=("scan", "store_patience_s"), read=values.wait, metavar="SECONDS",
        says=text(
            en="How long to wait for a store that is locked or away.",
            zh="数据库被锁定或无法连接时，最长等待的秒数。",
        ),
    ),
    Setting(
        name="metrics", lands=("scan", "metrics"), read=values.line, metavar="FILE",
        says=text(
            en="Write the run's counts for Prometheus, as the node exporter's textfile collector reads them.",
            zh="写出供 Prometheus 采集的指标文件（node exporter 的 textfile collector 格式）。",
        ),
    ),
)  # fmt: skip
