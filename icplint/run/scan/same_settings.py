"""Which runs judge alike: only those are one scan, however often it was cut off."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from icplint.model.rule import Rule
from icplint.packs import rules_hash

_NO_MATTER = frozenset(
    {
        *("output", "fail-on", "min-coverage", "exit-zero", "jobs", "concurrency", "timeout", "retries"),
        *("cache", "keep-answers", "log-file", "host-concurrency", "host-interval", "address-concurrency"),
    }
)
"""Settings that say how fast, where to, and what becomes of the exit code: a run goes on under others of these."""


def settings_digest(told: Mapping[str, object], rules: Sequence[Rule]) -> str:
    """Equal for the settings, as a report tells them, and the rules of runs that judge alike."""
    said = {name: value for name, value in told.items() if name not in _NO_MATTER}
    written = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(f"{rules_hash(rules)}\n{written}".encode()).hexdigest()[:32]
