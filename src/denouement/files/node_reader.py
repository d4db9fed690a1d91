"""Nodes read as values, with everything that is wrong noted and the place of every path remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeVar

from attrs import frozen

from denouement.errors import Location, ModelError, Path, Problem
from denouement.files.keys import KEYS
from denouement.files.yaml_nodes import Node, SourceText
from denouement.language import _, marked
from denouement.model.condition import Condition
from denouement.model.condition_parser import parse_condition
from denouement.model.dates import Date
from denouement.model.evidence import Certainty
from denouement.model.names import closest, did_you_mean
from denouement.model.state_reference import StateReference
from denouement.model.text import Text

T = TypeVar("T")

_EXPECTED = {
    "model": marked("a model"),
    "source": marked("a source"),
    "evidence": marked("a piece of evidence"),
    "decision_maker": marked("a decision maker"),
    "option": marked("an option"),
    "preferences": marked("a mapping of preferences"),
    "reading": marked("a reading"),
    "perception": marked("a perception"),
    "perceived_wants": marked("what somebody is thought to want"),
    "statement": marked("a statement"),
    "rule": marked("a rule"),
    "scenario": marked("a scenario"),
    "step": marked("a step"),
    "listed_state": marked("a listed state"),
    "forbidden_move": marked("a forbidden move"),
    "coalesced": marked("a coalesced"),
    "claim": marked("a claim"),
}
"""What a mapping of each kind is called."""

_LOOSE_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30}|\d{1,15}/0*[1-9]\d{0,14})", re.ASCII)


def parse_number(text: str) -> Fraction:
    """Return the exact number that a text writes, a decimal or a fraction; raise ModelError for anything else."""
    if _NUMBER.fullmatch(text.strip()) is None:
        hint = _("write digits, such as 3, -2.5 or 1/3")
        raise ModelError(Problem(_("{text!r} is not a number", text=text), hint))
    return Fraction(text.strip())


@frozen(eq=False)
class FileOrigin:
    """The file a model was read from: finds the place for a path in the model."""

    source: SourceText
    marks: dict[Path, Node]

    def locate(self, path: Path, offset: int | None = None) -> Location:
        """Return where a path stands: the nearest part of it that is in the file."""
        while path and path not in self.marks:
            path, offset = path[:-1], None
        node = self.marks.get(path)
        if node is None:
            return self.source.location(0, 0)
        return place_in(self.source, node, offset)


def place_in(source: SourceText, node: Node, offset: int | None) -> Location:
    """Return the place of a character of a scalar's text; of its beginning where it is folded or escaped."""
    location = source.location(node.line, node.column)
    shift = 0 if node.plain else 1
    as_written = location.text[node.column + shift : node.column + shift + len(node.text)]
    if offset and as_written == node.text:
        return source.location(node.line, node.column + shift + offset)
    return location


