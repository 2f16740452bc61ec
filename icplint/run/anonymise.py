"""`replay --anonymise`: a recording in which numbers, names and hosts are others, and all that is judged the same.

Each original has one replacement wherever it stands, made with a key that is thrown away: nobody can go back. What is a
sample, a joke or a famous number stays, for it is the fault. Whether anything is left is looked for at the end: a file
that still holds an original is not written.
"""

import hashlib
import hmac
import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import idna

from icplint.compare.name_parts import own_part
from icplint.errors import RecordingError
from icplint.facts.domains import is_address, registrable_domain
from icplint.facts.famous import famous_numbers
from icplint.keep.recording import Came, Recording, text_of, to_bytes
from icplint.late import pattern
from icplint.model.answer import Answer, Hop, Try
from icplint.model.ask import Ask
from icplint.model.outcome import Outcome
from icplint.model.reading import Occurrence, Reading
from icplint.model.site import BareDomain, Site, WebAddress
from icplint.numbers.digits import is_run
from icplint.resources import bundled

_DIGITS = pattern(r"[0-9\uff10-\uff19]{7,}")
_PHONE = pattern(
    r"(?<![0-9.])(?:\+?86[- ]?)?(?:0[0-9]{2,3}|[48]00|1[3-9][0-9])[- ][0-9]{3,4}[- ]?[0-9]{4}(?![0-9])"
)
_MAIL = pattern(r"[A-Za-z0-9_.+-]{1,64}@(?=[A-Za-z0-9-]+\.)")
_IPV4 = pattern(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])")
_HOST = pattern(
    r"(?:(?<=//)|(?<=\\/\\/)|(?<=%2[Ff]%2[Ff])|(?<=@)|\b(?=www\.))(?:[A-Za-z0-9_-]{1,63}\.){1,8}[A-Za-z]{2,18}\b"
)
_LATIN_FORM = pattern(
    r"(?:,?\s*(?:co\.?,?\s*ltd\.?|company limited|inc\.?|llc|limited|ltd\.?|corporation|corp\.?|group))+\Z",
    re.IGNORECASE,
)
_LATIN = pattern(r"[A-Za-z]")
_CHINESE_SIGNS = "安达云石禾木竹松泉溪山川星月晨和顺泰康宁瑞祥丰盛华美佳乐清雅文博远航启明"
_SYLLABLES = ("an", "da", "lin", "mo", "ren", "su", "tao", "wen", "xin", "yue")
_SUFFIX = pattern(r"\s*[-\u2010-\u2015\uff0d]\s*[0-9\uff10-\uff19]{1,5}[A-Za-z]?\s*\Z")
"""The sequence of a service behind a number."""
_SHORTEST_NUMBER = 6
_SHORTEST_NAME = 2
_SHORTEST_LABEL = 4
_WHOLE_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_FACTS = ("official_hosts", "refusals", "platforms", "famous", "parodies", "checkers")


def anonymised(recording: Recording, outcome: Outcome, key: bytes) -> Recording:
    """The recording with other numbers, names and hosts.

    Args:
        recording: Of one site.
        outcome: What it was judged to be; its readings tell the names and numbers.
        key: Random, for this one file.
    """
    masks = _Masks(recording, outcome, key)
    return Recording(
        site=_site(recording.site, masks.mask),
        answers=tuple((_ask(ask, masks.mask), _came(came, masks)) for ask, came in recording.answers),
        named_sitemaps={
            masks.mask(url): tuple(map(masks.mask, named)) for url, named in recording.named_sitemaps.items()
        },
    )


def hold_anonymous(original: Recording, outcome: Outcome, made: Recording, again: Outcome) -> None:
    """Hold that nothing of the original is left.

    Args:
        original: The recording as it was.
        outcome: What it was judged to be.
        made: The one that is to be given away.
        again: What that one was judged to be.

    Raises:
        RecordingError: It names the first thing that is left.
    """
    written = to_bytes(made).decode("utf-8", "replace")
    readable = "\n".join((written, html.unescape(written), unquote(written))).lower()
    numbers = _number_digits(outcome)
    long = sorted(
        digits for digits in numbers if len(digits) > _SHORTEST_NUMBER
    )  # six may stand there by chance
    for left in (*_own_domains(original), *_names(original.site, outcome), *long):
        if left.lower() in readable:
            raise _left(left)
    for still in numbers & _number_digits(again):
        raise _left(still)


