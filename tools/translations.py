#!/usr/bin/env python3
"""Keep the translations in step with the source.

    python tools/translations.py update [AREA ...]   take new messages into the .po files, drop those that are gone
    python tools/translations.py compile             mend the typography, and write the .mo files that the program reads
    python tools/translations.py check               say what is missing or out of step; exit 1 if anything is

A language has one .po file an area of the source, in src/denouement/translations/LANGUAGE/. A message that several
areas say stands in the first of them. tools/untranslated.py lists texts that are no messages.
"""

from __future__ import annotations

import ast
import inspect
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "denouement"
HOME = SOURCE / "translations"
LANGUAGES = ("fr",)

AREAS = {
    "words": (
        "language.py",
        "report/words.py",
        "report/telling.py",
        "report/ending_words.py",
        "report/claims_words.py",
    ),
    "analyse": ("report/outline*", "report/why_*", "report/claims_*", "report/changes.py", "report/table.py"),
    "routes": ("report/paths_*", "report/play_*", "report/prefer_*", "report/steps.py", "report/difference_*"),
    "story": ("report/story_*", "report/doubts_*", "report/contest_*", "report/article_*"),
    "readings": ("report/readings_*", "report/decides_*"),
    "sweep": ("report/sweep_*", "report/replay_*"),
    "perceptions": ("report/perceptions_*", "report/perceiving.py"),
    "pictures": ("report/pictures/**",),
    "document": ("report/**",),
    "command_line": ("ui/**",),
    "analysis": ("analysis/**", "articles/**"),
    "model": ("model/**", "errors.py"),
    "foresight": ("states/**", "foresight/**", "loading.py", "catalogue/**"),
    "files": ("files/**",),
}  # in this order: a file belongs to the first area that names it

_PLURAL_FORMS = {"fr": "nplurals=2; plural=(n > 1);"}
CALLS = {"_": (0,), "marked": (0,), "pgettext": (0, 1), "ngettext": (0, 1)}


_SHOWN = ("help", "metavar", "short_help", "epilog")
"""What options and commands are given that their help shows."""


@frozen
class Message:
    """A message of the source: its context, its words (singular and plural), and where it stands."""

    context: str | None
    words: tuple[str, ...]
    place: tuple[str, int]
    literal: bool = False
    """Whether it is said without values, so that braces in it are braces."""

    @property
    def id(self) -> str | tuple[str, ...]:
        return self.words if len(self.words) > 1 else self.words[0]

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.words[0]


def name_of(path: Path) -> str:
    """Return a module as the areas name it."""
    return path.relative_to(SOURCE).as_posix() if path.is_relative_to(SOURCE) else path.name


def messages_of(path: Path) -> Iterator[Message]:
    """Yield the messages of a module; what stands in `_(…)` must be a constant."""
    name = name_of(path)
    tree = ast.parse(path.read_text("utf-8"))
    commands = name.startswith("ui/cli/")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = []
            for number in range(len(node.args)) if node.func.id == "marked" else CALLS[node.func.id]:
                argument = node.args[number]
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    if node.func.id == "_" and isinstance(argument, (ast.Name, ast.Attribute, ast.Subscript)):
                        break  # a message from a table, where it is `marked`
                    raise SystemExit(f"{name}:{node.lineno}: {node.func.id}() needs a constant message")
                words.append(argument.value)
            else:
                context = words.pop(0) if node.func.id == "pgettext" else None
                literal = node.func.id in ("_", "pgettext") and not node.keywords
                yield Message(context, tuple(words), (name, node.lineno), literal)
        elif commands and isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in _SHOWN and isinstance(keyword.value, ast.Constant) and keyword.value.value:
                    yield Message(None, (str(keyword.value.value),), (name, keyword.value.lineno))
        elif commands and isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield Message(None, (inspect.cleandoc(ast.get_docstring(node, clean=False) or ""),), (name, node.lineno))


def _makes_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in ("command", "group")


def extracted() -> dict[str, dict[tuple[str | None, str], list[Message]]]:
    """Return all messages by area and key, each in the first area that says it."""
    found: dict[str, dict[tuple[str | None, str], list[Message]]] = {area: {} for area in AREAS}
    home: dict[tuple[str | None, str], str] = {}
    files: dict[str, list[Path]] = {area: [] for area in AREAS}
    taken: set[Path] = set()
    for area, globs in AREAS.items():
        for glob in globs:
            for path in sorted(SOURCE.glob(glob if "**" not in glob else f"{glob}/*.py")):
                if path.suffix == ".py" and path not in taken:
                    taken.add(path)
                    files[area].append(path)
    for area, paths in files.items():
        for path in paths:
            for message in messages_of(path):
                where = home.setdefault(message.key, area)
                same = found[where].setdefault(message.key, [])
                if same and len(same[0].words) < len(message.words):
                    same.insert(0, message)  # the one with a plural counts
                else:
                    same.append(message)
    return found


def catalogue(language: str, area: str) -> Catalog:
    """Return an area's .po file, empty if there is none yet."""
    path = HOME / language / f"{area}.po"
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _empty(language: str) -> Catalog:
    new = Catalog(locale=language, project="denouement", charset="utf-8", fuzzy=False, header_comment="#")
    new.mime_headers = [
        ("Plural-Forms", _PLURAL_FORMS[language])
    ]  # CLDR has a form for millions, that nothing here needs
    return new


