"""Pages of fleet sites, generated: Chinese text, lists of links, and the footer at the end."""

import gzip
import hashlib
from collections.abc import Iterator
from itertools import count

END = b"</footer></body></html>\n"
"""How every page ends: a body that was cut off does not."""

SMALLEST, LARGEST = 57_000, 98_000
"""Bytes of a page, before compression."""

_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四"
    "日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立"
)
_FOOTER = (
    '<footer class="site-footer"><div class="wrap"><p>© 2012-2026 第{n}号茶业有限公司 版权所有</p>'
    '<p><a href="https://beian.miit.gov.cn/" target="_blank">京ICP备{icp:08d}号-1</a> '
    '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502{psb:06d}" target="_blank">'
    '<img src="/static/police.png" alt="">京公网安备11010502{psb:06d}号</a></p></div>'
)


def pages(how_many: int) -> Iterator[bytes]:
    """So many pages, the same ones every time, their sizes spread from the smallest to the largest."""
    for number in range(how_many):
        size = SMALLEST + (LARGEST - SMALLEST) * number // max(how_many - 1, 1)
        yield _page(number, size)


def compressed(page: bytes) -> bytes:
    """A page as a server keeps it ready: the same bytes every time."""
    return gzip.compress(page, 6, mtime=0)


def _page(number: int, size: int) -> bytes:
    head = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>第{number}号茶业</title>'
        '<link rel="stylesheet" href="/static/site.css"><script src="/static/site.js" defer></script></head>'
        '<body><header><nav class="main-nav"><ul><li><a href="/">首页</a></li></ul></nav></header><main>'
    ).encode()
    footer = _FOOTER.format(n=number, icp=15_026_117 + number, psb=30_241 + number).encode()
    tail = b"</main>" + footer + END
    body = bytearray(head)
    for block in _blocks(number):
        if len(body) + len(block) + len(tail) > size:
            break
        body += block
    filling = size - len(body) - len(tail)
    return bytes(body) + b" " * filling + tail


def _blocks(seed: int) -> Iterator[bytes]:
    """News, products and long paragraphs in turn, as a company's home page has them."""
    dice = _dice(seed)
    for number in count():
        match number % 3:
            case 0:
                yield (
                    f'<article class="news-item"><h3 class="news-title"><a href="/news/{next(dice):x}/{number}.html">'
                    f'{_words(dice, 18)}</a></h3><time datetime="2026-{number % 12 + 1:02}-{number % 28 + 1:02}">'
                    f'</time><p class="news-summary">{_words(dice, 60)}</p></article>\n'
                ).encode()
            case 1:
                yield (
                    f'<div class="product-card"><a class="product-link" href="/product/{next(dice)}.html">'
                    f'<img class="lazy" src="/static/blank.gif" data-src="/upload/2026/{next(dice):06x}.jpg" '
                    f'width="220" height="165" alt="{_words(dice, 6)}"></a>'
                    f'<p class="product-name">{_words(dice, 8)}</p></div>\n'
                ).encode()
            case _:
                yield f'<p class="text">{_words(dice, 95)}。</p>\n'.encode()


def _words(dice: Iterator[int], signs: int) -> str:
    """Common characters often, others of the basic block now and then."""
    return "".join(_sign(next(dice)) for _ in range(signs))


def _sign(roll: int) -> str:
    if roll % 9 == 0:
        return chr(0x4E00 + (roll >> 4) % 3_000)
    return _COMMON[(roll >> 4) % len(_COMMON)]


def _dice(seed: int) -> Iterator[int]:
    """16-bit numbers without end, the same for a seed on every machine."""
    for block in count():
        rolled = hashlib.shake_128(b"%d.%d" % (seed, block)).digest(4_096)
        for start in range(0, len(rolled), 2):
            yield int.from_bytes(rolled[start : start + 2], "big")