class NodeReader:
    """Reads shapes and single values; what the parts of a model are made of is for the subclass."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.marks: dict[Path, Node] = {}
        self.broken: set[Path] = set()
        """Paths of parts that could not be read: what the model says about their absence is no news."""
        self.language_of_file: str | None = None

    # -- reporting ------------------------------------------------------------------------------------------

    def explains(self, problem: Problem) -> bool:
        """Return whether a problem of the model comes from a part that could not be read (and was reported)."""
        return problem.path in self.broken or problem.path[:1] in self.broken

    def report(self, node: Node, message: str, hint: str = "", offset: int | None = None) -> None:
        """Note a problem at a node, or at a character of its text."""
        self.problems.append(Problem(message, hint, location=place_in(self.source, node, offset)))

    def report_empty(self, node: Node, path: Path) -> None:
        """Note that nothing is written where something should be."""
        self.report(node, _("{what} is empty", what=_called(path)), _("write something, or leave it out"))

    def attempt(self, node: Node, path: Path, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of a scalar; report what it complains about and return None."""
        text = self.word(node, path)
        if text is None:
            return None
        try:
            return read(text)
        except ModelError as error:
            self.broken.add(path)
            for problem in error.problems:
                self.report(node, problem.message, problem.hint, problem.offset)
            return None

    # -- shapes ---------------------------------------------------------------------------------------------

    def text(self, node: Node, path: Path) -> str | None:
        """Return a text for people: one, or a mapping from languages to texts."""
        if node.kind != "mapping":
            return self.word(node, path)
        self.marks[path] = node
        translations: dict[str, str] = {}
        for key, value in node.pairs:
            text = self.word(value, (*path, key.text))
            if not _LANGUAGE.fullmatch(key.text):
                hint = _("a text is given per language as {en: …, fr: …}")
                self.report(key, _("{text!r} is not a language", text=key.text), hint)
            elif key.text in translations:
                self.report(key, _("`{key}` stands here twice", key=key.text), _("keep one"))
            elif text is not None:
                translations[key.text] = text
        if translations:
            return Text(translations, self.language_of_file)
        if not node.pairs:
            self.report_empty(node, path)
        self.broken.add(path)
        return None

    def word(self, node: Node, path: Path) -> str | None:
        """Return a scalar that is not blank."""
        self.marks[path] = node
        if node.kind == "text":
            if node.text.strip():
                return node.text
            self.report_empty(node, path)
        else:
            message = _("{what} must be a text, not {kind}", what=_called(path), kind=node.kind_in_words)
            self.report(node, message, _("quotes make any text one text"))
        self.broken.add(path)
        return None

    def items(self, node: Node, path: Path) -> list[Node]:
        """Return the nodes of a list."""
        self.marks[path] = node
        if node.kind == "list":
            return node.items
        example = f"[{node.text}]" if node.kind == "text" and node.text else "[…]"
        hint = _("write {example}, or one item a line after a dash", example=example)
        self.report(node, _("{what} must be a list", what=_called(path)), hint)
        self.broken.add(path)
        return []

    def texts(self, node: Node, path: Path) -> tuple[str, ...]:
        """Return a list of texts for people."""
        found = (self.text(item, (*path, at)) for at, item in enumerate(self.items(node, path)))
        return tuple(text for text in found if text is not None)

    def words(self, node: Node, path: Path) -> tuple[str, ...]:
        """Return a list of scalars."""
        found = (self.word(item, (*path, at)) for at, item in enumerate(self.items(node, path)))
        return tuple(text for text in found if text is not None)

    def entries(self, node: Node, path: Path) -> Iterator[tuple[str, Node]]:
        """Yield the pairs of a mapping from ids; the mark of an entry is its key."""
        self.marks[path] = node
        if node.kind != "mapping":
            message = _("{what} must map ids to what they stand for", what=_called(path))
            self.report(node, message, _("for example `some_id: …`"))
            self.broken.add(path)
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            if key.text in seen:
                message = _("{text!r} stands here twice", text=key.text)
                self.report(key, message, _("ids are unique: rename one"))
                continue
            seen.add(key.text)
            self.marks[(*path, key.text)] = key
            yield key.text, value

    def mapping(self, node: Node, kind: str, path: Path) -> dict[str, Node] | None:
        """Return the values of a mapping by key, after reporting keys that are unknown, twice or missing."""
        if node.kind != "mapping":
            known = ", ".join(key.name for key in KEYS[kind])
            hint = _("write a mapping with keys out of: {keys}", keys=known)
            message = _("{what} is expected here, not {kind}", what=_(_EXPECTED[kind]), kind=node.kind_in_words)
            self.report(node, message, hint)
            self.broken.add(path)
            return None
        values: dict[str, Node] = {}
        names = [key.name for key in KEYS[kind]]
        for key, value in node.pairs:
            if key.text in values:
                self.report(key, _("`{key}` stands here twice", key=key.text), _("keep one"))
            elif key.text not in names:
                message = _("{what} has no key {key!r}", what=_(_EXPECTED[kind]), key=key.text)
                self.report(key, message, did_you_mean(key.text, names))
                meant = closest(key.text, names)
                if meant is not None and all(other.text != meant for other, _value in node.pairs):
                    values[meant] = value  # so that one wrong letter is one error
                    self.marks[(*path, meant)] = value
            else:
                values[key.text] = value
                self.marks[(*path, key.text)] = value
        for wanted in KEYS[kind]:
            if wanted.required and wanted.name not in values:
                hint = _("add `{key}:` ({says})", key=wanted.name, says=_(wanted.says).rstrip("."))
                self.report(node, _("`{key}` is missing", key=wanted.name), hint)
                self.broken.add((*path, wanted.name))
        return values

    def fields(self, values: dict[str, Node], path: Path, **readers: Callable[[Node, Path], Any]) -> dict[str, Any]:
        """Return the given keys' values, each read by its reader; absent and unreadable ones are left out."""
        found = {}
        for key, read in readers.items():
            if key in values:
                value = read(values[key], (*path, key))
                if value is not None:
                    found[key] = value
        return found

    # -- single values --------------------------------------------------------------------------------------

    def date(self, node: Node, path: Path) -> Date | None:
        """Return a day, perhaps with time and offset."""
        return self.attempt(node, path, Date.parse)

    def loose_date(self, node: Node, path: Path) -> str | None:
        """Return a day, a month or a year."""
        return self.attempt(node, path, lambda text: text if _LOOSE_DATE.fullmatch(text) else Date.parse(text).text)

    def certainty(self, node: Node, path: Path) -> Certainty | None:
        """Return a probability, written in digits or words."""
        return self.attempt(node, path, Certainty.parse)

    def number(self, node: Node, path: Path) -> Fraction | None:
        """Return an exact number."""
        return self.attempt(node, path, parse_number)

    def condition(self, node: Node, path: Path) -> Condition | None:
        """Return a condition."""
        return self.attempt(node, path, parse_condition)

    def conditions(self, node: Node, path: Path) -> tuple[Condition, ...]:
        """Return a list of conditions."""
        found = (self.condition(item, (*path, at)) for at, item in enumerate(self.items(node, path)))
        return tuple(condition for condition in found if condition is not None)

    def state(self, node: Node, path: Path) -> StateReference | None:
        """Return a reference to a state; a list holds the options taken."""
        if node.kind == "list":
            return StateReference.of_options(self.words(node, path))
        return self.attempt(node, path, StateReference.parse)

    def one_of(self, words: tuple[str, ...], message: str) -> Callable[[Node, Path], str | None]:
        """Return a reader of one of some words; `message` says that `text` is none of them."""

        def read(text: str) -> str:
            if text in words:
                return text
            hint = did_you_mean(text, words) or _("one of {words}", words=", ".join(words))
            raise ModelError(Problem(_(message, text=text), hint))

        return lambda node, path: self.attempt(node, path, read)

    def matching(self, pattern: str, message: str, hint: str) -> Callable[[Node, Path], str | None]:
        """Return a reader of texts that fit a regular expression; `message` says that `text` does not."""

        def read(text: str) -> str:
            if re.fullmatch(pattern, text):
                return text
            raise ModelError(Problem(_(message, text=text), _(hint)))

        return lambda node, path: self.attempt(node, path, read)

    def url(self, node: Node, path: Path) -> str | None:
        """Return a web address; nothing but http and https becomes a link."""
        message, hint = marked("{text!r} is not a web address"), marked("it begins with http:// or https://")
        return self.matching(r"https?://[^\s<>\"]+", message, hint)(node, path)

    def language(self, node: Node, path: Path) -> str | None:
        """Return a language code."""
        message, hint = marked("{text!r} is not a language"), marked("write a code such as en or fr")
        return self.matching(_LANGUAGE.pattern, message, hint)(node, path)

    def one_or_more(self, node: Node, path: Path) -> tuple[str, ...]:
        """Return a list of texts, of which a single one may stand alone."""
        if node.kind == "text":
            text = self.word(node, path)
            self.marks[(*path, 0)] = node
            return () if text is None else (text,)
        return self.words(node, path)

    # -- many values ----------------------------------------------------------------------------------------

    def each(self, read: Callable[[str, Node, Path], T | None]) -> Callable[[Node, Path], tuple[T, ...]]:
        """Return a reader of a mapping from ids, given a reader of one entry."""

        def read_all(node: Node, path: Path) -> tuple[T, ...]:
            found = (read(id, value, (*path, id)) for id, value in self.entries(node, path))
            return tuple(entry for entry in found if entry is not None)

        return read_all

    def each_item(self, read: Callable[[Node, Path], T | None]) -> Callable[[Node, Path], tuple[T, ...]]:
        """Return a reader of a list, given a reader of one item."""

        def read_all(node: Node, path: Path) -> tuple[T, ...]:
            found: list[T] = []
            for item in self.items(node, path):
                place = (*path, len(found))  # numbered as in the model, where unreadable items are left out
                self.marks[place] = item
                entry = read(item, place)
                if entry is not None:
                    found.append(entry)
                else:  # the next item takes its place, and is not to be excused by it
                    self.broken = {path for path in self.broken if path[: len(place)] != place}
            return tuple(found)

        return read_all


def _called(path: Path) -> str:
    """Return what the part at a path is called in a message."""
    last = path[-1]
    if isinstance(last, int):
        key = next(part for part in reversed(path) if isinstance(part, str))
        return _("item {number} of `{key}`", number=last + 1, key=key)
    return f"`{last}`"