def text_of(wanted: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, wanted, width=0, omit_header=False, sort_by_file=False, include_lineno=False)
    # No dates in the header: they would change with every run.
    text = re.sub(
        rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team)[^\n]*\n',
        b"",
        stream.getvalue(),
    )
    return text


def updated(language: str, area: str, messages: dict[tuple[str | None, str], list[Message]]) -> Catalog:
    """Return an area's catalogue with just the messages that the source has, and the translations known anywhere."""
    known: dict[tuple[str | None, str], object] = {}
    for other in (*AREAS, area):
        for entry in catalogue(language, other):
            if entry.id and entry.string:
                key = (entry.context, entry.id if isinstance(entry.id, str) else entry.id[0])
                if any(entry.string if isinstance(entry.string, tuple) else (entry.string,)):
                    known[key] = entry.string
    new = _empty(language)
    for key, same in messages.items():
        words = same[0].id
        string_known = known.get(key, "")
        if isinstance(words, tuple) != isinstance(string_known, tuple):
            string_known = ("", "") if isinstance(words, tuple) else string_known[0] if string_known else ""
        places = sorted({message.place[0] for message in same})
        new.add(words, string_known, locations=[(place, None) for place in places], context=key[0])
    return new


def mended(text: str) -> str:
    """Return a French text with the spaces that its typography asks for."""
    text = re.sub(r"«\s*", "«\u00a0", text)
    text = re.sub(r"\s*»", "\u00a0»", text)
    text = re.sub(r"(?<=[^\s\u00a0\u202f]) (?=[;?!](?:\s|$|\u00a0|»|\)))", "\u202f", text)
    text = re.sub(r"(?<=[^\s\u00a0\u202f]) (?=:(?:\s|$))", "\u00a0", text)
    text = re.sub(r" (?=%)", "\u202f", text)
    return re.sub(r"(?<=[a-zA-Zé])'(?=[a-zA-Zàâéèêîôûœ{])", "’", text)


def compile_all() -> None:
    """Mend the typography of the .po files and write the .mo files."""
    for language in LANGUAGES:
        for area in AREAS:
            path = HOME / language / f"{area}.po"
            if path.exists():
                whole = catalogue(language, area)
                for entry in whole:
                    if entry.id and entry.string:
                        entry.string = (
                            tuple(map(mended, entry.string))
                            if isinstance(entry.string, tuple)
                            else mended(entry.string)
                        )
                _write(path, text_of(whole))
        _write(compiled_path(language), compiled(language))


def compiled_path(language: str) -> Path:
    """Return where a language's messages are read from: where gettext would look for them."""
    return HOME / language / "LC_MESSAGES" / "denouement.mo"


def compiled(language: str) -> bytes:
    """Return all areas of a language as one .mo file."""
    whole = _empty(language)
    for area in AREAS:
        for entry in catalogue(language, area):
            if entry.id and entry.string and not entry.fuzzy:
                whole.add(entry.id, entry.string, context=entry.context)
    stream = io.BytesIO()
    write_mo(stream, whole)
    header = re.compile(rb"(POT-Creation-Date|PO-Revision-Date): [^\n]*\n")
    return header.sub(lambda found: re.sub(rb"\d", b"0", found[0]), stream.getvalue())


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def problems() -> Iterator[str]:
    """Yield what is missing, out of step, or would not fit."""
    found = extracted()
    for language in LANGUAGES:
        for area, messages in found.items():
            here = {
                (entry.context, entry.id if isinstance(entry.id, str) else entry.id[0]): entry
                for entry in catalogue(language, area)
                if entry.id
            }
            for key, same in messages.items():
                entry, place = here.get(key), "{}:{}".format(*same[0].place)
                strings = () if entry is None else entry.string if isinstance(entry.string, tuple) else (entry.string,)
                if not strings or not all(strings):
                    yield f"{place}: no {language} for {key[1]!r} (translations/{language}/{area}.po)"
                    continue
                known = {field for words in same[0].words for field in fields(words)}
                literal = all(message.literal for message in same)
                for text in strings:
                    extra, lost = (set(), set()) if literal else (fields(text) - known, known - fields(text))
                    if extra:
                        yield f"{place}: {language} of {key[1]!r} has {', '.join(sorted(extra))}; the source has not"
                    elif lost and len(strings) == 1:
                        yield f"{place}: {language} of {key[1]!r} leaves out {', '.join(sorted(lost))}"
                    if language == "fr" and mended(text) != text:
                        yield f"{place}: typography of {text!r} (make translations mends it)"
            for key in here.keys() - messages.keys():
                yield f"translations/{language}/{area}.po: {key[1]!r} is no longer said (make translations drops it)"
        path = compiled_path(language)
        if not path.exists() or path.read_bytes() != compiled(language):
            yield f"{path.relative_to(SOURCE)} is not what the .po files say (make translations writes it)"


def fields(text: str) -> set[str]:
    """Return the places of a message, as `{name}`; none where the braces are no places."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name and name.isidentifier()}
    except ValueError:
        return set()


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update", *areas]:
            found = extracted()
            for language in LANGUAGES:
                (HOME / language).mkdir(parents=True, exist_ok=True)
                for area in areas or AREAS:
                    _write(HOME / language / f"{area}.po", text_of(updated(language, area, found[area])))
        case ["compile"]:
            compile_all()
        case ["check"]:
            wrong = list(problems())
            print("\n".join(wrong) or "All messages are translated.")
            return bool(wrong)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
