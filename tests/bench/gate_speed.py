"""How long a gate takes, by the side of what every such tool has to do, and of two linters of HTML.

    python tests/bench/gate_speed.py [FOLDER_WITH_node_modules]

One page: `icplint check FILE` × `python -c "import selectolax, click"`. A folder: 1,000 pages of about 60 KB, each with a
footer, × htmlhint and × html-validate (npm) over the same folder; they are installed into a folder of their own where
none is given. Wall seconds, in turn, medians of the rounds; only the ratios may be compared between two machines.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random  # noqa: TID251 - made here from a fixed seed

PAGES = 1_000
PAGE_BYTES = 60_000
ROUNDS_OF_A_FILE = 9
ROUNDS_OF_A_FOLDER = 3
PEERS = ("htmlhint", "html-validate")
FOOTER = (
    '<footer class="footer"><p>© 2019-2026 示例科技有限公司 版权所有</p><p><a href="https://beian.miit.gov.cn/" '
    'target="_blank">京ICP备2021009999号-1</a> <a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001" '
    'rel="noreferrer" target="_blank"><img src="/beian.png" alt="备案">京公网安备11010502030001号</a></p></footer>'
)
SIGNS = "我们的产品服务于各地客户提供设计开发测试与运行支持欢迎联系了解更多详情关于新闻案例方案招聘文档下载"


def main(arguments: Sequence[str]) -> None:
    """Measure one page and one folder, and print ratios."""
    with tempfile.TemporaryDirectory(prefix="icplint-gate-") as name:
        work = Path(name)
        site = work / "site"
        _build(site)
        _tell_a_file(site / "index.html")
        peers = Path(arguments[0]) if arguments else _installed(work / "peers")
        _tell_a_folder(site, peers)


def _tell_a_file(page: Path) -> None:
    ours = [sys.executable, "-m", "icplint", "check", str(page), "--quiet"]
    floor = [sys.executable, "-c", "import selectolax, click"]
    ratios = []
    _seconds(ours)  # what the first start of a fresh checkout compiles, the next ones find
    for _ in range(ROUNDS_OF_A_FILE):
        bare = _seconds(floor)
        ratios.append(_seconds(ours) / bare)
    _tell(f"one file, × importing selectolax and click: {_spread(ratios)} (bound 2.5)")


def _tell_a_folder(site: Path, peers: Path | None) -> None:
    commands: dict[str, list[str]] = {"icplint": [sys.executable, "-m", "icplint", "check", str(site), "-q"]}
    if peers is not None:
        config = site.parent / "html-validate.json"
        config.write_text(
            json.dumps({"extends": ["html-validate:recommended"], "root": True}), encoding="utf-8"
        )
        tools = peers / "node_modules" / ".bin"
        commands["htmlhint"] = [str(tools / "htmlhint"), "--format", "json", f"{site}/**/*.html"]
        commands["html-validate"] = [
            str(tools / "html-validate"), "-c", str(config), "--formatter", "json", f"{site}/**/*.html",
        ]  # fmt: skip
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS_OF_A_FOLDER):
        for name, command in commands.items():
            taken[name].append(_seconds(command))
    ours = statistics.median(taken["icplint"])
    _tell(f"{PAGES} pages of {PAGE_BYTES} bytes on {os.cpu_count()} cores: {PAGES / ours:.0f} pages/s")
    for name, bound in zip(PEERS, (3.5, 50), strict=True):
        if name in taken:
            ratios = [theirs / own for theirs, own in zip(taken[name], taken["icplint"], strict=True)]
            _tell(f"  × {name}: {_spread(ratios)} (bound {bound})")


def _seconds(command: Sequence[str]) -> float:
    # Installed programs have their bytecode beside them: a setting of this shell must not take it from ours.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False)
    return time.perf_counter() - started


def _spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _build(site: Path) -> None:
    """A built site: the same template on every page, with text of its own."""
    chance = Random(7)
    for number in range(PAGES):
        path = site / ("index.html" if number == 0 else f"news/{number:04}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(number, chance), encoding="utf-8")


def _page(number: int, chance: Random) -> str:
    head = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>第 {number} 页</title>'
        '<link rel="stylesheet" href="/site.css"></head><body><header><nav><ul>'
        + "".join(f'<li class="item"><a href="/c/{one}">栏目{one}</a></li>' for one in range(12))
        + "</ul></nav></header><main>"
    )
    parts = [head]
    size = len(head.encode()) + len(FOOTER.encode()) + 30
    while size < PAGE_BYTES:
        text = "".join(chance.choices(SIGNS, k=chance.randint(20, 80)))
        part = f'<div class="card"><h3>{text[:8]}</h3><p>{text}，<a href="/p/{chance.randint(1, 999)}">详情</a></p></div>\n'
        parts.append(part)
        size += len(part.encode())
    return "".join((*parts, "</main>", FOOTER, "</body></html>"))


def _installed(folder: Path) -> Path | None:
    """The peers, installed for this run; None where npm cannot."""
    folder.mkdir()
    command = ["npm", "install", "--no-audit", "--no-fund", *PEERS]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except OSError:
        done = None
    if done is None or done.returncode:
        _tell("npm could not install htmlhint and html-validate; only icplint is measured")
        return None
    return folder


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
