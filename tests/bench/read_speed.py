"""How long reading and judging a page takes, by the side of only decoding and parsing it.

    python tests/bench/read_speed.py [CORPUS]

CORPUS is a folder of saved pages. Each page is decoded and parsed, then read and judged, in turn and in one
process; the first round is dropped. Hostile shapes follow with their CPU seconds. Seconds tell the machine,
ratios tell the code: only these may be compared between two machines.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from icplint.judge.engine import judge
from icplint.model.answer import Answer, FetchFailure, Response
from icplint.model.case import Case
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings
from icplint.model.site import SavedPage, Site
from icplint.numbers import find
from icplint.packs import load_rules
from icplint.read.evidence import notices
from icplint.read.page.bounds import MAX_ATTRIBUTES
from icplint.read.reader import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pages"
ADDRESS = "https://www.example.cn/"
TODAY = date(2026, 11, 24)
ROUNDS = 6
SLOWEST = 10
CODECS = {"big5": "big5hkscs", "windows-1252": "cp1252", "shift_jis": "cp932", "euc-kr": "cp949"}
FOOTER = (
    '<footer><p>版权所有 © 2020-2026 某某科技有限公司</p><a href="https://beian.miit.gov.cn/">京ICP备16059763号-1</a>'
    "</footer>"
)


def main(arguments: Sequence[str]) -> None:
    """Measure a corpus and the hostile shapes, and print what was measured."""
    # The same pages come again and again: what reading remembers of one page must not help it with the next.
    find.REMEMBERED = notices.REMEMBERED = -1
    rules = load_rules()
    folder = Path(arguments[0]) if arguments else CORPUS
    pages = sorted(folder.glob("*.html"))
    if pages:
        _tell_corpus(pages, rules)
    else:
        _tell(f"no *.html in {folder}")
    _tell_hostile(rules)


def _tell_corpus(pages: Sequence[Path], rules: Sequence[Rule]) -> None:
    measured = {page: _pairs(page, rules) for page in pages}
    bare = sum(one for pairs in measured.values() for one, _ in pairs)
    whole = sum(one for pairs in measured.values() for _, one in pairs)
    ratios = sorted(ours / theirs for pairs in measured.values() for theirs, ours in pairs)
    _tell(f"{len(pages)} pages, {ROUNDS - 1} rounds; reading and judging, × decoding and parsing:")
    _tell(f"  sum    {whole / bare:.2f}")
    _tell(f"  median {statistics.median(ratios):.2f}")
    _tell(f"  p90    {ratios[len(ratios) * 9 // 10]:.2f}")
    _tell(f"  the {SLOWEST} slowest:")
    page_ratios = {page: statistics.median(b / a for a, b in pairs) for page, pairs in measured.items()}
    for page in sorted(pages, key=page_ratios.__getitem__, reverse=True)[:SLOWEST]:
        milliseconds = statistics.median(ours for _, ours in measured[page]) * 1_000
        _tell(
            f"  {page_ratios[page]:6.2f}  {milliseconds:7.2f} ms  {page.stat().st_size:9,} bytes  {page.name}"
        )


def _pairs(page: Path, rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """CPU seconds for decoding and parsing, and for reading and judging, of each round but the first."""
    body = page.read_bytes()
    answer = Answer(Response(url=ADDRESS), body)
    reading = read(answer)
    charset = "utf-8" if isinstance(reading, FetchFailure) else reading.charset
    codec = CODECS.get(charset, charset)
    pairs = []
    for _ in range(ROUNDS):
        bare = _seconds(lambda: LexborHTMLParser(body.decode(codec, "replace")))
        whole = _seconds(lambda: _read_and_judge(answer, rules))
        pairs.append((bare, whole))
    return pairs[1:]


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _read_and_judge(answer: Answer, rules: Sequence[Rule]) -> str:
    """Read and judge a page; how it ended."""
    found = read(answer)
    site = Site(index=0, label=ADDRESS, target=SavedPage(Path("page.html"), ADDRESS))
    outcome = judge(Case(site).plus([found]), rules, JudgeSettings(), TODAY)
    return outcome.not_checked.value if outcome.not_checked else "judged"


def _tell_hostile(rules: Sequence[Rule]) -> None:
    _tell("CPU seconds of hostile shapes, to read and judge:")
    for name, html in hostile_pages():
        answer = Answer(Response(url=ADDRESS), html.encode())
        gc.collect()
        started = time.process_time()
        ended = _read_and_judge(answer, rules)
        seconds = time.process_time() - started
        late = "  TOO LONG" if seconds > 1 else ""
        _tell(f"  {seconds:6.3f}  {len(answer.body):9,} bytes  {name}: {ended}{late}")


def hostile_pages() -> Iterator[tuple[str, str]]:
    """Pages at the bounds and beyond: a name, and the HTML."""
    paragraph = "<p>我们今天讨论网站建设的经验，以及如何写好一篇文章。<a href='/a'>详情</a></p>\n"
    number = "京ICP备16059763号-1 "
    for size in (100_000, 1_000_000, 4_000_000):
        yield f"plain page of {size:,} bytes", _filled(paragraph, size)
        yield f"numbers all over, {size:,} bytes", _filled(f"<p>{number}</p>", size)
        yield f"inline elements only, {size:,} bytes", _filled("<span class='x'>字</span><b>b</b> ", size)
    yield "nested up to the bound", _page("<div>" * 9_900 + number)
    yield "nested, with a number in each", _page(f"<div>{number}" * 9_900)
    yield "nested inline, with a number in each", _page(f"<b>{number}" * 9_900)
    yield "nested beyond the bound", _page("<div>" * 200_000)
    yield "one tag of 100,000 attributes", _page("<p " + " ".join(f"a{n}" for n in range(100_000)) + ">")
    yield "nested behind end tags of nothing", _page("<div></x>" * 400_000)
    yield "nested behind end tags in comments", _page("<div><!--</div>-->" * 200_000)
    yield "attributes that hold >", _page("<p " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">")
    yield (
        "many tags of as many attributes as may be",
        _filled("<p " + " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES - 1)) + ">x</p>", 4_000_000),
    )
    yield "200,000 anchors", _page("<a href=/a>x</a>" * 200_000)
    yield "200,000 anchors with numbers", _page("<a href=/a>备1</a>" * 200_000)
    yield "one text of 4 MB", _filled("字", 4_000_000)
    yield "one text of numbers, 4 MB", _filled(number, 4_000_000)
    yield "one text of notices, 4 MB", _filled("版权所有 © 2020 某公司 ", 4_000_000)
    yield "digits", _filled("京ICP备" + "1" * 100_000, 4_000_000)
    yield "letters and blanks", _filled("I C " * 10_000 + "京 I C P 备 " * 1_000, 4_000_000)
    yield "police words", _filled("公网" * 20 + "备" + "1 " * 40, 4_000_000)
    yield "dashes and digits", _filled("B2-" + "-1" * 40, 2_000_000)
    yield "many style rules", _page("<style>" + ".a{display:none}.b{background:url(x)}" * 50_000 + "</style>")
    yield "many style sheets", _page("<style>.a{display:none}</style>" * 100_000)
    yield (
        "open conditions in a style sheet",
        _page("<style>" + "@media{.a{display:none}" * 16_000 + "</style>"),
    )
    yield "many comments", _page("<!-- 备 -->" * 200_000)
    yield "comments that open and never close", _page("<!-- 备案 " * 200_000)
    yield "comments full of HTML", _page("<!-- <p>京ICP备16059763号-1</p> -->" * 80_000)
    yield "many scripts", _page("<script>var a='备案'</script>" * 80_000)
    yield (
        "scripts that write",
        _page("<script>document.write('<p>京ICP备16059763号-1</p>')</script>" * 60_000),
    )
    yield "one script of strings", _page("<script>" + "'备案'+" * 300_000 + "</script>")
    yield (
        "pictures beside a number",
        _page("<p>" + "<img src=a.png>" * 200_000 + "京公网安备11010502030001号</p>"),
    )
    yield "pictures and numbers", _page("<p>" + "<img src=a.png>京公网安备11010502030001号" * 40_000 + "</p>")
    yield "blocks of one sign", _page("<p>备" * 400_000)
    yield "a table without end tags", _page("<table>" + "<tr><td>1<td>备" * 150_000 + "</table>")
    yield "invisible signs", _filled("京\u200bI\u200bC\u200bP\u200b备\u200b1", 4_000_000)


def _filled(piece: str, size: int) -> str:
    return _page(piece * (size // len(piece.encode())))


def _page(body: str) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>某站</title></head><body>{body}{FOOTER}</body></html>"


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
