"""A sentence in both languages of the tool."""

from enum import StrEnum

from icplint.late import dataclass


class Language(StrEnum):
    """The languages that every message, rule and report exists in."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, said in English and in Chinese; may hold `{names}` to fill in."""

    en: str
    zh: str

    def of(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language is Language.ZH else self.en

    def fill(self, **details: "str | Text") -> "Text":
        """Put details into the `{names}` of both languages; a `Text` gives each its own."""
        return Text(
            en=self.en.format_map({k: v.en if isinstance(v, Text) else v for k, v in details.items()}),
            zh=self.zh.format_map({k: v.zh if isinstance(v, Text) else v for k, v in details.items()}),
        )


def text(*, en: str, zh: str) -> Text:
    """A bilingual sentence; the keywords keep the two from being swapped."""
    return Text(en=en, zh=zh)
