"""Anonymous recordings: nothing of the original is left, and all is judged the same."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from icplint.errors import RecordingError
from icplint.keep.recording import Recording, read_recording, to_bytes
from icplint.model.answer import Answer, Hop, Response, Try
from icplint.model.ask import Ask
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import Site, WebAddress
from icplint.run.anonymise import anonymised, changed_rules, hold_anonymous
from icplint.run.replay import judged
from tests.fakes.command_line import icplint

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = sorted(
    [*FIXTURES.glob("rules/*/*.html"), *FIXTURES.glob("pages/*.html"), *FIXTURES.glob("pages/forms/*.html")]
)
KEY = bytes(range(32))
TODAY = date(2026, 11, 24)
HOME = "https://www.lantian-shili.com.cn/"

BY_THE_VERY_NAME = {
    "ICP003": "a famous number is right on its holder's own domain, which is another one in the copy",
    "GOV002": "a public body is known by its name",
}
"""Rules that may end otherwise, and why."""


def recording(body: bytes, *, url: str = HOME, entity: str | None = None) -> Recording:
    response = Response(
        url=url,
        status=200,
        headers=(("content-type", "text/html"), ("x-served-by", "node7.lantian-shili.com.cn")),
        hops=(Hop("http://lantian-shili.com.cn/", 301, url),),
        tries=(Try("http://lantian-shili.com.cn/", "answered", "120.26.1.9"),),
        fetched_at=datetime(2026, 11, 24, 4, tzinfo=UTC),
        address="120.26.1.9",
    )
    site = Site(index=0, label="lantian-shili.com.cn", target=WebAddress(url), entity=entity)
    return Recording(site=site, answers=((Ask(candidates=(url,)), Answer(response, body)),))


def verdicts_of(one: Recording) -> Outcome:
    return judged(one, Settings(), TODAY)


def masked(one: Recording, key: bytes = KEY) -> Recording:
    outcome = verdicts_of(one)
    made = anonymised(one, outcome, key)
    hold_anonymous(one, outcome, made, verdicts_of(made))
    return made


@pytest.mark.slow
def test_every_page_of_ours_is_judged_the_same() -> None:
    changed: dict[str, list[str]] = {}
    for path in PAGES[::4]:
        one = recording(path.read_bytes())
        outcome = verdicts_of(one)
        made = anonymised(one, outcome, KEY)
        again = verdicts_of(made)
        hold_anonymous(one, outcome, made, again)
        for rule in changed_rules(outcome, again):
            changed.setdefault(rule, []).append(path.name)

    assert len(PAGES) > 500
    assert set(changed) <= set(BY_THE_VERY_NAME), changed


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>蓝田石立 - 杭州蓝田石立科技有限公司</title>
<script>var site = {name: "\\u84dd\\u7530\\u77f3\\u7acb", home: "https:\\/\\/img.lantian-shili.com.cn\\/1.png"}</script></head>
<body><main><p>杭州蓝田石立科技有限公司是一家仪表公司。电话 0571-87654399，手机 13805711234，邮箱 Wang.Li@lantian-shili.com.cn，
服务器 120.26.1.9。伙伴：<a href="https://www.huxin-partner.cn/?from=lantian-shili">互信</a></p>
<img src="/upload/lantian-shili/logo.png"><a href="/s?q=%E8%93%9D%E7%94%B0%E7%9F%B3%E7%AB%8B">搜索</a></main>
<footer><p>© 2026 杭州蓝田石立科技有限公司 版权所有</p>
<p><a href="https://beian.miit.gov.cn/">浙ICP备16059763号-2</a>
<a href="https://beian.mps.gov.cn/#/query/webSearch?code=33010602004711"><img src="/ga.png">浙公网安备33010602004711号</a></p>
</footer></body></html>"""
ORIGINALS = (
    *(
        "蓝田石立",
        "lantian-shili",
        "huxin-partner",
        "16059763",
        "33010602004711",
        "87654399",
        "13805711234",
        "120.26.1.9",
    ),
    *("Wang.Li", "E8%93%9D", "u84dd"),
)


def test_nothing_that_tells_the_site_is_left() -> None:
    made = to_bytes(masked(recording(PAGE.encode(), entity="杭州蓝田石立科技有限公司"))).decode()

    assert [one for one in ORIGINALS if one in made] == []
    assert "beian.miit.gov.cn" in made