def _left(what: str) -> RecordingError:
    return RecordingError(
        f"--anonymise: {what!r} is still in the recording, so it is not written; edit the recording by hand",
        f"--anonymise：应答记录中仍有 {what!r}，因此未写入；请手工编辑该记录",
    )


def changed_rules(one: Outcome, other: Outcome) -> tuple[str, ...]:
    """Rules whose verdict is another one."""
    rules = sorted({*one.verdicts, *other.verdicts})
    return tuple(rule for rule in rules if one.verdicts.get(rule) != other.verdicts.get(rule))


class _Masks:
    """Replacements, each found once."""

    def __init__(self, recording: Recording, outcome: Outcome, key: bytes) -> None:
        self._key = key
        self._hosts: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        """By what stands there: names, labels and spaced numbers; replaced as whole texts, the longest first."""
        for domain in _own_domains(recording):
            self._hosts[domain] = f"anonymous-{len(self._hosts) + 1}.{domain.partition('.')[2]}"
        for name in _names(recording.site, outcome):
            self._add_name(name)
        for raw in _raws(outcome):
            self._add_spaced(raw)
        self._own = _any_of(self._hosts, whole_words=False)
        labels = {domain.partition(".")[0] for domain in self._hosts}
        self._labels = _any_of([label for label in labels if len(label) >= _SHORTEST_LABEL], whole_words=True)
        self._names = _any_of(self._plain, whole_words=False)

    def mask(self, text: str) -> str:
        """The text with every original replaced."""
        if self._names is not None:
            text = self._names.sub(lambda found: self._plain[found[0]], text)
        text = _MAIL.sub("mail@", text)
        text = _IPV4.sub(lambda found: self._address(found[0]), text)
        text = _HOST.sub(lambda found: self._foreign(found[0]), text)
        if self._own is not None:
            text = self._own.sub(lambda found: self._hosts[found[0].lower()], text)
        if self._labels is not None:
            text = self._labels.sub("anonymous", text)
        text = _PHONE.sub(lambda found: self._spaced(found[0], keep=3), text)
        return _DIGITS.sub(lambda found: self._digits(found[0]), text)

    def _digits(self, run: str) -> str:
        plain = run.translate(_NARROW)
        keep = _kept_length(plain)
        if _is_sample(plain):
            return run
        other = plain[:keep] + self._stream(plain, len(plain) - keep)
        return "".join(
            chr(ord(sign) + 0xFEE0) if wide > "\uff00" else sign
            for sign, wide in zip(other, run, strict=True)
        )

    def _stream(self, of: str, length: int) -> str:
        """Digits that only the key tells, never those that stand there."""
        for attempt in range(100):
            made = hmac.new(self._key, f"{attempt} {of}".encode(), hashlib.sha256).digest()
            digits = str(int.from_bytes(made, "big"))[-length:] if length else ""
            if digits != of[-length:] or not length:
                return digits.rjust(length, "7")
        raise AssertionError(of)

    def _spaced(self, raw: str, *, keep: int = 0) -> str:
        """Digits with something between them: replaced one by one, what stands between them stays."""
        plain = _digits_of(raw)
        keep = keep or _kept_length(plain)
        other = iter(plain[:keep] + self._stream(plain, len(plain) - keep))
        return "".join(next(other) if sign.isdigit() else sign for sign in raw)

    def _add_spaced(self, raw: str) -> None:
        plain = _digits_of(raw)
        if len(plain) >= _SHORTEST_NUMBER and _DIGITS.search(raw) is None and not _is_sample(plain):
            body = _SUFFIX.sub("", raw)
            self._plain[raw] = self._spaced(body) + raw[len(body) :]

    def _add_name(self, name: str) -> None:
        made = self._latin(name) if _LATIN.match(name) else self._chinese(name)
        self._plain[name] = made
        for charset in ("utf-8", "gb18030"):
            for spelled in (str.upper, str.lower):
                self._plain[_percent(name, charset, spelled)] = _percent(made, charset, spelled)
        self._plain["".join(f"\\u{ord(sign):04x}" for sign in name)] = made
        self._plain["".join(f"&#{ord(sign)};" for sign in name)] = made

    def _chinese(self, name: str) -> str:
        made = hmac.new(self._key, name.encode(), hashlib.sha256).digest()
        return "".join(_CHINESE_SIGNS[made[place % 32] % len(_CHINESE_SIGNS)] for place in range(len(name)))

    def _latin(self, name: str) -> str:
        made = hmac.new(self._key, name.lower().encode(), hashlib.sha256).digest()
        return "".join(_SYLLABLES[one % len(_SYLLABLES)] for one in made[:3]).capitalize()

    def _foreign(self, host: str) -> str:
        domain = registrable_domain(host.lower())
        if domain is None or domain in self._hosts or domain.endswith(".gov.cn") or _is_public(domain):
            return host
        self._addresses.setdefault(domain, f"other-{len(self._addresses) + 1}.{domain.partition('.')[2]}")
        return host[: len(host) - len(domain)] + self._addresses[domain]

    def _address(self, written: str) -> str:
        try:
            if not ip_address(written).is_global:
                return written
        except ValueError:
            return written
        made = hmac.new(self._key, written.encode(), hashlib.sha256).digest()
        return f"198.51.100.{made[0]}"


