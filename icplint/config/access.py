"""Reads `[[access]]`: how hosts are visited that the public does not see yet. Faults never quote a secret."""

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from icplint.collect.sites.host import NotAHost, host_of
from icplint.config import values
from icplint.config.tables import must_be, tables_in, unknown_key
from icplint.late import pattern
from icplint.model.access import Access
from icplint.model.text import Text, text

_KEYS = ("host", "headers", "cookies", "user", "password", "over_http", "sent_as", "proxy")
_MOST = 1_000
_MOST_FIELDS = 50
_HOST_AND_PORT = pattern(r"(?P<host>\[[^\]]+\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?")
_FIELD_NAME = pattern(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}")
_COOKIE_VALUE = pattern(r"[!#-+\--:<-\[\]-~]{0,4000}")
"""RFC 6265, section 4.1.1: no blanks, quotes, commas, semicolons, backslashes."""
_NOT_TO_BE_SET = {
    "host": text(en="sent_as", zh="sent_as"),
    "cookie": text(en="cookies", zh="cookies"),
    "user-agent": text(en="--user-agent", zh="--user-agent"),
}
_OF_THE_CONNECTION = frozenset(
    {"accept-encoding", "connection", "content-length", "te", "trailer", "transfer-encoding", "upgrade"}
    | {"if-modified-since", "if-none-match", "if-match", "if-range", "if-unmodified-since", "range"}
)
_PROXY_SCHEMES = ("http", "https")


def read_access(
    table: object, source: str, environ: Mapping[str, str], faults: list[Text]
) -> tuple[Access, ...]:
    """The hosts in the order of the file; what is wrong is added to the faults, a line for each.

    A value may be written `{ env = "NAME" }`: it is then the environment's, and stands in no file.

    Args:
        table: What stands under `access`.
        source: The file's name.
        environ: The environment.
        faults: Lines that name file, key and remedy, never a value.
    """
    found: dict[str, Access] = {}
    for where, entry in tables_in(table, "access", _MOST, source, faults):
        access = _Entry(entry, where, source, environ, faults).read()
        if access is None:
            continue
        if access.host in found:
            faults.append(
                text(
                    en=f"{source}: {where}: the host {access.host} has a table already; put both into one",
                    zh=f"{source}：{where}：主机 {access.host} 已有一个表；请合并为一个",
                )
            )
        found[access.host] = access
    return tuple(found.values())


