"""Sites that are never asked: what `--exclude` names, and the list of those who opted out."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from icplint.collect.sites.address import page_address
from icplint.collect.sites.host import NotAHost, host_of
from icplint.collect.sites.quoting import quoted
from icplint.errors import SiteListError, UsageError
from icplint.facts.domains import is_within
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress
from icplint.model.text import Text

MOST_LINES = 1_000_000
_LONGEST_LINE = 8_192


class Exclusion:
    """Domains with all that lies below them, and beginnings of addresses.

    `example.cn` and `*.example.cn` both stand for the name and all below it; `https://example.cn/shop/` for the
    addresses that begin so.
    """

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        """Take what `--exclude` names.

        Raises:
            UsageError: One is neither a domain nor an address.
        """
        self.domains: set[str] = set()
        """Lower case, punycode."""
        self._beginnings: list[str] = []
        for written in patterns:
            if (wrong := self._add(written)) is not None:
                raise UsageError(f"--exclude: {wrong.en}", f"--exclude：{wrong.zh}")

    def add_file(self, path: Path) -> None:
        """Add a list: one domain or address in a line, `#` begins a comment; any encoding that lists take.

        Raises:
            SiteListError: The file cannot be read, or a line is neither: nobody is asked by a list that is half read.
        """
        from icplint.collect.sites.charset import tell_charset  # noqa: PLC0415 - most runs leave nobody out

        try:
            with path.open("rb") as file:
                codec = tell_charset(file, str(path)).codec
            with path.open(encoding=codec, errors="replace", newline=None) as lines:
                for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE), ""), start=1):
                    self._add_line(line, path, number)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise SiteListError(
                f"{path}: cannot be read: {why}; without its opt-out list no run begins",
                f"{path}：无法读取：{why}；读不到退出名单时不开始核查",
            ) from None

    def holds(self, site: Site) -> bool:
        """Whether a site is not to be asked. Saved pages make no request and are not held."""
        if not self.domains and not self._beginnings:
            return False
        match site.target:
            case WebAddress(url):
                return self._holds_host(_host(url)) or url.startswith(tuple(self._beginnings))
            case BareDomain(host, path):
                addresses = (f"https://{host}{path}", f"http://{host}{path}")
                return self._holds_host(_host(f"//{host}")) or any(
                    address.startswith(tuple(self._beginnings)) for address in addresses
                )
            case SavedPage() | SavedFolder():
                return False

    def _holds_host(self, host: str) -> bool:
        return is_within(host, self.domains)

    def _add_line(self, line: str, path: Path, number: int) -> None:
        written = line.partition("#")[0].strip().strip("\ufeff")
        if number > MOST_LINES:
            raise SiteListError(
                f"{path}: more than {MOST_LINES} lines; name domains instead of addresses",
                f"{path}：超过 {MOST_LINES} 行；请改列域名",
            )
        if written and (wrong := self._add(written)) is not None:
            raise SiteListError(f"{path}, line {number}: {wrong.en}", f"{path} 第 {number} 行：{wrong.zh}")

    def _add(self, written: str) -> Text | None:
        """Take one pattern; or say why it is none."""
        if "://" in written:
            address = page_address(written)
            if isinstance(address, Text):
                return address
            self._beginnings.append(address)
            return None
        try:
            host = host_of(written.removeprefix("*."))
        except NotAHost as error:
            return error.reason
        if "/" in written:
            shown = quoted(written)
            return Text(
                en=f"{shown} is no domain; begin an address with https://",
                zh=f"{shown} 不是域名；网址请以 https:// 开头",
            )
        self.domains.add(host)
        return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".")
