"""The rules of a run as SARIF describes them, and what its messages must not hold."""

from collections.abc import Mapping

from icplint.model.finding import Severity
from icplint.model.rule import RuleInfo
from icplint.model.text import Language, Text
from icplint.tell.rule_page import with_gaps
from icplint.words import report as words

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def rule_object(info: RuleInfo, language: Language) -> dict[str, object]:
    """A reporting descriptor; its help stands in both languages, the reader's own first."""
    gravest = min(info.faults.values(), key=lambda fault: fault.severity.rank, default=None)
    level = LEVELS[gravest.severity] if gravest is not None else "none"
    others = [one for one in Language if one is not language]
    told = [_help(info, one) for one in (language, *others)]
    return {
        "id": info.id,
        "name": info.name,
        "shortDescription": _message(info.title, language),
        "fullDescription": _message(info.why, language),
        "help": {"text": "\n\n".join(told)},
        "defaultConfiguration": {"level": level},
        "properties": {
            "title": {"en": info.title.en, "zh": info.title.zh},
            "since": info.since,
            "tags": [info.id.rstrip("0123456789").lower(), *(f"needs-{need}" for need in info.needs)],
        },
    }


def plain_message(text: str) -> str:
    """A text as the value of `message.text`, in which braces hold places and `[…](…)` is a link.

    Braces are doubled, as the standard asks (3.11.5); a blank keeps a stranger's text from becoming a link.
    """
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _help(info: RuleInfo, language: Language) -> str:
    parts = (
        (None, info.title),
        (words.WHY, info.why),
        (words.FIX, with_gaps(info.fix)),
    )
    return "\n".join(
        plain_message(told.of(language) if label is None else _labelled(label, told, language))
        for label, told in parts
    )


def _labelled(label: Text, told: Text, language: Language) -> str:
    between = "：" if language is Language.ZH else ": "
    return f"{label.of(language)}{between}{told.of(language)}"


def _message(text: Text, language: Language) -> dict[str, object]:
    return {"text": plain_message(text.of(language))}
