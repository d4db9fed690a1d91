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
from denouement.files.keys import KINDS
from denouement.files.node_reader import FileOrigin
from denouement.files.refusals import refusal
from denouement.files.wants_reader import WantsReader
from denouement.files.yaml_nodes import SIZE_LIMIT, Node, decode, parse
from denouement.language import _, marked
from denouement.model.claim_language import Says
from denouement.model.claim_parser import parse_claim
from denouement.model.condition import Condition, Constant
from denouement.model.condition_parser import CLOSES_NOTHING, NEVER_CLOSED
from denouement.model.conflict import (
    MOVES,
    RULE_KINDS,
    Coalesced,
    Conflict,
    DecisionMaker,
    ForbiddenMoves,
    GraphState,
    Option,
    Rule,
    Scenario,
    Step,
)
from denouement.model.dates import Date
from denouement.model.evidence import CREDIBILITY, RELIABILITY, Claim, Evidence, Source
from denouement.model.perception import Perception

_NOBODY = Date.parse("0001-01-01")  # stands in for a date that could not be read; the error is kept


def read_file(path: str | pathlib.Path) -> Conflict:
    """Return the conflict in a model file; raise FileError or ModelError with every problem in it."""
    file = str(path)
    try:
        with open(path, "rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FileError(Problem(_("cannot read {file}: {reason}", file=file, reason=refusal(error)))) from None
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
        raise ModelError(_in_order(problems))
    return conflict


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems by place, without the second half of a condition that YAML split at a comma."""

    def place(problem: Problem) -> tuple[int, int]:
        return (problem.location.line, problem.location.column) if problem.location else (0, 0)

    never_closed, closes_nothing = _(NEVER_CLOSED), _(CLOSES_NOTHING)
    split = {place(problem)[0] for problem in problems if problem.message == never_closed}
    kept = [problem for problem in problems if problem.message != closes_nothing or place(problem)[0] not in split]
    return sorted(kept, key=place)


class _Reader(WantsReader):
    """Reads the parts of a model."""

    def model(self, root: Node) -> dict[str, Any] | None:
        """Return the arguments of Conflict that the file gives."""
        self.marks[()] = root
        if root.kind != "mapping":
            hint = _("it begins with `denouement: 1`; `denouement new` writes a model to start from")
            self.report(root, _("this is not a model file"), hint)
            return None
        values = self.mapping(root, "model", ())
        assert values is not None
        version = values.get("denouement")
        if version is not None and version.text != "1":
            message = _("this program reads format 1, not {version}", version=version)
            self.report(version, message, _("write `denouement: 1`"))
        if "language" in values and values["language"].kind == "text":
            self.language_of_file = values["language"].text
        if "states" in values:
            self.state_names |= {key.text for key, _value in values["states"].pairs}
        if "coalesce" in values:
            items = (item for item in values["coalesce"].items if item.kind == "mapping")
            self.state_names |= {value.text for item in items for key, value in item.pairs if key.text == "as"}
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
            states=self.each(self.listed_state),
            forbidden_moves=self.each_item(self.forbidden_moves),
            coalesce=self.each_item(self.coalesced),
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
            doi=self.word, language=self.language, note=self.text,
            reliability=self.one_of(tuple(RELIABILITY), marked("{text!r} is not on the scale A to F")),
        ))  # fmt: skip

    def evidence_entry(self, id: str, node: Node, path: Path) -> Evidence:
        values = self.mapping(node, "evidence", path) or {}
        found = self.fields(
            values, path, source=self.word, quote=self.text, note=self.text, where=self.text, date=self.date,
            since=self.date, until=self.date,
            credibility=self.one_of(tuple(CREDIBILITY), marked("{text!r} is not on the scale 1 to 6")),
        )  # fmt: skip
        if "source" not in found:
            self.broken.add((*path, "source"))
        return Evidence(id, **{"source": "?", **found})

    def claim(self, id: str, node: Node, path: Path) -> Claim:
        values = self.mapping(node, "claim", path) or {}
        return Claim(id, **self.fields(
            values, path, quote=self.text, source=self.word, certainty=self.certainty, says=self.says, date=self.date,
            note=self.text,
        ))  # fmt: skip

    def says(self, node: Node, path: Path) -> Says | None:
        return self.attempt(node, path, parse_claim)

    def decision_maker(self, id: str, node: Node, path: Path) -> DecisionMaker:
        values = self.mapping(node, "decision_maker", path) or {}
        found = self.fields(
            values, path, name=self.text, members=self.texts, note=self.text,
            kind=self.one_of(KINDS, marked("{text!r} is not a kind of decision maker")),
            options=self.each(self.option), moves=self.each(self.moves), preferences=self.preferences,
            perceptions=self.each_item(self.perception),
        )  # fmt: skip
        readings = found.pop("preferences", ())
        if not readings:
            self.broken.add(path)
        return DecisionMaker(id, readings=readings, **found)

    def perception(self, node: Node, path: Path) -> Perception | None:
        before = len(self.problems)
        values = self.mapping(node, "perception", path)
        if values is None:
            return None
        found = self.fields(
            values, path, name=self.text, readings=self.each(self.taken_for), preferences=self.each(self.thought),
            unseen=self.words, rules=self.each_item(self.rule), disbelieves=self.words, evidence=self.words,
            note=self.text, since=self.date, until=self.date,
        )  # fmt: skip
        if len(self.problems) > before:
            self.broken.add(path)  # that nothing is left of it is no news
        return Perception(**found)

    def taken_for(self, id: str, node: Node, path: Path) -> tuple[str, str] | None:
        key = self.marks[path]
        reading = self.word(node, path)
        self.marks[path], self.marks[(*path, "reading")] = key, node
        return None if reading is None else (id, reading)

    def option(self, id: str, node: Node, path: Path) -> Option:
        if node.kind == "text":
            name = self.text(node, (*path, "name"))
            return Option(id, name=name)
        values = self.mapping(node, "option", path) or {}
        found = self.fields(
            values, path, name=self.text, note=self.text, evidence=self.words, since=self.date, until=self.date,
            moves=self.one_of(MOVES, marked("{text!r} is not a way to move")),
        )  # fmt: skip
        return Option(id, **found)

    def moves(self, id: str, node: Node, path: Path) -> tuple[str, tuple[str, ...]]:
        key = self.marks[path]
        targets = self.words(node, path)
        self.marks[path] = key
        return id, targets

    def listed_state(self, id: str, node: Node, path: Path) -> GraphState:
        if node.kind == "text" and node.plain and node.text in ("", "null", "~"):
            return GraphState(id)  # YAML's ways to write nothing
        values = self.mapping(node, "listed_state", path) or {}
        return GraphState(id, **self.fields(values, path, name=self.text, taken=self.state, note=self.text))

    def forbidden_moves(self, node: Node, path: Path) -> ForbiddenMoves | None:
        values = self.mapping(node, "forbidden_move", path)
        if values is None or "by" not in values:
            return None
        found = self.fields(
            values, path, by=self.word, why=self.text, evidence=self.words, since=self.date, until=self.date
        )
        ends = self.fields(values, path, **{"from": self.condition, "to": self.condition})
        if "by" not in found or len(ends) < len({"from", "to"} & values.keys()):
            return None  # without an end that was written, it would forbid more than was meant
        return ForbiddenMoves(origin=ends.get("from"), destination=ends.get("to"), **found)

    def coalesced(self, node: Node, path: Path) -> Coalesced | None:
        values = self.mapping(node, "coalesced", path)
        if values is None:
            return None
        found = self.fields(values, path, when=self.condition, represented_by=self.state, why=self.text)
        name = self.fields(values, path, **{"as": self.word})
        return Coalesced(name=name.get("as"), **found) if "when" in found else None

    def definition(self, id: str, node: Node, path: Path) -> tuple[str, Condition]:
        condition = self.condition(node, path)
        return id, condition if condition is not None else Constant(True)

    def rule(self, node: Node, path: Path) -> Rule | None:
        if node.kind == "text":
            hint = _("write `always: {condition}` or `never: {condition}`", condition=node.text)
            self.report(node, _("a rule says its kind"), hint)
            return None
        values = self.mapping(node, "rule", path)
        if values is None:
            return None
        kinds = [kind for kind in RULE_KINDS if kind in values]
        if len(kinds) != 1:
            message = _("this rule is of {number} kinds", number=len(kinds)) if kinds else _("this rule has no kind")
            self.report(node, message, _("write exactly one of: {kinds}", kinds=", ".join(RULE_KINDS)))
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
            values, path, why=self.text, id=self.word, evidence=self.words, since=self.date, until=self.date
        )
        return Rule(kind, conditions, **found)

    def scenario(self, id: str, node: Node, path: Path) -> Scenario:
        values = self.mapping(node, "scenario", path) or {}
        found = self.fields(values, path, when=self.condition, name=self.text, story=self.text, note=self.text)
        return Scenario(id, **{"when": Constant(False), **found})

    def step(self, node: Node, path: Path) -> Step | None:
        before = len(self.problems)
        values = self.mapping(node, "step", path)
        found = self.fields(
            values or {}, path, date=self.date, by=self.one_or_more, take=self.words, drop=self.words,
            event=self.text, evidence=self.words, note=self.text, to=self.word,
        )  # fmt: skip
        if len(self.problems) > before:
            # A step that is not as it was meant makes the steps after it look wrong.
            self.broken.add(("history",))
        return Step(**{"date": _NOBODY, **found})
