"""Reasons read back and judged by the definitions: the data of `why --json`, and the sentences of `why`.

Nothing here asks the program; a reason that is false, too weak for what it is to show, or missing is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .definitions import State
from .witnesses import Judge, wrong_in_answer, wrong_in_witness

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
SHORT = {"Nash": "nash", "GMR": "gmr", "SMR": "smr", "SEQ": "seq", "SSEQ": "sseq"}
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Wish:
    """A statement: whether it holds in a state, and whether a text is a way to write it."""

    holds: Callable[[State], bool]
    is_called: Callable[[str], bool]


@dataclass(frozen=True)
class Case:
    """A conflict, and what its parts are called."""

    judge: Judge
    states: Mapping[str, State]
    """By id."""
    taken: Mapping[State, frozenset[str]]
    """Options as `owner.option`."""
    wishes: Mapping[str, Sequence[Wish]] = field(default_factory=dict)
    """The statements of those whose wants are statements, the weightiest first."""
    ordered: frozenset[str] = frozenset()
    """Those whose preferences are an order."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What decision makers and options are called: the id by the name that is printed."""
    reachable: frozenset[State] | None = None

    def standing(self, who: str, a: State, b: State) -> str:
        """Tell how the first state stands against the second."""
        if self.judge.better(who, a, b):
            return "better"
        if self.judge.better(who, b, a):
            return "worse"
        return "same" if self.judge.no_better(who, a, b) and self.judge.no_better(who, b, a) else "unknown"

    def deciding(self, who: str, a: State, b: State) -> int | None:
        """Give the place of the first statement on which two states differ; None if there is none."""
        wishes = self.wishes.get(who, ())
        return next((place for place, wish in enumerate(wishes) if wish.holds(a) != wish.holds(b)), None)

    def change(self, who: str, a: State, b: State) -> tuple[list[str], list[str]]:
        """Give what a step takes and drops, sorted; nothing if it changes what its mover does not have."""
        before, after = self.taken[a], self.taken[b]
        if any(not option.startswith(f"{who}.") for option in before ^ after):
            return [], []
        return sorted(after - before), sorted(before - after)

    def tempts(self, concept: str, who: str, s: State, s1: State) -> bool:
        """Tell whether nothing deters an improvement."""
        return self.judge.fewest_steps(concept, who, s, s1) is None

    def stays(self, concept: str, who: str, s: State) -> bool:
        """Tell whether somebody stays in a state."""
        return not any(self.tempts(concept, who, s, s1) for s1 in self.judge.improvements(who, s))

    def ways_out(self, who: str, s: State, s2: State) -> set[State]:
        """Give where somebody can go from s2 that is not certainly no better than s."""
        return {s3 for s3 in self.judge.reached(who, s2) if not self.judge.no_better(who, s3, s)}


# -- data ------------------------------------------------------------------------------------------------------


def wrong_in_data(case: Case, data: Data) -> Iterator[str]:
    """Yield what is wrong with the object that `why --json` prints for everybody and all concepts."""
    s = case.states[data["state"]["id"]]
    for who, told in data["decision_makers"].items():
        for fault in _wrong_in_stance(case, who, s, told):
            yield f"{who}: {fault}"
    holding = [c for c in CONCEPTS if all(case.stays(c, who, s) for who in case.judge.decision_makers)]
    if data["holds_under"] != holding:
        yield "holds_under"
    reachable = None if case.reachable is None else s in case.reachable
    if data["reachable"] is not reachable or data["ending"] != (
        reachable is not False and bool({"nash", "seq"} & set(holding))
    ):
        yield "whether it is an ending"