class _Entry:
    """One table of `[[access]]`."""

    def __init__(
        self,
        entry: Mapping[str, object],
        where: str,
        source: str,
        environ: Mapping[str, str],
        faults: list[Text],
    ) -> None:
        self._entry = entry
        self._where = where
        self._source = source
        self._environ = environ
        self._faults = faults

    def read(self) -> Access | None:
        before = len(self._faults)
        self._faults.extend(
            unknown_key(self._source, self._where, key, _KEYS) for key in self._entry if key not in _KEYS
        )
        headers = (*self._headers(), *self._login(), *self._cookies())
        names = [name.lower() for name, _ in headers]
        if len(set(names)) < len(names):
            self._wrong(
                "headers",
                text(
                    en="without an Authorization of its own beside user and password, and each name once",
                    zh="不重复的请求头；已有 user 和 password 时不能再写 Authorization",
                ),
            )
        access = Access(
            host=self._host(),
            headers=headers,
            over_http=self._switch("over_http"),
            sent_as=self._sent_as(),
            proxy=self._proxy(),
        )
        if len(self._faults) == before and not (headers or access.sent_as or access.proxy):
            self._faults.append(
                text(
                    en=f"{self._source}: {self._where} says nothing of how {access.host} is visited; "
                    "give headers, cookies, user and password, sent_as or proxy",
                    zh=f"{self._source}：{self._where} 未说明如何访问 {access.host}；"
                    "请填写 headers、cookies、user 和 password、sent_as 或 proxy",
                )
            )
        return access if len(self._faults) == before else None

    def _host(self) -> str:
        expected = text(
            en="one host, such as staging.example.cn or staging.example.cn:8443",
            zh="一个主机名，如 staging.example.cn 或 staging.example.cn:8443",
        )
        written = values.line(self._entry.get("host"))
        parts = None if isinstance(written, Text) else _HOST_AND_PORT.fullmatch(written)
        if parts is not None:
            try:
                host = host_of(parts["host"])
            except NotAHost:
                pass
            else:
                port = int(parts["port"] or 443)
                if 0 < port < 1 << 16:
                    return host if port in {80, 443} else f"{host}:{port}"
        self._wrong("host", expected)
        return ""

    def _headers(self) -> tuple[tuple[str, str], ...]:
        found = []
        for name, value in self._fields("headers"):
            lower = name.lower()
            if (instead := _NOT_TO_BE_SET.get(lower)) is not None:
                self._wrong(
                    f"headers.{name}", text(en=f"given as {instead.en}", zh=f"改用 {instead.zh} 填写")
                )
            elif lower in _OF_THE_CONNECTION:
                self._wrong(
                    f"headers.{name}",
                    text(en="left out: icplint sets it itself", zh="删去：由 icplint 自行设置"),
                )
            elif isinstance(line := values.header_line(value), Text):
                self._wrong(f"headers.{name}", line)
            else:
                found.append((name, line))
        return tuple(found)

    def _cookies(self) -> tuple[tuple[str, str], ...]:
        pairs = []
        for name, value in self._fields("cookies"):
            if _COOKIE_VALUE.fullmatch(value):
                pairs.append(f"{name}={value}")
            else:
                self._wrong(
                    f"cookies.{name}",
                    text(
                        en="a cookie's value: ASCII without blanks, quotes, commas and semicolons",
                        zh="有效的 Cookie 值：ASCII 字符，不含空格、引号、逗号和分号",
                    ),
                )
        return (("Cookie", "; ".join(pairs)),) if pairs else ()

    def _login(self) -> tuple[tuple[str, str], ...]:
        if "user" not in self._entry and "password" not in self._entry:
            return ()
        user, password = self._secret("user"), self._secret("password")
        if user is None or password is None or ":" in user:
            self._wrong(
                "user",
                text(
                    en="given together with password, both as texts, the user without a colon",
                    zh="与 password 一同填写的文字，用户名中不能有冒号",
                ),
            )
            return ()
        return (("Authorization", f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"),)

    def _sent_as(self) -> str | None:
        if "sent_as" not in self._entry:
            return None
        written = values.line(self._entry["sent_as"])
        try:
            if not isinstance(written, Text) and ":" not in written:
                return host_of(written)
        except NotAHost:
            pass
        self._wrong("sent_as", text(en="a host name, such as www.example.cn", zh="主机名，如 www.example.cn"))
        return None

    def _proxy(self) -> str | None:
        if "proxy" not in self._entry:
            return None
        written = self._secret("proxy")
        try:
            parts = urlsplit(written or "")
            is_proxy = (
                parts.scheme in _PROXY_SCHEMES
                and bool(parts.hostname)
                and parts.port != 0
                and parts.path in {"", "/"}
                and not parts.query + parts.fragment
                and (written or "").isascii()
            )
        except ValueError:
            is_proxy = False
        if is_proxy:
            return written
        self._wrong(
            "proxy",
            text(
                en="the address of an HTTP proxy, such as http://proxy.example.cn:3128",
                zh="HTTP 代理的地址，如 http://proxy.example.cn:3128",
            ),
        )
        return None

    def _fields(self, key: str) -> list[tuple[str, str]]:
        """The names and values of a table within the entry."""
        said = self._entry.get(key, {})
        if isinstance(said, Mapping) and len(said) <= _MOST_FIELDS and all(map(_FIELD_NAME.fullmatch, said)):
            found = [(name, self._text(value, f"{key}.{name}")) for name, value in said.items()]
            return [(name, value) for name, value in found if value is not None]
        self._wrong(
            key,
            text(
                en=f'a table of at most {_MOST_FIELDS} names: {{ name = "value" }}',
                zh=f'不超过 {_MOST_FIELDS} 项的表：{{ 名称 = "值" }}',
            ),
        )
        return []

    def _secret(self, key: str) -> str | None:
        return self._text(self._entry[key], key) if key in self._entry else None

    def _text(self, value: object, key: str) -> str | None:
        """A text of the file, or that of the variable which the file names."""
        if isinstance(value, Mapping) and set(value) == {"env"} and isinstance(name := value["env"], str):
            if name not in self._environ:
                self._wrong(
                    key,
                    text(
                        en=f"in the environment: the variable {name!r} is not set",
                        zh=f"环境变量的值：变量 {name!r} 未设置",
                    ),
                )
                return None
            value = self._environ[name]
        read = values.line(value) if value != "" else ""
        if isinstance(read, Text):
            self._wrong(key, text(en='a text, or { env = "NAME" }', zh='文字，或 { env = "变量名" }'))
            return None
        return read

    def _switch(self, key: str) -> bool:
        read = values.switch(self._entry.get(key, False))
        if isinstance(read, Text):
            self._wrong(key, read)
            return False
        return bool(read)

    def _wrong(self, key: str, expected: Text) -> None:
        self._faults.append(must_be(self._source, f"{self._where}.{key}", expected))
