from pathlib import Path

import pytest

from icplint.config.load import load
from icplint.config.rule_names import unknown_rules
from icplint.config.table import SETTINGS
from icplint.errors import ConfigError
from icplint.model.finding import Severity
from icplint.model.profile import Checker
from icplint.model.settings import Settings, without_login
from icplint.model.text import Language


def test_nothing_said_gives_the_defaults(tmp_path: Path) -> None:
    assert load({}, {}, tmp_path) == Settings()


def test_a_flag_beats_a_variable_beats_a_file(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text("jobs = 2\nconcurrency = 2\ntimeout = 2\n")

    settings = load({"jobs": 4}, {"ICPLINT_JOBS": "3", "ICPLINT_CONCURRENCY": "3"}, tmp_path)

    assert (settings.jobs, settings.fetch.concurrency, settings.fetch.timeout_s) == (4, 3, 2.0)


def test_the_nearest_file_upward_is_taken(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text("jobs = 2\n")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")

    assert load({}, {}, tmp_path / "a" / "b").jobs == 2

    (tmp_path / "a" / "pyproject.toml").write_text("[tool.icplint]\njobs = 3\n")
    assert load({}, {}, tmp_path / "a" / "b").jobs == 3


def test_all_faults_are_told_at_once_with_file_key_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text(
        'concurency = 3\nfail-on = "x"\n[rules.ICP008]\nseverity = "grave"\n'
    )

    with pytest.raises(ConfigError) as raised:
        load({}, {"ICPLINT_JOBS": "many"}, tmp_path)

    lines = raised.value.en.splitlines()
    assert len(lines) == 4
    assert "did you mean concurrency?" in raised.value.en
    assert all("icplint.toml" in line or "ICPLINT_JOBS" in line for line in lines)


def test_a_rule_may_have_severity_and_options(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text('[rules.ICP008]\nseverity = "error"\nspan = 3\n')

    setting = load({}, {}, tmp_path).judge.rules["ICP008"]

    assert (setting.severity, setting.options) == (Severity.ERROR, {"span": 3})


@pytest.mark.parametrize("said", ["95%", "0.95"])
def test_coverage_is_a_percentage_or_a_share(tmp_path: Path, said: str) -> None:
    assert load({"min-coverage": said}, {}, tmp_path).min_coverage == pytest.approx(0.95)


def test_never_means_that_findings_do_not_decide(tmp_path: Path) -> None:
    assert load({"fail-on": "never"}, {}, tmp_path).fail_on is None


def test_the_language_is_said_by_flag_variable_or_system(tmp_path: Path) -> None:
    assert load({}, {}, tmp_path, language=Language.EN).language is Language.EN
    assert load({}, {"ICPLINT_LANG": "zh"}, tmp_path, language=Language.EN).language is Language.ZH


@pytest.mark.parametrize("content", [b"a = [", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_a_file_that_is_no_toml_is_one_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "icplint.toml").write_bytes(content)

    with pytest.raises(ConfigError, match=r"icplint\.toml"):
        load({}, {}, tmp_path)


def test_every_setting_lands_in_a_field_and_is_told_in_both_languages() -> None:
    for setting in SETTINGS:
        assert setting.default is not ...
        assert setting.says.en != setting.says.zh


def test_a_rule_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert unknown_rules(load({}, {}, tmp_path), ()) is None
    assert unknown_rules(load({"select": ("ICP999",)}, {}, tmp_path), ()) is not None


def test_folders_of_rules_start_where_they_were_said(tmp_path: Path) -> None:
    below = tmp_path / "a"
    below.mkdir()
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "icplint.toml").write_text(f"packs = ['./ours', '{elsewhere}']\n")

    assert load({}, {}, below).packs == (str(tmp_path / "ours"), str(elsewhere))
    assert load({}, {"ICPLINT_PACKS": "ours"}, below).packs == (str(below / "ours"),)
    assert load({"packs": ("ours",)}, {"ICPLINT_PACKS": "x"}, below).packs == (str(below / "ours"),)


def test_a_checker_is_one_of_those_that_are_known(tmp_path: Path) -> None:
    assert load({"checker": "huawei"}, {}, tmp_path).judge.checker is Checker.HUAWEI

    with pytest.raises(ConfigError, match="one of tencent, alibaba, huawei"):
        load({"checker": "nobody"}, {}, tmp_path)


def test_a_registers_file_starts_where_it_is_said_and_a_services_address_stays(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / "icplint.toml").write_text('register = "data/register.db"\nregister-max-age = 7\n')
    said = load({}, {}, below).register

    assert (said.source, said.max_age_days, said.is_service) == (
        str(tmp_path / "data" / "register.db"),
        7,
        False,
    )
    assert load({"register": "r.csv"}, {}, below).register.source == str(below / "r.csv")
    for address in ("http://127.0.0.1:16181", "HTTPS://register.example/icp", "http://a:1 http://b:2"):
        service = load({"register": address}, {}, below).register

        assert (service.source, service.is_service) == (address, True)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("/data/user@host/register.csv", "/data/user@host/register.csv"),
        ("http://127.0.0.1:16181", "http://127.0.0.1:16181"),
        ("https://user:pass@host/icp", "https://host/icp"),
        ("https://u:p@@host", "https://host"),
        ("http://u:p@a:1 HTTP://v:q@b:2/x", "http://a:1 HTTP://b:2/x"),
    ],
)
def test_the_login_of_a_service_is_left_out_of_what_is_told(source: str, told: str) -> None:
    assert without_login(source) == told


@pytest.mark.parametrize("days", ["-1", "3651", "many", "1.5"])
def test_an_age_that_is_none_is_refused(tmp_path: Path, days: str) -> None:
    with pytest.raises(ConfigError, match="--register-max-age must be a whole number from 0 to 3650"):
        load({"register-max-age": days}, {}, tmp_path)
