"""From a model file to a Conflict, with all errors of the file at once and their places.

The reader turns nodes into the classes of the model and notes, for every path in the model, the node it came
from. What is wrong with the file's shape is found here; what is wrong with the model is found by the model, and
both are reported together. A part that cannot be read is left out, with its id kept, so that one mistake does not
bring up ten others.
"""

from __future__ import annotations

import pathlib
from typing import Any

from denouement.errors import FileError, ModelError, Path, Problem
from denouement.files.keys import FORMS, KEYS, KINDS, NOT_YET
from denouement.files.node_reader import FileOrigin, NodeReader
from denouement.files.yaml_nodes import Node, decode, parse
from denouement.model.condition import Condition, Constant
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
from denouement.model.evidence import CREDIBILITY, RELIABILITY, Claim, Evidence, Source
from denouement.model.preference import Preference, Ranking, Reading, Statement, Statements

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


class _Reader(NodeReader):
    """Reads the parts of a model."""

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
