"""Our reading of DNS messages, against messages of dnspython and of attackers."""

from ipaddress import ip_address
from itertools import pairwise

import dns.flags
import dns.message
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.names.wire import (
    MAX_CHAIN,
    MAX_RECORDS,
    BrokenAnswerError,
    Code,
    Kind,
    Question,
    Reply,
    read_reply,
    wire_name,
)
from icplint.collect.fetch.standing import IPAddress

QUESTION = Question(number=0x1234, name=wire_name("www.a.cn"), kind=Kind.A)
HEAD = b"\x12\x34\x81\x80\0\1\0\1\0\0\0\0" + QUESTION.asked()
ADDRESS = b"\0\1\0\1\0\0\0\x3c\0\4\x08\x08\x08\x08"


def message(question: Question, *records: str, code: int = 0) -> bytes:
    answer = dns.message.make_response(dns.message.from_wire(question.packet()))
    answer.set_rcode(code)  # type: ignore[arg-type]
    for record in records:
        name, ttl, kind, data = record.split()
        answer.answer.append(dns.rrset.from_text(f"{name}.", int(ttl), "IN", kind, data))
    return answer.to_wire(max_size=65535)


@given(
    labels=st.lists(st.from_regex(r"[a-z0-9_-]{1,63}", fullmatch=True), min_size=1, max_size=3),
    number=st.integers(0, 0xFFFF),
    kind=st.sampled_from(Kind),
)
def test_a_question_is_what_another_library_asks(labels: list[str], number: int, kind: Kind) -> None:
    host = ".".join(labels)
    theirs = dns.message.make_query(f"{host}.", kind.name, id=number)

    assert Question(number=number, name=wire_name(host), kind=kind).packet() == theirs.to_wire()


@given(
    addresses=st.lists(st.ip_addresses(v=4), min_size=1, max_size=30, unique=True),
    chain=st.lists(st.from_regex(r"[a-z0-9]{1,20}\.example", fullmatch=True), max_size=8, unique=True),
    ttl=st.integers(0, 86400),
)
def test_addresses_at_the_end_of_aliases_are_read(
    addresses: list[IPAddress], chain: list[str], ttl: int
) -> None:
    names = ["www.a.cn", *chain]
    aliases = [f"{name} 600 CNAME {target}." for name, target in zip(names, chain, strict=False)]
    packet = message(QUESTION, *aliases, *(f"{names[-1]} {ttl} A {address}" for address in addresses))

    assert read_reply(packet, QUESTION) == Reply(
        code=Code.NOERROR,
        addresses=tuple(addresses),
        ttl_s=min(ttl, 600) if chain else ttl,
        links=len(chain),
    )


def test_ipv6_addresses_are_read_and_other_records_passed_over() -> None:
    question = Question(number=7, name=wire_name("a.cn"), kind=Kind.AAAA)
    packet = message(question, "a.cn 60 TXT hello", "a.cn 60 A 8.8.8.8", "a.cn 60 AAAA 2400:3200::1")
    reply = read_reply(packet, question)

    assert reply is not None
    assert reply.addresses == (ip_address("2400:3200::1"),)


def test_records_of_another_name_count_for_nothing() -> None:
    reply = read_reply(message(QUESTION, "bank.cn 60 A 6.6.6.6", "www.a.cn 60 A 8.8.8.8"), QUESTION)

    assert reply is not None
    assert reply.addresses == (ip_address("8.8.8.8"),)


def test_an_alias_without_its_addresses_is_told() -> None:
    reply = read_reply(message(QUESTION, "www.a.cn 60 CNAME edge.cdn.example."), QUESTION)

    assert reply == Reply(code=Code.NOERROR, alias=wire_name("edge.cdn.example"), ttl_s=60, links=1)


@pytest.mark.parametrize("code", Code)
def test_the_code_of_an_answer_is_told(code: Code) -> None:
    reply = read_reply(message(QUESTION, code=code), QUESTION)

    assert reply == Reply(code=code)
    assert reply.is_told is (code in {Code.NOERROR, Code.NXDOMAIN})


def test_letters_may_come_back_in_another_case() -> None:
    packet = message(QUESTION, "www.a.cn 60 A 8.8.8.8").replace(b"www", b"wWw")
    reply = read_reply(packet, QUESTION)

    assert reply is not None
    assert reply.addresses == (ip_address("8.8.8.8"),)


@pytest.mark.parametrize(
    "question",
    [
        Question(number=0x1235, name=QUESTION.name, kind=Kind.A),
        Question(number=0x1234, name=wire_name("www.b.cn"), kind=Kind.A),
        Question(number=0x1234, name=wire_name("ww.a.cn"), kind=Kind.A),
        Question(number=0x1234, name=QUESTION.name, kind=Kind.AAAA),
    ],
    ids=["another number", "another name", "another label", "another kind"],
)
def test_the_answer_to_another_question_is_none(question: Question) -> None:
    assert read_reply(message(question, code=0), QUESTION) is None


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x12\x34\x81\x80\0\1",
        QUESTION.packet(),
        b"\x12\x34\x81\x80\0\0\0\0\0\0\0\0",
        b"\x12\x34\xa9\x80\0\1\0\0\0\0\0\0" + QUESTION.asked(),
        b"\x12\x34\x81\x80\0\2\0\0\0\0\0\0" + QUESTION.asked() * 2,
    ],
    ids=[
        "nothing",
        "half a header",
        "the question itself",
        "no question",
        "another operation",
        "two questions",
    ],
)
def test_what_is_no_answer_is_none(packet: bytes) -> None:
    assert read_reply(packet, QUESTION) is None


