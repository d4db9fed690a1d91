"""A text of the model, perhaps in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Text(str):
    """A text written in several languages; as a string it is the one in the model's own language.

    Names, titles and reasons are strings wherever they are used; whoever speaks another language asks for it.
    """

    translations: Mapping[str, str]

    def __new__(cls, translations: Mapping[str, str], language: str | None = None) -> Text:
        """Return a text from its translations; as a string it is that of `language`, or else the first."""
        chosen = translations.get(language or "", next(iter(translations.values())))
        text = super().__new__(cls, chosen)
        text.translations = MappingProxyType(dict(translations))
        return text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str) or str(self) != str(other):
            return False
        return not isinstance(other, Text) or self.translations == other.translations

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str], str | None]]:
        own = next((language for language, text in self.translations.items() if text == str(self)), None)
        return Text, (dict(self.translations), own)


def in_all_languages(text: str) -> tuple[str, ...]:
    """Return a text in every language in which it is written, its own first.

    >>> in_all_languages(Text({"en": "The board", "fr": "Le conseil"}))
    ('The board', 'Le conseil')
    """
    return tuple(dict.fromkeys((str(text), *text.translations.values()))) if isinstance(text, Text) else (text,)


def in_language(text: str, language: str) -> str:
    """Return a text in a language, if it was written in it; else as it stands.

    >>> in_language(Text({"en": "The board", "fr": "Le conseil"}), "fr")
    'Le conseil'
    """
    if not isinstance(text, Text):
        return text
    base = language.partition("-")[0]
    return text.translations.get(language) or text.translations.get(base) or str(text)
