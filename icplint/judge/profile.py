"""Which lines of a province and of a checker hold for a site."""

from functools import cache

from icplint.facts import checkers, provinces
from icplint.facts.regions import regions
from icplint.model.profile import GENERAL, Checker, Profile
from icplint.model.text import Text


@cache
def profile_of(province: str | None, checker: Checker | None) -> Profile:
    """The profile of a site: the checker's line about the number wins over the province's.

    Args:
        province: Short Chinese name; None: unknown.
        checker: The provider by whose checks the run judges; None: nobody's.
    """
    of_province = provinces.numbers_asked().get(province or "")
    of_checker = checkers.number_asked_by(checker, province) if checker else None
    notice = provinces.copyrights_asked().get(province or "")
    severities = checkers.severities_of(checker) if checker else ()
    named = [province] if province and (of_province or notice) else []
    if checker is not None and (of_checker or severities):
        named.append(checker.value)
    if not named:
        return GENERAL
    as_of = max(provinces.as_of(), checkers.as_of()) if checker else provinces.as_of()
    return Profile(
        name=f"{'+'.join(named)}@{as_of:%Y-%m}",
        province=_name(province) if province in named else None,
        checker=checker,
        number=of_checker or of_province,
        copyright=notice,
        severities=severities,
    )


def _name(province: str | None) -> Text | None:
    return next((Text(en=one.english, zh=one.name) for one in regions() if one.name == province), None)