def test_a_truncated_answer_says_nothing_else() -> None:
    packet = bytearray(message(QUESTION, "www.a.cn 60 A 8.8.8.8"))
    packet[2] |= 2

    assert read_reply(bytes(packet), QUESTION) == Reply(code=Code.NOERROR, is_truncated=True)


def test_a_negative_time_to_live_is_none() -> None:
    packet = HEAD + b"\xc0\x0c\0\1\0\1\xff\xff\xff\xff\0\4\x08\x08\x08\x08"
    reply = read_reply(packet, QUESTION)

    assert reply is not None
    assert reply.ttl_s == 0


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b"\xc0",
        b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x08\x08",
        b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\5\x08\x08\x08\x08\x08",
        b"\x41" + b"a" * 65 + b"\0" + ADDRESS,
        (b"\x3f" + b"a" * 63) * 4 + b"\0" + ADDRESS,
        bytes((0xC0, len(HEAD))) + ADDRESS,
        b"\1a" + bytes((0xC0, len(HEAD))) + ADDRESS,
        bytes((0xC0, len(HEAD) + 2)) + ADDRESS,
        b"\xc0\x00" + ADDRESS,
        b"\xc0\x0c\0\5\0\1\0\0\0\x3c\0\5\1b\0\0\0",
    ],
    ids=[
        "no record", "half a pointer", "half an address", "an address of five bytes", "a label of 65",
        "a name of 257", "a pointer to itself", "a circle", "a pointer forward", "into the header",
        "an alias of another length",
    ],
)  # fmt: skip
def test_a_broken_answer_is_told_as_such(rest: bytes) -> None:
    with pytest.raises(BrokenAnswerError):
        read_reply(HEAD + rest, QUESTION)


@pytest.mark.parametrize("jumps", [32, 33])
def test_pointers_to_pointers_are_followed_for_a_while(jumps: int) -> None:
    """Without a bound a packet of 64 KB with many such names would cost minutes."""
    data_at = len(HEAD) + 12
    pointers = [b"\xc0\x0c"] + [bytes((0xC0, data_at + 2 * place)) for place in range(jumps - 2)]
    text = b"\xc0\x0c\0\x10\0\1\0\0\0\0" + (2 * len(pointers)).to_bytes(2, "big") + b"".join(pointers)
    packet = HEAD[:7] + b"\2" + HEAD[8:] + text
    packet += bytes((0xC0, len(packet) - 2)) + ADDRESS

    if jumps > 32:
        with pytest.raises(BrokenAnswerError, match="without end"):
            read_reply(packet, QUESTION)
    else:
        reply = read_reply(packet, QUESTION)
        assert reply is not None
        assert reply.addresses == (ip_address("8.8.8.8"),)


def test_more_records_than_a_website_has_are_refused() -> None:
    records = [f"www.a.cn 60 A 8.8.{number // 250}.{number % 250}" for number in range(MAX_RECORDS + 1)]
    reply = read_reply(message(QUESTION, *records[:-1]), QUESTION)

    assert reply is not None
    assert len(reply.addresses) == MAX_RECORDS
    with pytest.raises(BrokenAnswerError, match="records"):
        read_reply(message(QUESTION, *records), QUESTION)


def test_a_circle_of_aliases_has_an_end() -> None:
    with pytest.raises(BrokenAnswerError, match="circle"):
        read_reply(message(QUESTION, "www.a.cn 60 CNAME b.cn.", "b.cn 60 CNAME www.a.cn."), QUESTION)


@pytest.mark.parametrize("links", [MAX_CHAIN, MAX_CHAIN + 1])
def test_a_chain_of_aliases_is_bounded(links: int) -> None:
    names = ["www.a.cn", *(f"n{number}.cn" for number in range(links))]
    chain = [f"{name} 60 CNAME {target}." for name, target in pairwise(names)]
    packet = message(QUESTION, *chain, f"{names[-1]} 60 A 8.8.8.8")

    if links > MAX_CHAIN:
        with pytest.raises(BrokenAnswerError):
            read_reply(packet, QUESTION)
    else:
        reply = read_reply(packet, QUESTION)
        assert reply is not None
        assert reply.links == links


@given(rest=st.binary(max_size=200), records=st.integers(0, 0xFFFF))
def test_any_bytes_behind_a_question_are_a_reply_or_broken(rest: bytes, records: int) -> None:
    packet = HEAD[:6] + records.to_bytes(2, "big") + HEAD[8:] + rest
    try:
        reply = read_reply(packet, QUESTION)
    except BrokenAnswerError:
        return

    assert reply is not None
    assert len(reply.addresses) * 14 <= len(rest)


@given(data=st.data())
def test_a_damaged_answer_never_gives_an_address_that_another_library_does_not_see(
    data: st.DataObject,
) -> None:
    packet = bytearray(
        message(QUESTION, "www.a.cn 60 CNAME b.example.", "b.example 60 A 8.8.8.8", "b.example 60 A 9.9.9.9")
    )
    for _ in range(data.draw(st.integers(1, 3))):
        # The counts of the sections that we do not read stay as they are.
        place = data.draw(st.integers(0, len(packet) - 1).filter(lambda place: place not in range(8, 12)))
        packet[place] = data.draw(st.integers(0, 255))
    try:
        reply = read_reply(bytes(packet), QUESTION)
    except BrokenAnswerError:
        return
    if reply is None or not reply.addresses:
        return
    theirs = dns.message.from_wire(
        bytes(packet), one_rr_per_rrset=True, ignore_trailing=True, continue_on_error=True
    )
    seen = {record.to_text() for group in theirs.answer for record in group}

    assert {str(address) for address in reply.addresses} <= seen