def test_one_original_has_one_replacement_that_keeps_place_and_kind() -> None:
    one = recording(PAGE.encode(), entity="杭州蓝田石立科技有限公司")
    made = masked(one)
    [page] = verdicts_of(made).pages
    [icp], [psb], [notice] = page.evidence.icp, page.evidence.psb, page.evidence.copyrights

    assert icp.number.startswith("浙ICP备16")
    assert icp.suffix == 2
    assert psb.number.startswith("浙公网安备33010602")
    assert psb.href == f"https://beian.mps.gov.cn/#/query/webSearch?code={psb.digits}"
    assert notice.owner == made.site.entity
    assert notice.owner is not None
    assert notice.owner.startswith("杭州")
    assert notice.owner.endswith("科技有限公司")
    assert changed_rules(verdicts_of(one), verdicts_of(made)) == ()


def test_another_key_makes_another_copy_and_the_same_key_the_same() -> None:
    one = recording(PAGE.encode())

    assert to_bytes(masked(one)) == to_bytes(masked(one))
    assert to_bytes(masked(one)) != to_bytes(masked(one, bytes(32)))


@pytest.mark.parametrize("charset", ["gb18030", "utf-16", "big5hkscs"])
def test_a_body_keeps_its_charset(charset: str) -> None:
    page = PAGE.replace("石立", "石立").replace("蓝", "藍") if charset == "big5hkscs" else PAGE
    page = page.encode(charset, "ignore").decode(charset)
    made = masked(recording(page.encode(charset)))
    [(_, came)] = made.answers

    assert "16059763" not in came.body.decode(charset)
    assert "ICP" in came.body.decode(charset)


@pytest.mark.parametrize(
    "number", ["京ICP备12345678号-1", "京ICP备00000000号", "京ICP备XXXXXXXX号", "京ICP证030173号"]
)
def test_samples_and_famous_numbers_stay(number: str) -> None:
    page = f"<html><body><p>{'正文' * 200}</p><footer>© 2026 某某 {number}</footer></body></html>"

    assert number in to_bytes(masked(recording(page.encode()))).decode()


def test_what_is_left_in_a_spelling_that_nobody_knows_is_refused() -> None:
    spelled = "".join(f"&#x{ord(sign):X};" for sign in "蓝田石立")
    one = recording(PAGE.replace("<main>", f"<main><p>{spelled}</p>").encode())

    with pytest.raises(RecordingError, match="蓝田石立"):
        masked(one)


def test_bytes_that_are_no_text_are_left_out() -> None:
    one = recording(PAGE.encode())
    junk = b"\xff" * 500
    ask, came = one.answers[0]
    assert isinstance(came, Answer)
    with_junk = Recording(site=one.site, answers=((ask, came), (ask, Answer(came.response, junk))))

    assert masked(with_junk).answers[1][1].body == b""


def test_a_user_gives_away_what_was_shown(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_bytes(to_bytes(recording(PAGE.encode())))
    ended = icplint(
        "replay", "own.json", "--anonymise", "copy.json", "--format", "json", "--lang", "en", cwd=tmp_path
    )
    again = icplint("replay", "copy.json", "--format", "json", cwd=tmp_path)

    assert b"copy.json is written" in ended.stderr
    assert json.loads(again.stdout)["sites"] == json.loads(ended.stdout)["sites"]
    assert not [
        one for one in ORIGINALS if one.encode() in ended.stdout + (tmp_path / "copy.json").read_bytes()
    ]
    assert read_recording(tmp_path / "copy.json").site.label == "anonymous-1.com.cn"


def test_a_copy_that_holds_an_original_is_not_written(tmp_path: Path) -> None:
    spelled = "".join(f"&#x{ord(sign):X};" for sign in "蓝田石立")
    body = PAGE.replace("<main>", f"<main><p>{spelled}</p>").encode()
    (tmp_path / "own.json").write_bytes(to_bytes(recording(body)))
    ended = icplint("replay", "own.json", "--anonymise", "copy.json", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["own.json"]


def test_one_recording_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_bytes(to_bytes(recording(PAGE.encode())))
    ended = icplint(
        "replay", "own.json", "own.json", "--anonymise", "copy.json", "--lang", "en", cwd=tmp_path
    )

    assert ended.returncode == 2
    assert b"--anonymise takes one recording" in ended.stderr