def _wrong_in_stance(case: Case, who: str, s: State, told: Data) -> Iterator[str]:
    judge = case.judge
    improvements = judge.improvements(who, s)
    staying = [concept for concept in CONCEPTS if case.stays(concept, who, s)]
    if told["stays_under"] != staying or set(told["moves_under"]) != set(CONCEPTS) - set(staying):
        yield "stays under"
    better, others = told["better_moves"], told["other_moves"]
    kind = "tempted" if len(staying) < 5 else "no better move" if others else "no move"
    if told["kind"] != kind:
        yield f"{told['kind']} is not {kind}"
    for moves, expected in ((better, improvements), (others, judge.reached(who, s) - improvements)):
        ends = [case.states[move["to"]] for move in moves]
        if len(ends) != len(expected) or set(ends) != expected:
            yield "moves left out or made up"
        if who in case.ordered and any(judge.better(who, b, a) for a, b in pairwise(ends)):
            yield "moves not in order"
    for move in (*better, *others):
        if move["decision_maker"] != who:
            yield "a move of somebody else"
        yield from _wrong_in_move(case, who, s, s, move)
    for move in better:
        yield from _wrong_in_temptation(case, who, s, move)
    for concept, witness in told["witnesses"].items():
        tempting = None if witness["tempting"] is None else case.states[witness["tempting"]]
        answers = [(case.states[one["improvement"]], _steps(case, one["countermoves"])) for one in witness["sanctions"]]
        if witness["stable"] != (concept in staying):
            yield f"{concept} witness of the wrong verdict"
        yield from wrong_in_witness(judge, concept, who, s, (tempting, answers), ordered=who in case.ordered)


def _steps(case: Case, moves: Sequence[Data]) -> list[tuple[str, State]]:
    return [(move["decision_maker"], case.states[move["to"]]) for move in moves]


def _wrong_in_move(case: Case, who: str, before: State, against: State, move: Data) -> Iterator[str]:
    after = case.states[move["to"]]
    if after not in case.judge.reached(who, before):
        yield f"{who} cannot go to {move['to']}"
    if (sorted(move["take"]), sorted(move["drop"])) != case.change(who, before, after):
        yield f"what {who} changes on the way to {move['to']}"
    yield from _wrong_in_comparison(case, who, after, against, move["comparison"])


def _wrong_in_comparison(case: Case, who: str, a: State, b: State, told: Data) -> Iterator[str]:
    standing = case.standing(who, a, b)
    if told["standing"] != standing:
        yield f"{told['standing']} is not {standing}"
    place = case.deciding(who, a, b)
    if place is None:
        if told["statement"] is not None or told["satisfied"] is not None:
            yield "a statement that decides nothing"
    else:
        wish = case.wishes[who][place]
        statement = told["statement"] or {"id": None, "that": ""}
        if statement["id"] != f"{who}.{place + 1}" or not wish.is_called(statement["that"]):
            yield f"decided by {statement['id']}, not by number {place + 1}"
        if told["satisfied"] is not wish.holds(a):
            yield "the statement holds on the other side"
    if told["ranks"] is not None:
        first, second = told["ranks"]
        if standing != ("better" if first > second else "worse" if first < second else "same"):
            yield "ranks"


