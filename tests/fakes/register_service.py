"""A register's service on loopback: plays ICP_Query, well or badly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import trio

from icplint.collect.register.asking import Manners, control_domains
from tests.fakes.servers import Script, response, saying, serve

HASTY = Manners(pause_s=0.0, back_off_s=0.0)
"""As polite as ever, but without waiting."""


def row(domain: str = "example.cn", site: str = "京ICP备16059763号-1", **more: object) -> dict[str, object]:
    """A row as the ministry's site sends it; the person in it is made up."""
    return {
        "contentTypeName": "",
        "domain": domain,
        "domainId": 10004219290,
        "leaderName": "李某某",
        "limitAccess": "否",
        "mainId": 6504864,
        "mainLicence": site.partition("号")[0] + "号",
        "natureName": "企业",
        "serviceId": 10001392064,
        "serviceLicence": site,
        "unitName": "某某（北京）科技有限公司",
        "updateRecordTime": "2021-08-16 13:55:56",
        **more,
    }


def document(*rows: Mapping[str, object], **params: object) -> dict[str, Any]:
    """The whole answer around rows."""
    count = len(rows)
    around = {"hasNextPage": False, "pageNum": 1, "pages": 1, "size": count, "total": count, **params}
    return {"code": 200, "msg": "操作成功", "params": {**around, "list": list(rows)}, "success": True}


def telling(said: object, *headers: str, status: str = "200 OK") -> Script:
    """Send something as JSON."""
    body = json.dumps(said, ensure_ascii=False).encode()
    return saying(response(body, "Content-Type: application/json; charset=utf-8", *headers, status=status))


def rows(*told: Mapping[str, object]) -> Script:
    """Send a sound answer with these rows; without any, an empty list."""
    return telling(document(*told))


def in_turn(*scripts: Script) -> Script:
    """One after the other, from request to request; the last one for all that follow."""
    left = list(scripts)

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(stream, request)

    return script


@dataclass
class PlayedService:
    """What it says for each domain; it knows the domains that everybody knows, unless it is barred."""

    told: Mapping[str, Script] = field(default_factory=dict)
    is_barred: bool = False
    """The ministry's site sends it empty lists, whatever it asks for."""
    asked: list[str] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)

    async def answer(self, stream: trio.abc.Stream, request: bytes) -> None:
        target = urlsplit(request.split(b" ")[1].decode("ascii"))
        domain = parse_qs(target.query)["search"][0]
        self.asked.append(domain)
        self.requests.append(request)
        known = rows(row(domain)) if domain in control_domains() else rows()
        await (rows() if self.is_barred else self.told.get(domain, known))(stream, request)

    async def open(self, nursery: trio.Nursery, host: str = "127.0.0.1") -> str:
        """Serve as long as the nursery lives; the address comes back, without a slash."""
        return f"http://{host}:{await serve(nursery, self.answer, host=host)}"
