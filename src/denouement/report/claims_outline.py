"""What a reader is told about claims: which hold, in how many readings, what decides, and which are not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from denouement.analysis.claims import Answer, Ground, Reason
from denouement.analysis.result import Analysis
from denouement.foresight.claims import VERDICTS, Judgement, Leaning
from denouement.foresight.readings import deciding_readings
from denouement.language import together
from denouement.model.claim_language import Ends, Fares, Reachable, Stable
from denouement.model.evidence import Claim
from denouement.model.state_reference import StateReference
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.telling import is_cited
from denouement.report.words import TRUTHS, Names, counted, date_in_words

_STATEMENTS_SHOWN = 6
_STATES_SHOWN = 6

_REASONS: dict[Reason, str] = {
    "no such ending": "an ending that it names is not there",
    "no such state": "there is no such state",
    "several states": "several states are meant; it takes one",
    "not said which state": "the model does not say which state is meant",
    "no baseline": "nobody is compared; the model needs a `baseline`",
    "no status quo": "the model does not say where the story stands",
    "preferences not known": "what is preferred is not known",
}

_NO_CLAIMS = (
    "The model has no claims. Write what somebody said the outcome would be under `claims`, each with a `quote`, a "
    "`source`, and `says`, such as says: \"better(WHO, endings)\". Or ask with --says 'ending(now)'."
)


def claims_outline(
    analysis: Analysis,
    judgements: Sequence[Judgement],
    others: Sequence[Claim] = (),
    *,
    readings: int,
    full: bool = False,
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections.

    `others` are claims that say nothing in terms of the model. `full` adds what comes out in each of the `readings`.
    """
    words = _Words(analysis)
    ordered = sorted(judgements, key=lambda judgement: VERDICTS.index(judgement.verdict))
    sections = [section for judgement in ordered for section in words.judgement(judgement, full)]
    if any(
        words.is_weak(leaning) for judgement in judgements for told in judgement.leanings.values() for leaning in told
    ):
        sections.append(Section("", "* less likely than not, without evidence, or known only later"))
    if others:
        rows = tuple((clean(claim.id), _quote(claim), _certainty(claim)) for claim in others)
        sections.append(Section("Not judged by this model", "These say nothing in terms of the model.", rows=rows))
    if not judgements and not others:
        sections.append(Section("No claims", _NO_CLAIMS))
    return clean(analysis.conflict.title), _facts(analysis, judgements, others, readings), tuple(sections)


def _facts(analysis: Analysis, judgements: Sequence[Judgement], others: Sequence[Claim], readings: int) -> str:
    date = analysis.situation.snapshot.date
    told = counted(len(judgements) + len(others), "claim")
    if others:
        told += f", {len(judgements)} of them judged"
    if readings > 1:
        told += f", under {readings:,} combinations of readings"
    return f"{date_in_words(date)}: {told}" if date else told


def _quote(claim: Claim) -> str:
    return f"“{clean(claim.quote)}”" if claim.quote else ""


def _certainty(claim: Claim) -> str:
    return clean(claim.certainty.text) if claim.certainty is not None else ""


def verdict_in_words(judgement: Judgement) -> str:
    """Return `depends, holds in 6 of 18 readings, fails in 12`."""
    total = judgement.readings
    found = [(TRUTHS[truth], count) for truth, count in judgement.counts.items() if count]
    first, most = found[0]
    if total == 1:
        return first
    if judgement.counts["does_not_arise"] == total:
        return f"arises in none of {total:,} readings"
    told = f"{first} in {'all' if most == total else f'{most:,} of'} {total:,} readings"
    told = ", ".join([told, *(f"{truth} in {count:,}" for truth, count in found[1:])])
    return f"depends, {told}" if judgement.verdict == "depends" else told


