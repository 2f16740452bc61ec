"""What a list says about a site's filing, in English or Chinese -> `FilingStatus`."""

from functools import cache

from icplint.collect.sites.columns import folded_header
from icplint.collect.sites.quoting import quoted
from icplint.model.site import FilingStatus
from icplint.model.text import Text, text

NAMES: dict[FilingStatus, tuple[str, ...]] = {
    FilingStatus.FILED: ("已备案", "备案成功", "正常"),
    FilingStatus.FIRST_FILING: ("首次备案中", "备案中"),
    FilingStatus.CHANGE_PENDING: (
        "变更中",
        "变更备案",
        "变更备案中",
        "新增接入中",
        "新增接入",
        "变更/新增接入中",
    ),
    FilingStatus.CANCELLED: ("已注销", "备案已注销", "canceled"),
    FilingStatus.OVERSEAS: (
        "境外",
        "境外接入",
        "港澳台接入",
        "港澳台",
        "境外/港澳台接入",
        "海外",
        "海外接入",
    ),
    FilingStatus.APP_ONLY: ("仅App", "仅APP备案", "App备案", "仅移动应用"),
    FilingStatus.INTRANET: ("内网", "仅内网", "内部网站"),
    FilingStatus.REDIRECT_ONLY: ("仅跳转", "跳转", "仅作跳转"),
    FilingStatus.EXEMPT: ("豁免", "无需备案", "免备案"),
}
"""The first Chinese name is the one that is proposed.

NOTE: 未备案 and a bare 首次备案 are missing on purpose. They may mean that nobody has begun to file, and
a site must not leave the scope of a rule by a word that says so.
"""


def filing_status(written: str) -> FilingStatus | Text:
    """The status, or one sentence that lists what may stand there."""
    found = _by_name().get(folded_header(written))
    if found is not None:
        return found
    return text(
        en=f"filing_status {quoted(written)} is unknown; write one of {', '.join(FilingStatus)}",
        zh=f"备案状态 {quoted(written)} 无法识别；可填：{'、'.join(names[0] for names in NAMES.values())}",
    )


@cache
def _by_name() -> dict[str, FilingStatus]:
    return {folded_header(name): status for status, names in NAMES.items() for name in (status.value, *names)}
