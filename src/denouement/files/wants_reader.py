"""Nodes read as what somebody wants: statements, rankings, weights, payoffs, pairs, in rival readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from denouement.errors import ModelError, Path, Problem
from denouement.files.keys import FORMS, KEYS
from denouement.files.node_reader import NodeReader
from denouement.files.yaml_nodes import Node, SourceText
from denouement.language import _, marked, together
from denouement.model.condition import Condition
from denouement.model.preference import (
    Pair,
    Pairs,
    Payoffs,
    Preference,
    Ranking,
    Reading,
    Sign,
    Statement,
    Statements,
    Weights,
)
from denouement.model.state_reference import StateReference

_SIGN = re.compile(r">>|[>~?]")


def parse_pair(text: str) -> Pair:
    """Return the pair that a text such as `s1 >> s2` writes."""
    match = _SIGN.search(text)
    sides = [] if match is None else [text[: match.start()].strip(), text[match.end() :].strip()]
    if match is None or not all(side and not re.search("[<>~?]", side) for side in sides):
        hint = _("write s1 > s2 (better), s1 >> s2 (greatly), s1 ~ s2 (equal) or s1 ? s2 (not known)")
        if "<" in text:
            hint = _("write the better state on the left, with >")
        raise ModelError(Problem(_("{text!r} does not compare two states", text=text), hint))
    left, right = map(StateReference.parse, sides)
    return Pair(left, cast(Sign, match[0]), right)


class WantsReader(NodeReader):
    """Reads preferences; the paths are those of the model, in which readings stand directly under them."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(source)
        self.state_names: set[str] = set()
        """Ids of listed and names of merged states, which payoffs may name; known before preferences are read."""

    def preferences(self, node: Node, path: Path) -> tuple[Reading, ...]:
        """Return the readings of one mind; one without a name where there is nothing to choose from."""
        if node.kind == "list":
            return (Reading(self.statements(node, path)),)
        values = self.mapping(node, "preferences", path)
        form = self.form(values, node, path, "readings")
        if values is None or form is None:
            return ()
        if form == "readings":
            readings = self.each(self.reading)(values["readings"], (*path, "readings"))
            if not readings and values["readings"].kind == "mapping":
                hint = _("name at least one, with what it wants")
                self.report(values["readings"], _("there is no reading here"), hint)
            return readings
        return (Reading(self.preference(form, values, path)),)

    def form(self, values: dict[str, Node] | None, node: Node, path: Path, *more: str) -> str | None:
        """Return the one form in which wants are written here; report none or several."""
        forms = [form for form in (*FORMS, *more) if values and form in values]
        if values and "unknown" in values and "ranking" not in forms:
            forms = forms or ["unknown"]
            hint = _("write the pairs under `pairs`")
            self.report(values["unknown"], _("`unknown` pairs stand beside a `ranking`"), hint)
        if len(forms) == 1 and forms != ["unknown"]:
            return forms[0]
        if len(forms) > 1:
            message = _("wants are written in one form, not in {forms}", forms=together(forms))
            self.report(node, message, _("keep one"))
        elif values is not None and not forms:
            hint = _("write a list, or one of: {forms}", forms=", ".join((*FORMS, *more)))
            self.report(node, _("it is not said what is wanted"), hint)
        self.broken.add(path)
        return None

    def reading(self, id: str, node: Node, path: Path) -> Reading:
        """Return one reading."""
        key = self.marks[path]
        path = (*path[:-2], id)  # in the model, a reading stands directly under the preferences
        self.marks[path] = key
        if node.kind == "list":
            statements = self.statements(node, path)
            self.marks[path] = key
            return Reading(statements, id=id)
        values = self.mapping(node, "reading", path)
        form = self.form(values, node, path)
        preference = self.preference(form, values, path) if form and values else Statements()
        self.marks[path] = key
        found = self.fields(
            values or {}, path, name=self.text, note=self.text, certainty=self.certainty, evidence=self.words,
            since=self.date, until=self.date,
        )  # fmt: skip
        return Reading(preference, id=id, **found)

    def thought(self, id: str, node: Node, path: Path) -> tuple[str, Preference] | None:
        """Return somebody, and what another thinks they want: wants in one form, without rival readings."""
        key = self.marks[path]
        if node.kind == "list":
            wants: Preference | None = self.statements(node, path)
        elif node.kind == "mapping" and any(name.text == "readings" for name, _value in node.pairs):
            hint = _("name one of the model's readings under `readings: {who: which}`, or write one list of wants")
            self.report(node, _("somebody is thought to want one thing, not one of several"), hint)
            wants = None
        else:
            values = self.mapping(node, "perceived_wants", path)
            form = self.form(values, node, path)
            wants = self.preference(form, values, path) if form and values else None
        self.marks[path] = key
        return None if wants is None else (id, wants)

    def preference(self, form: str, values: dict[str, Node], path: Path) -> Preference:
        """Return wants written in a form."""
        node = values[form]
        match form:
            case "statements":
                return self.statements(node, path)
            case "ranking":
                unknown = self.unknown(values["unknown"], (*path, "unknown")) if "unknown" in values else ()
                return Ranking(self.ranking(node, path), unknown)
            case "weights":
                return Weights(self.each(self.weight)(node, path))
            case "payoffs":
                return Payoffs(tuple(self.payoffs(node, path)))
            case _:
                return Pairs(self.each_item(self.pair)(node, path))

    def ranking(self, node: Node, path: Path) -> tuple[tuple[StateReference, ...], ...]:
        """Return groups of tied states, best first."""
        groups = []
        for at, item in enumerate(self.items(node, path)):
            self.marks[(*path, at)] = item
            members = item.items if item.kind == "list" else [item]
            if item.kind == "list" and not members:
                hint = _("a state without options is a pattern of N, or [[]]")
                self.report(item, _("this tie holds no state"), hint)
            group = (self.state(member, (*path, at, within)) for within, member in enumerate(members))
            groups.append(tuple(reference for reference in group if reference is not None))
        return tuple(groups)

    def unknown(self, node: Node, path: Path) -> tuple[tuple[StateReference, StateReference], ...]:
        """Return pairs of states, each a list of two."""
        pairs: list[tuple[StateReference, StateReference]] = []
        for item in self.items(node, path):
            place = (*path, len(pairs))
            self.marks[place] = item
            if item.kind != "list" or len(item.items) != 2:
                self.report(item, _("an unknown pair is a list of two states"), _("for example [s1, s2]"))
                continue
            left, right = (self.state(member, (*place, at)) for at, member in enumerate(item.items))
            if left is not None and right is not None:
                pairs.append((left, right))
        return tuple(pairs)

    def weight(self, id: str, node: Node, path: Path) -> tuple[str, Fraction] | None:
        """Return an option and its number."""
        key = self.marks[path]
        number = self.number(node, path)
        self.marks[path] = key
        return None if number is None else (id, number)

    def payoffs(self, node: Node, path: Path) -> Iterator[tuple[StateReference | Condition, Fraction]]:
        """Yield states, or conditions, with their numbers."""
        self.marks[path] = node
        if node.kind != "mapping":
            hint = _('for example {"1": 4, "2": 1}')
            self.report(node, _("payoffs map states or conditions to numbers"), hint)
            return
        at = 0
        for key, value in node.pairs:
            place = (*path, at)
            number = self.number(value, place)
            priced: StateReference | Condition | None
            if key.text.strip().isdigit() or key.text in self.state_names:
                priced = self.state(key, place)
            else:
                priced = self.condition(key, place)
            if number is not None and priced is not None:
                yield priced, number
                at += 1

    def pair(self, node: Node, path: Path) -> Pair | None:
        """Return two states and the sign between them."""
        return self.attempt(node, path, parse_pair)

    def statements(self, node: Node, path: Path) -> Statements:
        """Return prioritised statements."""
        return Statements(self.each_item(self.statement)(node, path))

    def statement(self, node: Node, path: Path) -> Statement | None:
        """Return one statement, in any of its three ways of writing."""
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
            values, path, that=self.condition, name=self.text, id=self.word, certainty=self.certainty,
            evidence=self.words, against=self.words, since=self.date, until=self.date,
            strength=self.one_of(("great",), marked("{text!r} is not a strength")),
        )  # fmt: skip
        return Statement(**found) if "that" in found else None
