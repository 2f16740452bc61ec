from datetime import date
from pathlib import Path

from icplint.model.answer import NotCheckedReason
from icplint.model.settings import FetchSettings, Settings
from icplint.model.site import SavedPage, Site
from icplint.packs import load_rules
from icplint.run.reading import check_saved
from tests.fakes.command_line import CLEAN_PAGE

TODAY = date(2026, 11, 24)
RULES = load_rules()


def site(path: Path, url: str | None = "https://www.example.cn/?from=list") -> Site:
    return Site(index=0, label=str(path), target=SavedPage(path, url))


def page(folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(CLEAN_PAGE, encoding="utf-8")
    return path


def test_a_saved_page_is_judged_at_its_address_query_kept(tmp_path: Path) -> None:
    outcome = check_saved(site(page(tmp_path)), RULES, Settings(), TODAY)

    assert outcome.not_checked is None
    assert outcome.pages[0].response.url == "https://www.example.cn/?from=list"
    assert outcome.domain == "example.cn"


def test_a_saved_page_without_an_address_is_still_judged(tmp_path: Path) -> None:
    outcome = check_saved(site(page(tmp_path), url=None), RULES, Settings(), TODAY)

    assert outcome.not_checked is None
    assert outcome.final_url is None


def test_a_missing_file_and_a_folder_are_values_with_the_reason(tmp_path: Path) -> None:
    missing = check_saved(site(tmp_path / "gone.html"), RULES, Settings(), TODAY)
    folder = check_saved(site(tmp_path), RULES, Settings(), TODAY)

    assert (missing.not_checked, folder.not_checked) == (NotCheckedReason.NOT_HTML, NotCheckedReason.NOT_HTML)
    assert missing.failure is not None
    assert "gone.html" in missing.failure.detail
    assert not missing.measured


def test_a_file_beyond_the_cap_is_too_large(tmp_path: Path) -> None:
    settings = Settings(fetch=FetchSettings(max_body_bytes=10))
    outcome = check_saved(site(page(tmp_path)), RULES, settings, TODAY)

    assert outcome.not_checked is NotCheckedReason.TOO_LARGE