def _wrong_in_temptation(case: Case, who: str, s: State, move: Data) -> Iterator[str]:
    s1 = case.states[move["to"]]
    tempting = [concept for concept in CONCEPTS if case.tempts(concept, who, s, s1)]
    if move["tempting_under"] != tempting:
        yield "tempting under"
    shown = [concept for answer in move["answers"] for concept in answer["concepts"]]
    if sorted(shown) != sorted(set(CONCEPTS) - set(tempting)):
        yield "concepts without an answer, or with two"
    deterred = set(CONCEPTS) - set(tempting)
    if len(move["answers"]) != (1 if "sseq" in deterred else len(deterred & {"seq", "smr"}) or len(deterred)):
        yield "more answers than it takes"
    for answer in move["answers"]:
        steps = _steps(case, answer["moves"])
        if not steps or not answer["concepts"]:
            yield "an answer of nobody, or under nothing"
            continue
        for concept in answer["concepts"]:
            yield from wrong_in_answer(case.judge, concept, who, s, s1, steps)
        strongest = next(concept for concept in ("sseq", "seq", "smr", "gmr") if concept in answer["concepts"])
        if len(steps) != case.judge.fewest_steps(strongest, who, s, s1):
            yield "not a shortest answer"
        before = s1
        for step in answer["moves"]:
            yield from _wrong_in_move(case, step["decision_maker"], before, before, step)
            before = case.states[step["to"]]
        yield from _wrong_in_comparison(case, who, before, s, answer["comparison"])
        if answer["moves_after"] != len(case.judge.reached(who, before)):
            yield "moves after"
        out, found = answer["way_out"], case.ways_out(who, s, before)
        if (out is not None) != bool(found):
            yield "a way out made up or left out"
        if out is not None:
            end = case.states[out["to"]]
            if out["decision_maker"] != who or end not in found:
                yield "no way out"
            if who in case.ordered and any(case.judge.better(who, other, end) for other in found):
                yield "not the best way out"
            yield from _wrong_in_move(case, who, before, s, out)


# -- sentences -------------------------------------------------------------------------------------------------

Told = tuple[str, str, Sequence[Sequence[str]]]
"""A section as it is printed: title, lead, rows."""

_REASON = (
    r"(?:“(?P<label>.*)”(?:\* \([^)]*\))? would (?P<when>then|no longer) hold"
    r"|(?P<other>ranked|listed as|worth|no statement tells the two apart|no preference is known).*)"
)
_RANKED = {
    "better": ("ranked higher", "listed as better"),
    "worse": ("ranked lower", "listed as worse"),
    "same": ("ranked alike", "listed as equal", "no statement tells the two apart"),
    "unknown": ("no preference is known",),
}
_LIKES = {
    "would prefer that": "better",
    "would lose by that": "worse",
    "would gain nothing by that": "same",
    "might prefer that": "unknown",
}
_AGAINST_HERE = {"Better": "better", "Worse": "worse", "Just as good": "same", "Perhaps better": "unknown"}
_STANDINGS = {"worse": "worse", "just as good": "same", "perhaps better": "unknown"}


def wrong_in_words(case: Case, s: State, sections: Sequence[Told]) -> Iterator[str]:
    """Yield what is false in the sections of `why` on everybody, or is left out without saying so."""
    told: dict[str, list[Told]] = {}
    who = ""
    for section in sections[1:]:
        name, colon, _ = section[0].rpartition(": ")
        if colon and name in case.called and case.called[name] in case.judge.decision_makers:
            who = case.called[name]
        elif section[0] == "Who would stay, who would move":
            yield from _wrong_in_table(case, s, section[2])
            continue
        elif section[0]:
            who = ""
        if who:
            told.setdefault(who, []).append(section)
    if set(told) != set(case.judge.decision_makers):
        yield "somebody is left out"
    yield from _wrong_in_top(case, s, sections[0])
    for maker, own in told.items():
        for fault in _Reader(case, maker, s).faults(own):
            yield f"{maker}: {fault}"


def _wrong_in_top(case: Case, s: State, section: Told) -> Iterator[str]:
    holding = [c for c in CONCEPTS if all(case.stays(c, who, s) for who in case.judge.decision_makers)]
    failing = [c for c in CONCEPTS if c not in holding]
    first, second = section[1].split(". ", 1)
    halves = re.fullmatch(r"Holds under (?:none of (?P<none>.*)|(?P<some>.*?)(?:; not under (?P<rest>.*))?)", first)
    if halves is None:
        yield f"{first!r} is not understood"
        return
    if _concepts(halves["some"]) != holding or _concepts(halves["none"] or halves["rest"]) != failing:
        yield "what it holds under"
    expected = "No ending: an ending holds under Nash or SEQ."
    if {"nash", "seq"} & set(holding):
        expected = "An ending, if it can be reached: where the story stands is not known."
        if case.reachable is not None:
            expected = "No ending: it cannot be reached from where the story stands."
            expected = "An ending: it can be reached." if s in case.reachable else expected
    if second != expected:
        yield "whether it is an ending"
    options = [(name, option) for name, *texts in section[2] for text in texts for option in text.split("; ")]
    told = {(case.called[name], case.called.get(option, option)) for name, option in options}
    if told != {(option.partition(".")[0], option) for option in case.taken[s]}:
        yield "what is taken"