class _Words:
    """Puts judgements of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)
        self.sources = {source.id: source for source in analysis.conflict.sources}
        # Where nothing cites evidence, a statement without any is no weaker than the rest.
        self.cites = is_cited(analysis)

    # -- one claim ------------------------------------------------------------------------------------------

    def judgement(self, judgement: Judgement, full: bool) -> Iterator[Section]:
        claim = judgement.claim
        verdict = verdict_in_words(judgement)
        heading = f"{clean(claim.id)}: {verdict}" if claim.id else verdict[:1].upper() + verdict[1:]
        rows = [
            ("claimed", self.author(claim)),
            ("says", clean(str(claim.says))),
            *self.where(judgement),
            *self.grounds(judgement, full),
            ("note", clean(claim.note) if claim.note and full else ""),
        ]
        yield Section(heading, _quote(claim), rows=tuple(row for row in rows if row[1]))
        if full and judgement.readings > 1:
            yield self.table(judgement)

    def author(self, claim: Claim) -> str:
        source = self.sources.get(claim.source or "")
        said_by = (source.publisher or source.title or source.id) if source is not None else ""
        parts = [clean(said_by), date_in_words(claim.date), _certainty(claim)]
        return ", ".join(part for part in parts if part)

    def where(self, judgement: Judgement) -> Iterator[tuple[str, str]]:
        if judgement.where is not None:
            yield TRUTHS[judgement.told], f"exactly with {self.names.read_so(judgement.where)}"
        elif judgement.deciding:
            yield "decided by", f"how these are read: {together([self.names[maker] for maker in judgement.deciding])}"

    # -- what an answer rests on ----------------------------------------------------------------------------

    def grounds(self, judgement: Judgement, full: bool) -> Iterator[tuple[str, str]]:
        """Yield what each answer rests on: statements, who would leave, or why it is neither true nor false."""
        several = sum(bool(count) for count in judgement.counts.values()) > 1
        for truth, count in judgement.counts.items():
            if not count:
                continue
            parts = [
                self.statements(judgement.leanings[truth], full),
                self.leavers(judgement.leavers[truth], count),
                self.endings(judgement.endings[truth], count),
                *(_REASONS[reason] for reason in judgement.reasons[truth]),
            ]
            if not any(parts):
                parts = [self.facts(next(answer for answer in judgement.answers.values() if answer.truth == truth))]
            yield f"{TRUTHS[truth]} by" if several else "rests on", "; ".join(part for part in parts if part)

    def is_weak(self, leaning: Leaning) -> bool:
        return leaning.doubtful or leaning.hindsight or (leaning.assumed and self.cites)

    def leans_on_weak(self, judgement: Judgement) -> bool:
        return any(self.is_weak(leaning) for leanings in judgement.leanings.values() for leaning in leanings)

    def statements(self, leanings: Sequence[Leaning], full: bool) -> str:
        shown = leanings if full else leanings[:_STATEMENTS_SHOWN]
        by_maker: dict[str, list[str]] = {}
        for leaning in shown:
            statement = leaning.premise.statement
            text = clean(statement.name or str(statement.that)) + ("*" if self.is_weak(leaning) else "")
            by_maker.setdefault(leaning.premise.decision_maker, []).append(text)
        parts = [f"{self.names[maker]}: {', '.join(texts)}" for maker, texts in by_maker.items()]
        left = len(leanings) - len(shown)
        return "; ".join([*parts, *([f"and {counted(left, 'more statement')}"] if left else [])])

    def leavers(self, counts: Mapping[str, int], count: int) -> str:
        parts = [
            self.names[maker] + (f" (in {counts[maker]:,})" if counts[maker] < count else "")
            for maker in self.analysis.decision_makers
            if maker in counts
        ]
        return f"would move away: {', '.join(parts)}" if parts else ""

    def endings(self, endings: Mapping[str | None, int], count: int) -> str:
        scenarios = [scenario.id for scenario in self.analysis.conflict.scenarios]
        parts = [
            self.names.scenario(id) + (f" (in {endings[id]:,})" if endings[id] < count else "")
            for id in scenarios
            if id in endings
        ]
        return f"it can end in {', '.join(parts)}" if parts else ""

    # -- reading by reading ---------------------------------------------------------------------------------

    def table(self, judgement: Judgement) -> Section:
        """Return what comes out and what speaks for it, for each combination of the readings that matter to that."""
        told = {chosen: (TRUTHS[answer.truth], self.facts(answer)) for chosen, answer in judgement.answers.items()}
        makers = deciding_readings(told)
        rows = {tuple(clean(id) for maker, id in chosen if maker in makers): row for chosen, row in told.items()}
        headings = (*(self.names[maker] for maker in makers), "", "") if makers else ()
        return Section("", "", headings, tuple((*readings, *row) for readings, row in rows.items()))

    def facts(self, answer: Answer) -> str:
        return "; ".join(dict.fromkeys(fact for ground in answer.grounds if (fact := self.fact(ground))))

    def fact(self, ground: Ground) -> str:
        """Return what speaks for an answer, such as `Microsoft worse in 4 endings (Exodus 2, Return 2)`."""
        if ground.reason is not None:
            return _REASONS[ground.reason]
        match ground.says:
            case Fares(_, maker, where):
                return f"{self.names[maker]} {self.standings(ground, where)}"
            case Ends() if ground.truth == "holds":
                return f"{counted(len(ground.states), 'ending')} ({self.states(ground)})"
            case Stable() if ground.truth == "holds":
                return "nobody would move away"
            case Ends() | Stable():
                return self.leavers(dict.fromkeys(ground.leavers, 1), 1) or "cannot be reached"
            case Reachable(state):
                called = self.names.scenario(state.text) if self.is_scenario(state) else clean(str(state))
                return f"{called} {'can' if ground.truth == 'holds' else 'cannot'} be reached"

    def is_scenario(self, state: StateReference) -> bool:
        return any(scenario.id == state.text for scenario in self.analysis.conflict.scenarios)

    def standings(self, ground: Ground, where: object) -> str:
        standings = together(list(dict.fromkeys(ground.standings)))
        if isinstance(where, StateReference) and len(ground.states) == 1:
            return f"{standings} in {self.names.state(ground.states[0])}"
        return f"{standings} in {counted(len(ground.states), 'ending')} ({self.states(ground)})"

    def states(self, ground: Ground) -> str:
        """Return which endings, by scenario and how many of each; by number where there are no scenarios."""
        if self.analysis.conflict.scenarios:
            counts = Counter(state.scenario for state in ground.states)
            if len(counts) == 1:
                return self.names.scenario(next(iter(counts)))
            return ", ".join(f"{self.names.scenario(id)} {count:,}" for id, count in counts.items())
        ids = [state.id for state in ground.states]
        more = ", …" if len(ids) > _STATES_SHOWN else ""
        return f"state{'s' if len(ids) > 1 else ''} {', '.join(ids[:_STATES_SHOWN])}{more}"