_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)}


def _percent(text: str, charset: str, spelled: Callable[[str], str]) -> str:
    return spelled(quote(text.encode(charset, "replace")))


def _is_sample(digits: str) -> bool:
    """Whether digits are a template's or a famous site's: they stay, for they are the fault."""
    return is_run(digits) or not digits[_kept_length(digits) :].strip("0") or digits in _kept_digits()


def _kept_length(digits: str) -> int:
    """How many leading digits tell a place and a kind, or a year, and stay: rules judge by them."""
    if len(digits) in (12, 13, 14, 15):
        return 8
    if len(digits) >= 8 and _WHOLE_YEAR.match(digits):
        return 4
    return 2 if len(digits) in (6, 8) else 0


@cache
def _kept_digits() -> frozenset[str]:
    return frozenset("".join(re.findall(r"[0-9]+", number)) for number in famous_numbers())


@cache
def _is_public(domain: str) -> bool:
    """Whether a domain stands in the facts: authorities, firewalls, platforms. Rules judge by them."""
    return any(domain in bundled(f"facts/{name}.toml").read_text(encoding="utf-8") for name in _FACTS)


def _any_of(originals: Iterable[str], *, whole_words: bool) -> re.Pattern[str] | None:
    longest_first = sorted(originals, key=len, reverse=True)
    if not longest_first:
        return None
    pattern = "|".join(map(re.escape, longest_first))
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])" if whole_words else pattern, _FLAGS[whole_words]
    )


_FLAGS = {True: re.IGNORECASE, False: re.NOFLAG}


def _own_domains(recording: Recording) -> tuple[str, ...]:
    """The registrable domains that were asked for or answered, and their Chinese spellings; the longest first."""
    addresses = [url for ask, came in recording.answers for url in (*ask.candidates, *_addresses_of(came))]
    match recording.site.target:
        case WebAddress(url):
            addresses.append(url)
        case BareDomain(host):
            addresses.append(f"https://{host}/")
        case _:
            pass
    if recording.site.stands_for:
        addresses.append(recording.site.stands_for)
    hosts = {(urlsplit(url).hostname or "").rstrip(".") for url in addresses}
    domains = {
        domain for host in hosts if host and not is_address(host) and (domain := registrable_domain(host))
    }
    domains -= {domain for domain in domains if _is_public(domain)}
    return tuple(
        sorted({*domains, *(one for domain in domains if (one := _unicode(domain)) != domain)}, key=len)[::-1]
    )


def _unicode(domain: str) -> str:
    try:
        return idna.decode(domain)
    except (UnicodeError, idna.IDNAError):
        return domain


