"""`icplint --version --verbose`: which rules and which facts judge."""

import tomllib

import click

from icplint.model.text import Language
from icplint.packs import load_rules, rules_hash
from icplint.resources import bundled
from icplint.words import cli_talk

_FACTS = {
    "laws": cli_talk.LAW_AS_OF,
    "provinces": cli_talk.PROFILE_AS_OF,
    "official_hosts": cli_talk.BADGE_AS_OF,
}
"""Files of `facts/` by what they date: what provinces ask, and the hosts that badges are drawn from."""


def tell_versions(language: Language) -> None:
    """Write the hash of the rules, and the days of the data that they judge by."""
    click.echo(cli_talk.RULES_HASH.fill(hash=rules_hash(load_rules())).of(language))
    for name, sentence in _FACTS.items():
        day = tomllib.loads(bundled(f"facts/{name}.toml").read_text(encoding="utf-8"))["as_of"]
        click.echo(sentence.fill(day=str(day)).of(language))