def _wrong_in_table(case: Case, s: State, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for name, *cells in rows:
        if cells != ["stay" if case.stays(concept, case.called[name], s) else "move" for concept in CONCEPTS]:
            yield f"the row of {name}"


def _concepts(text: str | None) -> list[str]:
    return [SHORT[word] for word in text.split(", ")] if text else []


class _Reader:
    """Reads what is told of one decision maker, in a state."""

    def __init__(self, case: Case, who: str, s: State) -> None:
        self.case, self.who, self.s = case, who, s
        self.name = next(name for name, id in case.called.items() if id == who)

    def faults(self, sections: Sequence[Told]) -> Iterator[str]:
        judge, who, s = self.case.judge, self.who, self.s
        title, lead, rows = sections[0]
        yield from self.wrong_in_title(title.removeprefix(f"{self.name}: "))
        yield from self.wrong_in_lead(lead)
        better: list[State] = []
        others: list[State] = []
        left = [0, 0]
        tempting: set[str] = set()
        for _, lead, rows in sections:
            if found := re.fullmatch(r"… and (\d+) more better moves? \(listed with --full\)", lead):
                left[0] += int(found[1])
                continue
            if rows and rows[0][0].startswith("Better move"):
                end = yield from self.wrong_in_temptation(rows)
                better.append(end)
                tempting |= {concept for concept in CONCEPTS if self.case.tempts(concept, who, s, end)}
                continue
            for text, reason in rows:
                if found := re.fullmatch(r"… and (\d+) more \(listed with --full\)", text):
                    left[1] += int(found[1])
                    continue
                end, step_faults = self.step(text, who, s)
                yield from step_faults
                others.append(end)
                standing, _, why = reason.partition(": ")
                yield from self.wrong_in_reason(why, who, end, s, _STANDINGS.get(standing, standing))
        improvements = judge.improvements(who, s)
        if not set(better) <= improvements or len(set(better)) + left[0] != len(improvements):
            yield "better moves left out or made up"
        rest = judge.reached(who, s) - improvements
        told = not improvements or any(lead == "Moves that are not better:" for _, lead, _ in sections)
        if not set(others) <= rest or (told and len(set(others)) + left[1] != len(rest)):
            yield "other moves left out or made up"
        if not all(self.case.stays(concept, who, s) or concept in tempting for concept in CONCEPTS):
            yield "no move is shown that tempts under every concept under which one does"

    def wrong_in_title(self, verdict: str) -> Iterator[str]:
        staying = [concept for concept in CONCEPTS if self.case.stays(concept, self.who, self.s)]
        moving = [concept for concept in CONCEPTS if concept not in staying]
        if verdict in ("would stay", "would move"):
            if (moving if verdict == "would stay" else staying) != []:
                yield "stays or moves under everything"
            return
        found = re.fullmatch(r"would move under (.*); would stay under (.*)", verdict)
        if found is None or (_concepts(found[1]), _concepts(found[2])) != (moving, staying):
            yield "what it stays under"

    def wrong_in_lead(self, lead: str) -> Iterator[str]:
        better = len(self.case.judge.improvements(self.who, self.s))
        every = len(self.case.judge.reached(self.who, self.s))
        number = re.match(r"(\d+) moves? (?:is|are) possible, ", lead)
        if (int(number[1]) if number else 0) != every or (not every and lead != "No move is possible."):
            yield "how many moves"
        if number:
            rest, _, deterred = lead[number.end() :].partition(". ")
            rest = rest.rstrip(".")
            told = re.match(r"\d+", rest)
            if rest.startswith(("none", "and it is not")):
                count = 0
            else:
                count = int(told[0]) if told else every
            if count != better:
                yield "how many better moves"
            under = re.match(r"Under (.*), (?:every|the) better move is deterred\.", deterred)
            staying = [concept for concept in CONCEPTS if self.case.stays(concept, self.who, self.s)]
            if better and _concepts(under[1] if under else None) != staying:
                yield "under what all moves are deterred"

    def step(self, text: str, mover: str, before: State) -> tuple[State, list[str]]:
        """Return where a step leads, and what is wrong with it."""
        changes, _, label = text.rpartition("→ ")
        number = re.fullmatch(r"(?:.*\(state (\w+)\)|State (\w+))", label)
        assert number is not None, text
        after = self.case.states[number[1] or number[2]]
        faults = [] if after in self.case.judge.reached(mover, before) else [f"{mover} cannot go to {label}"]
        take: list[str] = []
        drop: list[str] = []
        for change in filter(None, (part.strip() for part in changes.split("; "))):
            dropped = change.startswith("no longer ")
            option = self.case.called.get(change.removeprefix("no longer "), change)
            (drop if dropped else take).append(option)
        if (sorted(take), sorted(drop)) != self.case.change(mover, before, after):
            faults.append(f"what {mover} changes: {text}")
        return after, faults

    def wrong_in_reason(self, text: str, who: str, a: State, b: State, standing: str) -> Iterator[str]:
        """Yield what is wrong with the reason given for how the first state stands against the second."""
        if standing != self.case.standing(who, a, b):
            yield f"{standing} is false: {text}"
        found = re.fullmatch(_REASON, text.rstrip("."))
        if found is None:
            yield f"{text!r} is not understood"
            return
        place = self.case.deciding(who, a, b)
        if found["label"] is None:
            if place is not None:
                yield "the statement that decides is left out"
            if found["other"] != "worth" and not text.startswith(_RANKED[standing]):
                yield f"{text} does not go with {standing}"
            return
        if place is None:
            yield "a statement that decides nothing"
            return
        wish = self.case.wishes[who][place]
        if not wish.is_called(found["label"]):
            yield f"“{found['label']}” does not decide"
        if wish.holds(a) != (found["when"] == "then"):
            yield f"“{found['label']}” holds on the other side"

    def wrong_in_temptation(self, rows: Sequence[Sequence[str]]) -> Generator[str, None, State]:
        """Yield what is wrong with a better move and the answers to it; return where it leads."""
        case, who, s = self.case, self.who, self.s
        first = re.fullmatch(rf"(.*)\. Better for {re.escape(self.name)}: (.*)", rows[0][1])
        assert first is not None, rows[0]
        s1, faults = self.step(first[1], who, s)
        yield from faults
        yield from self.wrong_in_reason(first[2], who, s1, s, "better")
        steps: list[tuple[str, State]] = []
        deterred: list[str] = []
        tempting: list[str] = []
        for label, text in rows[1:]:
            if label in ("Answer", "Another answer"):
                steps = []
            end = steps[-1][1] if steps else s1
            match label:
                case "Answer" | "Another answer" | "then":
                    mover = case.called[text.partition(": ")[0]]
                    yield from self.wrong_in_step_of_answer(text, mover, end, steps)
                case "Result":
                    yield from self.wrong_in_result(text, end)
                case "Way out":
                    yield from self.wrong_in_way_out(text, end)
                case "Deterred":
                    concepts = _concepts(text.removeprefix("under ").rstrip("."))
                    deterred += concepts
                    for concept in concepts:
                        yield from wrong_in_answer(case.judge, concept, who, s, s1, steps)
                case "Not deterred":
                    under, _, reason = text.removeprefix("under ").partition(": ")
                    tempting += _concepts(under)
                    yield from self.wrong_in_no_deterrence(_concepts(under), reason, s1)
                case _:
                    yield f"{label} is not understood"
        if sorted(tempting) != sorted(c for c in CONCEPTS if case.tempts(c, who, s, s1)):
            yield "what it is not deterred under"
        if sorted(deterred + tempting) != sorted(CONCEPTS):
            yield "concepts left out or told twice"
        return s1

    def wrong_in_step_of_answer(
        self, text: str, mover: str, before: State, steps: list[tuple[str, State]]
    ) -> Iterator[str]:
        name = text.partition(": ")[0]
        found = re.fullmatch(rf"{re.escape(name)}: (.*)\. {re.escape(name)} ({'|'.join(_LIKES)}): (.*)", text)
        if found is None:
            yield f"{text!r} is not understood"
            return
        after, faults = self.step(found[1], mover, before)
        yield from faults
        yield from self.wrong_in_reason(found[3], mover, after, before, _LIKES[found[2]])
        steps.append((mover, after))

    def wrong_in_result(self, text: str, end: State) -> Iterator[str]:
        if (text == "Back in the state asked about.") != (end == self.s):
            yield "back where it began, or not"
        elif end != self.s:
            yield from self.wrong_against_here(text, end)

    def wrong_against_here(self, text: str, end: State) -> Iterator[str]:
        standing, _, reason = text.partition(": ")
        found = re.fullmatch(rf"({'|'.join(_AGAINST_HERE)}) for {re.escape(self.name)} than here", standing)
        found = found or re.fullmatch(rf"(Just as good) for {re.escape(self.name)} as here", standing)
        if found is None:
            yield f"{text!r} is not understood"
            return
        yield from self.wrong_in_reason(reason, self.who, end, self.s, _AGAINST_HERE[found[1]])

    def wrong_in_way_out(self, text: str, end: State) -> Iterator[str]:
        left, out = self.case.judge.reached(self.who, end), self.case.ways_out(self.who, self.s, end)
        if text.startswith("None: "):
            if out:
                yield "there is a way out"
            left_to = rf"None: (\d+|no) moves? would be left to {re.escape(self.name)}"
            number = re.fullmatch(rf"{left_to}(?:, leading to nothing better than here)?\.", text)
            if number is None or (0 if number[1] == "no" else int(number[1])) != len(left):
                yield "how many moves are left"
            return
        step, _, standing = text.removeprefix(f"{self.name}: ").partition(". ")
        after, faults = self.step(step, self.who, end)
        yield from faults
        if after not in out:
            yield "no way out"
        yield from self.wrong_against_here(standing, after)

    def wrong_in_no_deterrence(self, concepts: Sequence[str], reason: str, s1: State) -> Iterator[str]:
        case, who, s = self.case, self.who, self.s
        if reason == "answers are not looked at.":
            if list(concepts) != ["nash"]:
                yield "answers are looked at"
            return
        found = re.fullmatch(
            r"whatever the others could answer( by moves that each mover would(?: or might)? prefer)?, "
            rf"it (would|could) end better for {re.escape(self.name)} than here(, or leave a way out)?\.",
            reason,
        )
        if found is None:
            yield f"{reason!r} is not understood"
            return
        ends = case.judge.answers(who, s1, credible=found[1] is not None)
        for s2 in ends:
            fine = case.judge.better(who, s2, s) if found[2] == "would" else not case.judge.no_better(who, s2, s)
            if not fine and not (found[3] and case.ways_out(who, s, s2)):
                yield f"not so if it ends in {s2}"
        # What is said must also be enough: it leaves open no answer that could deter under the concepts named.
        if found[1] and not {"seq", "sseq"} >= set(concepts):
            yield "others may answer by moves they do not prefer"
        if found[3] and not {"smr", "sseq"} >= set(concepts):
            yield "a way out changes nothing here"
