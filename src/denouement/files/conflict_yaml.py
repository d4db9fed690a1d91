"""From a model file to a Conflict, with all errors of the file at once and their places.

The reader turns nodes into the classes of the model and notes, for every path in the model, the node it came
from. What is wrong with the file's shape is found here; what is wrong with the model is found by the model, and
both are reported together. A part that cannot be read is left out, with its id kept, so that one mistake does not
bring up ten others.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from attrs import frozen

from denouement.errors import FileError, Location, ModelError, Path, Problem
from denouement.files.keys import FORMS, KEYS, KINDS, NOT_YET
from denouement.files.yaml_nodes import Node, SourceText, decode, parse
from denouement.model.condition import Condition, Constant
from denouement.model.condition_parser import parse_condition
from denouement.model.conflict import (
    MOVES,
    RULE_KINDS,
    Conflict,
    DecisionMaker,
    Option,
    Rule,
    Scenario,
    Step,
)
from denouement.model.dates import Date
from denouement.model.evidence import CREDIBILITY, RELIABILITY, Certainty, Claim, Evidence, Source
from denouement.model.names import did_you_mean
from denouement.model.preference import Preference, Ranking, Reading, Statement, Statements
from denouement.model.state_reference import StateReference

T = TypeVar("T")

_LOOSE_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOBODY = Date.parse("0001-01-01")  # stands in for a date that could not be read; the error is kept


def read_file(path: str | pathlib.Path) -> Conflict:
    """Return the conflict in a model file; raise FileError or ModelError with every problem in it."""
    file = str(path)
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise FileError(Problem(f"cannot read {file}: {error.strerror or error}")) from None
    return read_bytes(data, file)


def read_bytes(data: bytes, file: str) -> Conflict:
    """Return the conflict in the bytes of a model file; `file` names it in messages."""
    source = decode(data, file)
    root = parse(source)
    reader = _Reader(source)
    parts = reader.model(root)
    problems = list(reader.problems)
    conflict = None
    if parts is not None:
        try:
            conflict = Conflict(**parts, origin=FileOrigin(source, reader.marks))
        except ModelError as error:
            problems += [problem for problem in error.problems if not reader.explains(problem)]
    if problems or conflict is None:
        raise ModelError(sorted(problems, key=lambda problem: _place(problem)))
    return conflict


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.location.line, problem.location.column) if problem.location else (0, 0)


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


class _Reader:
    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.marks: dict[Path, Node] = {}
        self.broken: set[Path] = set()
        """Paths of parts that could not be read: what the model says about their absence is no news."""

    # -- reporting ------------------------------------------------------------------------------------------

    def explains(self, problem: Problem) -> bool:
        """Return whether a problem of the model comes from a part that could not be read (and was reported)."""
        return problem.path in self.broken or problem.path[:1] in self.broken

    def report(self, node: Node, message: str, hint: str = "", offset: int | None = None) -> None:
        self.problems.append(Problem(message, hint, location=place_in(self.source, node, offset)))

    def attempt(self, node: Node, path: Path, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of a scalar; report what it complains about and return None."""
        text = self.text(node, path)
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
        self.marks[path] = node
        if node.kind == "text":
            if node.text.strip():
                return node.text
            self.report(node, f"{_called(path)} is empty", "write something, or leave it out")
        elif node.kind == "mapping" and all(re.fullmatch(_LANGUAGE, key.text) for key, _ in node.pairs):
            self.report(node, "texts in several languages are not supported yet", "write one text")
        else:
            self.report(node, f"{_called(path)} must be a text, not a {node.kind}", "quotes make any text one text")
        self.broken.add(path)
        return None

    def items(self, node: Node, path: Path) -> list[Node]:
        self.marks[path] = node
        if node.kind == "list":
            return node.items
        example = f"[{node.text}]" if node.kind == "text" and node.text else "[…]"
        self.report(node, f"{_called(path)} must be a list", f"write {example}, or one item a line after a dash")
        self.broken.add(path)
        return []

    def texts(self, node: Node, path: Path) -> tuple[str, ...]:
        found = (self.text(item, (*path, at)) for at, item in enumerate(self.items(node, path)))
        return tuple(text for text in found if text is not None)

    def entries(self, node: Node, path: Path) -> Iterator[tuple[str, Node]]:
        """Yield the pairs of a mapping from ids; the mark of an entry is its key."""
        self.marks[path] = node
        if node.kind != "mapping":
            self.report(node, f"{_called(path)} must map ids to what they stand for", "for example `some_id: …`")
            self.broken.add(path)
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            if key.text in seen:
                self.report(key, f"{key.text!r} stands here twice", "ids are unique: rename one")
                continue
            seen.add(key.text)
            self.marks[(*path, key.text)] = key
            yield key.text, value

    def mapping(self, node: Node, kind: str, path: Path) -> dict[str, Node] | None:
        """Return the values of a mapping by key, after reporting keys that are unknown, twice or missing."""
        if node.kind != "mapping":
            known = ", ".join(key.name for key in KEYS[kind])
            hint = f"write a mapping with keys out of: {known}"
            self.report(node, f"a {kind.replace('_', ' ')} is expected here, not a {node.kind}", hint)
            self.broken.add(path)
            return None
        values: dict[str, Node] = {}
        names = [key.name for key in KEYS[kind]]
        for key, value in node.pairs:
            if key.text in values:
                self.report(key, f"`{key.text}` stands here twice", "keep one")
            elif key.text in NOT_YET.get(kind, ()):
                self.report(
                    key,
                    f"`{key.text}` is part of the format and not supported yet",
                    "this release leaves it out",
                )
            elif key.text not in names:
                hint = did_you_mean(key.text, names)
                self.report(key, f"a {kind.replace('_', ' ')} has no key {key.text!r}", hint)
            else:
                values[key.text] = value
                self.marks[(*path, key.text)] = value
        for wanted in KEYS[kind]:
            if wanted.required and wanted.name not in values:
                self.report(node, f"`{wanted.name}` is missing", wanted.says)
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
        return self.attempt(node, path, Date.parse)

    def loose_date(self, node: Node, path: Path) -> str | None:
        return self.attempt(node, path, lambda text: text if _LOOSE_DATE.fullmatch(text) else Date.parse(text).text)

    def certainty(self, node: Node, path: Path) -> Certainty | None:
        return self.attempt(node, path, Certainty.parse)

    def condition(self, node: Node, path: Path) -> Condition | None:
        return self.attempt(node, path, parse_condition)

    def conditions(self, node: Node, path: Path) -> tuple[Condition, ...]:
        found = (self.condition(item, (*path, at)) for at, item in enumerate(self.items(node, path)))
        return tuple(condition for condition in found if condition is not None)

    def state(self, node: Node, path: Path) -> StateReference | None:
        if node.kind == "list":
            return StateReference.of_options(self.texts(node, path))
        return self.attempt(node, path, StateReference.parse)

    def one_of(self, words: tuple[str, ...], what: str) -> Callable[[Node, Path], str | None]:
        def read(text: str) -> str:
            if text in words:
                return text
            raise ModelError(
                Problem(f"{text!r} is not {what}", did_you_mean(text, words) or f"one of {', '.join(words)}")
            )

        return lambda node, path: self.attempt(node, path, read)

    def matching(self, pattern: str, message: str, hint: str) -> Callable[[Node, Path], str | None]:
        def read(text: str) -> str:
            if re.fullmatch(pattern, text):
                return text
            raise ModelError(Problem(f"{text!r} {message}", hint))

        return lambda node, path: self.attempt(node, path, read)

    def url(self, node: Node, path: Path) -> str | None:
        return self.matching(r"https?://[^\s<>\"]+", "is not a web address", "it begins with http:// or https://")(
            node, path
        )

    def language(self, node: Node, path: Path) -> str | None:
        return self.matching(_LANGUAGE.pattern, "is not a language", "write a code such as en or fr")(node, path)

    def one_or_more(self, node: Node, path: Path) -> tuple[str, ...]:
        if node.kind == "text":
            text = self.text(node, path)
            self.marks[(*path, 0)] = node
            return () if text is None else (text,)
        return self.texts(node, path)

    # -- the model ------------------------------------------------------------------------------------------

    def model(self, root: Node) -> dict[str, Any] | None:
        """Return the arguments of Conflict that the file gives."""
        self.marks[()] = root
        if root.kind != "mapping":
            hint = "it begins with `denouement: 1`; `denouement new` writes a model to start from"
            self.report(root, "this is not a model file", hint)
            return None
        values = self.mapping(root, "model", ())
        assert values is not None
        version = values.get("denouement")
        if version is not None and version.text != "1":
            self.report(version, f"this program reads format 1, not {version}", "write `denouement: 1`")
        parts = self.fields(
            values,
            (),
            title=self.text,
            summary=self.text,
            language=self.language,
            as_of=self.date,
            tags=self.texts,
            sources=self.each(self.source_entry),
            evidence=self.each(self.evidence_entry),
            decision_makers=self.each(self.decision_maker),
            definitions=self.each(self.definition),
            rules=self.each_item(self.rule),
            scenarios=self.each(self.scenario),
            start=self.state,
            history=self.each_item(self.step),
            status_quo=self.state,
            baseline=self.state,
            claims=self.each(self.claim),
        )
        self.fill_in(parts)
        return parts

    def fill_in(self, parts: dict[str, Any]) -> None:
        """Stand in for required parts that are missing or unreadable (and reported), so that the rest is checked."""
        for key, stand_in in (("title", "?"), ("decision_makers", ())):
            if key not in parts:
                parts[key] = stand_in
                self.broken.add((key,))

    def each(self, read: Callable[[str, Node, Path], T | None]) -> Callable[[Node, Path], tuple[T, ...]]:
        def read_all(node: Node, path: Path) -> tuple[T, ...]:
            found = (read(id, value, (*path, id)) for id, value in self.entries(node, path))
            return tuple(entry for entry in found if entry is not None)

        return read_all

    def each_item(self, read: Callable[[Node, Path], T | None]) -> Callable[[Node, Path], tuple[T, ...]]:
        def read_all(node: Node, path: Path) -> tuple[T, ...]:
            found: list[T] = []
            for item in self.items(node, path):
                place = (*path, len(found))  # numbered as in the model, where unreadable items are left out
                self.marks[place] = item
                entry = read(item, place)
                if entry is not None:
                    found.append(entry)
            return tuple(found)

        return read_all

    def source_entry(self, id: str, node: Node, path: Path) -> Source:
        values = self.mapping(node, "source", path) or {}
        return Source(id, **self.fields(
            values, path, title=self.text, authors=self.texts, publisher=self.text, date=self.loose_date, url=self.url,
            doi=self.text, language=self.language, reliability=self.one_of(tuple(RELIABILITY), "on the scale A to F"),
            note=self.text,
        ))  # fmt: skip

    def evidence_entry(self, id: str, node: Node, path: Path) -> Evidence:
        values = self.mapping(node, "evidence", path) or {}
        found = self.fields(
            values, path, source=self.text, quote=self.text, note=self.text, where=self.text, date=self.date,
            credibility=self.one_of(tuple(CREDIBILITY), "on the scale 1 to 6"), since=self.date, until=self.date,
        )  # fmt: skip
        if "source" not in found:
            self.broken.add((*path, "source"))
        return Evidence(id, **{"source": "?", **found})

    def claim(self, id: str, node: Node, path: Path) -> Claim:
        values = self.mapping(node, "claim", path) or {}
        return Claim(id, **self.fields(
            values, path, quote=self.text, source=self.text, certainty=self.certainty, says=self.text, date=self.date,
            note=self.text,
        ))  # fmt: skip

    def decision_maker(self, id: str, node: Node, path: Path) -> DecisionMaker:
        values = self.mapping(node, "decision_maker", path) or {}
        found = self.fields(
            values, path, name=self.text, kind=self.one_of(KINDS, "a kind of decision maker"), members=self.texts,
            note=self.text, options=self.each(self.option), preferences=self.preferences,
        )  # fmt: skip
        readings = found.pop("preferences", ())
        if not readings:
            self.broken.add(path)
        return DecisionMaker(id, readings=readings, **found)

    def option(self, id: str, node: Node, path: Path) -> Option:
        if node.kind == "text":
            name = self.text(node, (*path, "name"))
            return Option(id, name=name)
        values = self.mapping(node, "option", path) or {}
        found = self.fields(
            values, path, name=self.text, moves=self.one_of(MOVES, "a way to move"), note=self.text,
            evidence=self.texts, since=self.date, until=self.date,
        )  # fmt: skip
        return Option(id, **found)

    def definition(self, id: str, node: Node, path: Path) -> tuple[str, Condition]:
        condition = self.condition(node, path)
        return id, condition if condition is not None else Constant(True)

    def preferences(self, node: Node, path: Path) -> tuple[Reading, ...]:
        if node.kind == "list":
            return (Reading(self.statements(node, path)),)
        values = self.mapping(node, "preferences", path)
        form = self.form(values, node, path)
        if values is None or form is None:
            return ()
        if form == "readings":
            return self.each(self.reading)(values["readings"], (*path, "readings"))
        return (Reading(self.preference(form, values[form], path)),)

    def form(self, values: dict[str, Node] | None, node: Node, path: Path) -> str | None:
        """Return the one form in which wants are written here; report none or several."""
        forms = [form for form in FORMS if values and form in values]
        if len(forms) == 1:
            return forms[0]
        if forms:
            self.report(node, f"wants are written in one form, not in {' and '.join(forms)}", "keep one")
        elif values is not None and not any(key.text in NOT_YET["preferences"] for key, _ in node.pairs):
            self.report(node, "it is not said what is wanted", f"write a list, or one of: {', '.join(FORMS)}")
        self.broken.add(path)
        return None

    def reading(self, id: str, node: Node, path: Path) -> Reading:
        key = self.marks[path]
        path = (*path[:-2], id)  # in the model, a reading stands directly under the preferences
        self.marks[path] = key
        if node.kind == "list":
            return Reading(self.statements(node, path), id=id)
        values = self.mapping(node, "reading", path)
        form = self.form(values, node, path)
        preference = self.preference(form, (values or {})[form], path) if form else Statements()
        found = self.fields(
            values or {}, path, name=self.text, note=self.text, certainty=self.certainty, evidence=self.texts,
            since=self.date, until=self.date,
        )  # fmt: skip
        return Reading(preference, id=id, **found)

    def preference(self, form: str, node: Node, path: Path) -> Preference:
        if form == "statements":
            return self.statements(node, path)
        groups = []
        for at, item in enumerate(self.items(node, path)):
            self.marks[(*path, at)] = item
            members = item.items if item.kind == "list" else [item]
            if item.kind == "list" and not members:
                self.report(item, "this tie holds no state", "a state without options is a pattern of N, or [[]]")
            group = (self.state(member, (*path, at, within)) for within, member in enumerate(members))
            groups.append(tuple(reference for reference in group if reference is not None))
        return Ranking(tuple(groups))

    def statements(self, node: Node, path: Path) -> Statements:
        return Statements(self.each_item(self.statement)(node, path))

    def statement(self, node: Node, path: Path) -> Statement | None:
        that: Condition | None
        if node.kind == "text":
            that = self.condition(node, (*path, "that"))
            return None if that is None else Statement(that)
        names = [key.name for key in KEYS["statement"]]
        if node.kind == "mapping" and len(node.pairs) == 1 and node.pairs[0][0].text not in names:
            key, value = node.pairs[0]
            that = self.condition(value, (*path, "that"))
            return None if that is None else Statement(that, name=key.text)
        values = self.mapping(node, "statement", path)
        if values is None:
            return None
        found = self.fields(
            values, path, that=self.condition, name=self.text, id=self.text, certainty=self.certainty,
            evidence=self.texts, against=self.texts, since=self.date, until=self.date,
        )  # fmt: skip
        return Statement(**found) if "that" in found else None

    def rule(self, node: Node, path: Path) -> Rule | None:
        if node.kind == "text":
            self.report(node, "a rule says its kind", f"write `always: {node.text}` or `never: {node.text}`")
            return None
        values = self.mapping(node, "rule", path)
        if values is None:
            return None
        kinds = [kind for kind in RULE_KINDS if kind in values]
        if len(kinds) != 1:
            what = f"of one kind, not of {len(kinds)}" if kinds else "of a kind"
            self.report(node, f"a rule is {what}", f"write exactly one of: {', '.join(RULE_KINDS)}")
            return None
        kind = kinds[0]
        conditions: tuple[Condition, ...]
        if kind in ("always", "never"):
            condition = self.condition(values[kind], (*path, kind))
            if condition is None:
                return None
            conditions = (condition,)
        else:
            conditions = self.conditions(values[kind], (*path, kind))
        found = self.fields(
            values, path, why=self.text, id=self.text, evidence=self.texts, since=self.date, until=self.date
        )
        return Rule(kind, conditions, **found)

    def scenario(self, id: str, node: Node, path: Path) -> Scenario:
        values = self.mapping(node, "scenario", path) or {}
        found = self.fields(values, path, when=self.condition, name=self.text, story=self.text, note=self.text)
        return Scenario(id, **{"when": Constant(False), **found})

    def step(self, node: Node, path: Path) -> Step | None:
        values = self.mapping(node, "step", path)
        if values is None:
            return None
        found = self.fields(
            values, path, date=self.date, by=self.one_or_more, take=self.texts, drop=self.texts, event=self.text,
            evidence=self.texts, note=self.text,
        )  # fmt: skip
        if "date" not in found:
            # Without its date the step cannot be put in the story, and the steps after it would all look wrong.
            self.broken.add(("history",))
        return Step(**{"date": _NOBODY, **found})


def _called(path: Path) -> str:
    """Return what the part at a path is called in a message."""
    last = path[-1]
    if isinstance(last, int):
        return f"item {last + 1} of `{next(part for part in reversed(path) if isinstance(part, str))}`"
    return f"`{last}`"