def _addresses_of(came: Came) -> Iterator[str]:
    facts = came.response if isinstance(came, Answer) else came
    yield facts.url
    yield from (hop.url for hop in facts.hops)


def _pages(outcome: Outcome) -> tuple[Reading, ...]:
    return outcome.pages


def _names(site: Site, outcome: Outcome) -> tuple[str, ...]:
    """What is one's own in the names of the owner and the organiser; the longest first."""
    whole = [site.entity, outcome.site.entity]
    for page in _pages(outcome):
        whole += [
            notice.owner for notice in page.evidence.copyrights if "template-owner" not in notice.faults
        ]
        whole += page.evidence.organisers
    found = {own for name in whole if name and len(own := _own_part(name)) >= _SHORTEST_NAME}
    return tuple(sorted(found, key=len, reverse=True))


def _own_part(name: str) -> str:
    if _LATIN.match(name.strip()):
        return _LATIN_FORM.sub("", name.strip())
    own = own_part(name)
    return own if own in name else name.strip()


def _raws(outcome: Outcome) -> Iterator[str]:
    for page in _pages(outcome):
        yield from (one.raw for one in _numbers(page))


def _numbers(page: Reading) -> Iterator[Occurrence]:
    found = page.evidence
    yield from (*found.icp, *found.psb, *found.near_misses, *found.licences)


def _number_digits(outcome: Outcome) -> set[str]:
    """The digits of the numbers that a page shows, samples and famous ones aside."""
    found = set(map(_digits_of, _raws(outcome)))
    return {digits for digits in found if len(digits) >= _SHORTEST_NUMBER and not _is_sample(digits)}


def _digits_of(raw: str) -> str:
    """The digits of a number as written, its suffix left out."""
    return "".join(sign for sign in _SUFFIX.sub("", raw) if sign.isdigit()).translate(_NARROW)


def _site(site: Site, mask: Callable[[str], str]) -> Site:
    match site.target:
        case WebAddress(url):
            target: WebAddress | BareDomain = WebAddress(mask(url))
        case BareDomain(host, path):
            target = BareDomain(mask(f"//{host}")[2:], mask(path))
        case _:
            raise AssertionError(site.target)
    texts: dict[str, Any] = {
        name: mask(value)
        for name in ("label", "stands_for", "entity", "icp", "psb")
        if (value := getattr(site, name)) is not None
    }
    label = mask(f"//{site.label}")[2:]
    return replace(site, target=target, id=None, **{**texts, "label": label})


def _ask(ask: Ask, mask: Callable[[str], str]) -> Ask:
    return replace(ask, candidates=tuple(map(mask, ask.candidates)), hops=(), private_host=None)


def _came(came: Came, masks: _Masks) -> Came:
    mask = masks.mask
    facts = came.response if isinstance(came, Answer) else came
    common: dict[str, Any] = {
        "url": mask(facts.url),
        "headers": tuple((name, mask(value)) for name, value in facts.headers),
        "hops": tuple(Hop(mask(one.url), one.status, mask(one.location), one.kind) for one in facts.hops),
        "tries": tuple(Try(mask(one.url), one.result, mask(one.detail)) for one in facts.tries),
    }
    if isinstance(came, Answer):
        address = None if came.response.address is None else mask(came.response.address)
        response = replace(came.response, address=address, **common)
        return replace(came, response=response, body=_masked_body(came.body, mask))
    return replace(came, detail=mask(came.detail), body=_masked_body(came.body, mask), **common)


def _masked_body(body: bytes, mask: Callable[[str], str]) -> bytes:
    """The body with its text replaced, in its own charset; nothing of one that is no text."""
    if (found := text_of(body)) is not None:
        return mask(found[0]).encode(found[1], "xmlcharrefreplace")
    readings = [(body.decode(charset, "surrogateescape"), charset) for charset in ("utf-8", "gb18030")]
    text, charset = min(readings, key=lambda one: _broken(one[0]))
    return mask(text).encode(charset, "surrogateescape") if _broken(text) * 20 <= len(text) else b""


def _broken(text: str) -> int:
    """Bytes that are no text in the charset."""
    return sum("\udc80" <= sign <= "\udcff" for sign in text)
