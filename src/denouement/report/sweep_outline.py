"""What a reader is told about a sweep: in how many draws each outcome comes out, and how sure that share is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil, floor, log10

from denouement.analysis.concepts import CONCEPTS
from denouement.foresight.reach import out_of_reach
from denouement.foresight.readings import Description
from denouement.foresight.sweep.draws import Mind, fixed_reading, undisturbed
from denouement.foresight.sweep.result import Label, Named, Sweep, where_it_arises
from denouement.foresight.sweep.shares import Share
from denouement.foresight.weights import weighted
from denouement.language import together
from denouement.model.claim_language import Reachable, atoms
from denouement.model.evidence import Claim
from denouement.report.claims_words import says_and_quote
from denouement.report.clean import clean
from denouement.report.ending_words import ending_in_words
from denouement.report.outline import Section, warnings
from denouement.report.sweep_standings import standings_sections
from denouement.report.words import TRUTHS, Names, counted, date_in_words, resting_in_words

_STATES_SHOWN = 8
_BAR = 10

_COUNTED = "A share is not the probability that it will happen: robust is not likely."
_ONLY_READINGS = (
    " Only readings vary, and all count alike: give readings and doubtful statements a `certainty`, such as {that: "
    "leave, certainty: likely}. `denouement readings` goes through all combinations, and says whose reading decides."
)
_LABELS: dict[Label, str] = {
    "now": "where it stands", "baseline": "the baseline", "happened": "what happened", "asked": "asked about"
}  # fmt: skip


def sweep_outline(sweep: Sweep, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(sweep, full)
    title = clean(sweep.analysis.conflict.title)
    if not sweep.varied:
        asked = any("asked" in named.labels for named in sweep.named)
        alike = (*words.first(), words.one(), *words.claims(), *(words.named() if asked else ()))
        return title, words.facts(), (*warnings(sweep.analysis), *alike)
    sections = [
        *warnings(sweep.analysis),
        *words.first(),
        *words.now(),
        *words.endings(),
        *standings_sections(sweep, full=full),
        *words.claims(),
        *words.states(),
        *words.named(),
        *words.settled(),
        words.drawn(),
    ]
    return title, words.facts(), tuple(sections)


class _Words:
    """Puts one sweep into words."""

    def __init__(self, sweep: Sweep, full: bool) -> None:
        self.sweep = sweep
        self.analysis = sweep.analysis
        self.names = Names(sweep.analysis.conflict)
        self.full = full
        self.total = f"{sweep.draws:,}"
        self.fixed = tuple(
            (mind.decision_maker, (id,)) for mind in sweep.minds if (id := fixed_reading(sweep.analysis, mind))
        )
        self.beyond = out_of_reach(sweep.analysis)

    def facts(self) -> str:
        sweep = self.sweep
        date = self.analysis.situation.snapshot.date
        if sweep.distinct == sweep.draws:
            different = "no two alike" if sweep.draws > 1 else ""
        else:
            different = f"{sweep.distinct:,} different" if sweep.varied else "all the same"
        parts = [f"{counted(sweep.draws, 'draw')} (seed {sweep.seed})", different]
        if sweep.swaps:
            parts.append(f"orders disturbed by up to {counted(sweep.swaps, 'exchange')}")
        told = ", ".join(filter(None, parts))
        if self.fixed:
            told += f"; {self.names.read_so(Description('and', self.fixed))} in each, as asked"
        return f"{date_in_words(date)}: {told}" if date else told

    def first(self) -> Iterator[Section]:
        sweep = self.sweep
        if sweep.stopped:
            lead = f"Stopped after {self.total} of {sweep.asked:,} draws: all shares are of these {self.total}."
            yield Section("Not all draws were done", lead)
        if sweep.varied:
            yield Section("What a share means", self.meaning())
            return
        lead = (
            "Nothing is doubtful: no statement carries a certainty below 1 and nobody has rival readings, so that "
            "every draw is the model as it stands. Give doubtful statements a certainty, such as {that: leave, "
            "certainty: likely}, or rival `readings`"
        )
        lead += ". No order has parts to exchange." if self.sweep.swaps else "; or disturb the orders with --swaps 2."
        yield Section("Every draw is the same", lead)

    def meaning(self) -> str:
        minds = self.sweep.minds
        doubtful = any(mind.doubtful for mind in minds)
        other = "other " if self.fixed else ""
        parts = [
            *([f"takes one reading of each {other}mind"] if any(len(mind.readings) > 1 for mind in minds) else []),
            *(["keeps each statement with the certainty that the model gives it"] if doubtful else []),
            *(["lets neighbours in each order of wants change places"] if self.sweep.swaps else []),
        ]
        each = together(parts) + (", one independently of another" if doubtful else "")
        lead = f"A share says in how many draws something comes out. Each draw {each}. {_COUNTED}"
        if doubtful and any(len(mind.readings) > 1 for mind in minds):
            lead += " `denouement readings` keeps every statement, so that its figures are others."
        weighing = doubtful or self.sweep.swaps or any(weighted(mind.readings) for mind in minds)
        return lead if weighing else lead + _ONLY_READINGS

    def one(self) -> Section:
        """Return in short what comes out in every draw."""
        states = [state for state, _ in self.sweep.states]
        lead = f"{counted(len(states), 'ending')}."
        if not states:
            lead = f"Nowhere: no state within reach holds under {resting_in_words(self.analysis)}."
        elif self.analysis.conflict.scenarios:
            counts = Counter(state.scenario for state in states)
            order = (*(scenario.id for scenario in self.analysis.conflict.scenarios), None)
            kinds = [f"{self.names.scenario(id)} {counts[id]:,}" for id in order if id in counts]
            lead = f"{lead[:-1]}: {together(kinds)}."
        return Section("How it can end", f"{lead} `denouement analyse` says more.")

    # -- how it can end -------------------------------------------------------------------------------------

    def now(self) -> Iterator[Section]:
        share, now = self.sweep.now, self.analysis.status_quo
        if share is not None and now is not None:
            state = self.names.state(now)
            yield Section("Can it last?", f"{state} is an ending itself {self.in_draws(share)}.")

    def endings(self) -> Iterator[Section]:
        sweep = self.sweep
        if not sweep.any_ending.count:
            lead = f"Nowhere, in any draw: no state within reach holds under {resting_in_words(self.analysis)}."
            yield Section("How it can end", lead)
            return
        rows = [
            *(
                (f"{clean(story)} (story)", *self.cells(share, beyond=self.is_beyond(story)))
                for story, share in sweep.stories.items()
            ),
            *(
                (self.names.scenario(id or None), *self.cells(share, beyond=id in self.beyond))
                for id, share in sweep.scenarios.items()
            ),
        ]
        lead = f"There is an ending {self.in_draws(sweep.any_ending)}. {self.numbers()}"
        if rows:
            story = ", or of the story that takes several together" if sweep.stories else ""
            lead += (
                f" In how many draws one is of the scenario{story}; as there can be several, shares need not add up to"
            )
            lead += " 100 %:"
        yield Section("How it can end", lead, ("", "Draws", "Share", "95 % interval", "") if rows else (), tuple(rows))

    def is_beyond(self, story: str) -> bool:
        return all(it.id in self.beyond for it in self.analysis.conflict.scenarios if it.story == story)

    def numbers(self) -> str:
        """Return how many endings a draw has."""
        counts = self.sweep.endings
        low, high, middle, before = min(counts), max(counts), 0, 0
        for number, share in counts.items():
            before += share.count
            if before * 2 >= self.sweep.draws:
                middle = number
                break
        if low == high:
            return f"Every draw has {counted(low, 'ending')}."
        none = f", {counts[0].count:,} of {self.total} draws none" if 0 in counts else ""
        return f"A draw has {low:,} to {high:,} endings, half of the draws at most {middle:,}{none}."

    # -- what was claimed, states of interest ----------------------------------------------------------------

    def claims(self) -> Iterator[Section]:
        # Those of the model are no matter of draws where all draws are the same; `denouement claims` judges them.
        asked = [told for told in self.sweep.claims if self.sweep.varied or not told[0].id]
        if not asked:
            return
        rows = []
        for claim, truths in asked:
            among, unknown = where_it_arises(truths), truths["unknown"].count
            told = says_and_quote(claim, full=self.full)
            if unknown:
                told += f" ({TRUTHS['unknown']} in {unknown:,})"
            if among is None:
                cells = "–", "arises in no draw"
            else:
                if among.draws < self.sweep.draws:
                    told += f" (of the {among.draws:,} in which it arises)"
                cells = (
                    self.part(among),
                    self.between(among) if unknown or not self.is_bound(claim) else "by the moves alone",
                )
            rows.append((clean(claim.id) or "asked", told, *cells))
        lead = (
            f"What was tested, and in how many of the {self.total} draws it came out true: not how likely what was "
            "said is to come true."
        )
        headings = ("", "Tested", "True in", "95 % interval" if self.sweep.varied else "")
        yield Section("Claims", lead, headings, tuple(rows))

    def is_bound(self, claim: Claim) -> bool:
        """Return whether a claim comes out so whatever anybody wants, being of nothing but what can be reached."""
        assert claim.says is not None
        return all(isinstance(atom, Reachable) for atom in atoms(claim.says))

    def states(self) -> Iterator[Section]:
        found = self.sweep.states if self.full else self.sweep.states[:_STATES_SHOWN]
        if not found:
            return
        common = set(found[0][0].taken).intersection(*(state.taken for state, _ in found))
        in_order = [option for option in self.analysis.conflict.options if option in common]
        rows = []
        for state, share in found:
            besides = [option for option in state.taken if option not in common]
            more = self.names.options(besides) if besides else self.names.nothing_more(state)
            rows.append(
                (state.id, self.names.scenario(state.scenario) if state.scenario else "", self.part(share), more)
            )
        left = len(self.sweep.states) - len(found)
        lead = f"States that are an ending in some draw: {len(self.sweep.states):,}."
        if left:
            alike = self.sweep.states[-1][1].count == found[0][1].count
            most = f"{len(found)} of them, all equally often" if alike else f"The {len(found)} that are one most often"
            lead += f" {most} (the others with --full)"
            lead += f"; all of these: {self.names.options(in_order)}." if in_order and len(found) > 1 else "."
        elif in_order and len(found) > 1:
            lead += f" All of these: {self.names.options(in_order)}."
        yield Section("Which endings", lead, ("State", "", "Share", "Besides"), tuple(rows))

    def named(self) -> Iterator[Section]:
        if not self.sweep.named:
            return
        shorts = {concept.id: concept.short for concept in CONCEPTS}
        headings = ("", "Ending", *(shorts[concept] for concept in self.analysis.concepts))
        rows = [self.row(named) for named in self.sweep.named]
        lead = (
            "In how many draws each is an ending, and in how many an equilibrium under each concept, reachable or not. "
            f"{ending_in_words(self.analysis)}"
        )
        yield Section("States of special interest", lead, headings, tuple(rows))

    def row(self, named: Named) -> tuple[str, ...]:
        labels = together([_LABELS[label] for label in named.labels])
        name = f"{self.names.state(named.state)}, {labels}"
        reachable = self.analysis.reachable
        out = reachable is not None and not reachable[self.analysis.index_of(named.state)]
        ending = "out of reach" if out else self.part(named.ending)
        return name, ending, *(self.part(share) for share in named.equilibrium.values())

    # -- how sure -------------------------------------------------------------------------------------------

    def settled(self) -> Iterator[Section]:
        if not self.sweep.varied:
            return
        sweep, found = self.sweep, self.sweep.convergence
        lead = (
            f"The widest 95 % interval reaches {found.reach * 100:.1f} points to either side. Over the second half of "
            f"the draws no running share moved by more than {found.moved * 100:.1f} points. "
        )
        if found.draws_for_a_point > sweep.draws:
            more = _up(found.draws_for_a_point)
            lead += f"For 1 point to either side draw {more - sweep.draws:,} more (--draws {more})."
        else:
            lead += "More draws would change little."
        yield Section("Has it settled?", lead)

    def drawn(self) -> Section:
        sweep = self.sweep
        rows = [(self.names[mind.decision_maker], self.readings(mind), self.doubts(mind)) for mind in sweep.minds]
        told = []
        if any(mind.doubtful for mind in sweep.minds):
            told.append("A doubtful statement carries a certainty below 1: by it, a draw keeps it or leaves it out.")
        if sweep.swaps:
            times = "0 or 1" if sweep.swaps == 1 else f"0 to {sweep.swaps}"
            told.append(f"In each order of wants neighbours changed places {times} times, each number as likely.")
        left = undisturbed(sweep.minds) if sweep.swaps else ()
        if left:
            told.append(f"Not disturbed, having no order: {together([self.names[maker] for maker in left])}.")
        return Section("What was drawn", " ".join(told), rows=tuple(rows))

    def readings(self, mind: Mind) -> str:
        if len(mind.readings) == 1:
            id = mind.readings[0].id
            return f"read as {clean(id)}" if id else ""
        if not weighted(mind.readings):
            return f"{together([clean(reading.id or '') for reading in mind.readings])}, equally often"
        parts = [
            f"{clean(reading.id or '')} {float(weight) * 100:.0f} %"
            for reading, weight in zip(mind.readings, mind.weights, strict=True)
        ]
        return ", ".join(parts)

    def doubts(self, mind: Mind) -> str:
        return counted(mind.doubtful, "doubtful statement") if mind.doubtful else "nothing doubtful"

    # -- numbers --------------------------------------------------------------------------------------------

    def cells(self, share: Share, *, beyond: bool) -> tuple[str, str, str, str]:
        return f"{share.count:,}", self.part(share), "cannot be reached" if beyond else self.between(share), _bar(share)

    def in_draws(self, share: Share) -> str:
        """Return `in 61 of 1,000 draws (6.1 %; 95 % interval 4.8-7.8 %)`."""
        if not self.sweep.varied:
            return "in every draw" if share.count else "in no draw"
        if share.count in (0, share.draws):
            word = "in all" if share.count else "in none of"
            return f"{word} {self.total} draws ({self.between(share)} with 95 % confidence)"
        return f"in {share.count:,} of {self.total} draws ({self.part(share)}, 95 % interval {self.between(share)})"

    def part(self, share: Share) -> str:
        if share.count in (0, share.draws):
            return "all" if share.count else "none"
        text = f"{share.share * 100:.1f} %"
        return {"0.0 %": "<0.1 %", "100.0 %": ">99.9 %"}.get(text, text)

    def between(self, share: Share) -> str:
        if share.certain:
            return ""
        low, high = (end * 100 for end in share.interval)
        digits = max(0, ceil(log10(share.draws)) - 2)
        if share.count == share.draws:
            return f"at least {floor(low * 10**digits) / 10**digits:.{digits}f} %"
        if share.count == 0:
            return f"at most {ceil(high * 10**digits) / 10**digits:.{digits}f} %"
        return f"{low:.1f}–{high:.1f} %"


def _up(number: int) -> int:
    """Return a number rounded up to two leading digits."""
    scale = int("1".ljust(len(str(number)) - 1, "0"))
    return -(-number // scale) * scale


def _bar(share: Share) -> str:
    """Return a bar as long as the share: empty only for none, full only for all."""
    length = round(share.share * _BAR)
    length = min(max(length, 1 if share.count else 0), _BAR if share.count == share.draws else _BAR - 1)
    return "●" * length + "·" * (_BAR - length)
