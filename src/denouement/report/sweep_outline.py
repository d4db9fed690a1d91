"""What a reader is told about a sweep: in how many draws each outcome comes out, and how sure that share is."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10

from denouement.analysis.concepts import CONCEPTS
from denouement.foresight.sweep.draws import Mind, undisturbed
from denouement.foresight.sweep.record import Family
from denouement.foresight.sweep.result import Label, Named, Standings, Sweep
from denouement.foresight.sweep.shares import Share
from denouement.foresight.weights import weighted
from denouement.model.names import together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.words import SIGNS, TRUTHS, Names, counted, date_in_words, resting_in_words

_STATES_SHOWN = 8
_QUOTE_SHOWN = 44
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
    sections = [
        *warnings(sweep.analysis),
        *words.first(),
        *words.now(),
        *words.endings(),
        *words.states(),
        *words.standings(),
        *words.claims(),
        *words.named(),
        *words.settled(),
        words.drawn(),
    ]
    return clean(sweep.analysis.conflict.title), words.facts(), tuple(sections)


class _Words:
    """Puts one sweep into words."""

    def __init__(self, sweep: Sweep, full: bool) -> None:
        self.sweep = sweep
        self.analysis = sweep.analysis
        self.names = Names(sweep.analysis.conflict)
        self.full = full
        self.total = f"{sweep.draws:,}"

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
        parts = [
            *(["takes one reading of each mind"] if any(len(mind.readings) > 1 for mind in minds) else []),
            *(["keeps each statement with the certainty that the model gives it"] if doubtful else []),
            *(["lets neighbours in each order of wants change places"] if self.sweep.swaps else []),
        ]
        each = together(parts) + (", one independently of another" if doubtful else "")
        lead = f"A share says in how many draws something comes out. Each draw {each}. {_COUNTED}"
        weighing = doubtful or self.sweep.swaps or any(weighted(mind.readings) for mind in minds)
        return lead if weighing else lead + _ONLY_READINGS

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
            *((f"{clean(story)}, of any kind", *self.cells(share)) for story, share in sweep.stories.items()),
            *((self.names.scenario(id or None), *self.cells(share)) for id, share in sweep.scenarios.items()),
        ]
        lead = f"There is an ending {self.in_draws(sweep.any_ending)}. {self.numbers()}"
        if rows:
            lead += " In how many draws one is of the kind; as there can be several, shares need not add up to 100 %:"
        yield Section("How it can end", lead, ("", "Draws", "Share", "95 % interval", "") if rows else (), tuple(rows))

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
            lead += f" The {len(found)} that are one most often (the others with --full)"
            lead += f"; all of these: {self.names.options(in_order)}." if in_order and len(found) > 1 else "."
        elif in_order and len(found) > 1:
            lead += f" All of these: {self.names.options(in_order)}."
        yield Section("Which endings", lead, ("State", "", "Share", "Besides"), tuple(rows))

    # -- who is better off, what was claimed ----------------------------------------------------------------

    def standings(self) -> Iterator[Section]:
        sweep, baseline = self.sweep, self.analysis.baseline
        if not sweep.standings or baseline is None or not sweep.any_ending.count:
            return
        first = next(iter(sweep.standings.values()))
        families = [family for family, standings in first.items() if standings.none.count < sweep.draws]
        if len(families) == 2:  # all endings are of one kind
            families = families[:1]
        headings = ("", *(self.family(family, first[family]) for family in families))
        rows = [
            (self.names[maker], *(self.signs(told[family]) for family in families))
            for maker, told in sweep.standings.items()
        ]
        lead = (
            f"Compared with {self.names.state(baseline)}. ▲ 20 means: better off in every such ending in 20 % of the "
            "draws that have one; ▼ 70: worse off in every such ending in 70 %. What is left to 100 is mixed or the "
            "same. Below each kind stands in how many draws it is an ending at all."
        )
        yield Section("Who is better or worse off", lead, headings, tuple(rows), grid=True)
        if self.full:
            for family in families:
                yield self.detailed(family)

    def family(self, family: Family, standings: Standings) -> str:
        there = self.sweep.draws - standings.none.count
        name = "All endings" if family is None else self.names.scenario(family or None)
        return f"{name} ({there:,})"

    def signs(self, standings: Standings) -> str:
        """Return `▲ 20 ▼ 70`, in per cent of the draws that have such an ending."""
        there = self.sweep.draws - standings.none.count
        parts = [
            f"{SIGNS[standing]} {_whole(share.count, there)}"
            for standing, share in standings.every.items()
            if share.count and standing != "same"
        ]
        return " ".join(parts) or ("● 100" if standings.every["same"].count == there else "mixed")

    def detailed(self, family: Family) -> Section:
        name = "all endings" if family is None else self.names.scenario(family or None)
        rows = []
        for maker, told in self.sweep.standings.items():
            standings = told[family]
            counts = (
                standings.every["better"],
                standings.some["better"],
                standings.some["worse"],
                standings.every["worse"],
            )
            rows.append((self.names[maker], *(f"{share.count:,}" for share in counts)))
        headings = ("", "better in every", "better in at least one", "worse in at least one", "worse in every")
        return Section("", f"Over {name}, in how many of all {self.total} draws:", headings, tuple(rows), grid=True)

    def claims(self) -> Iterator[Section]:
        if not self.sweep.claims:
            return
        rows = []
        for claim, truths in self.sweep.claims:
            quote = clean(f"“{claim.quote}”" if claim.quote else str(claim.says))
            if not self.full and len(quote) > _QUOTE_SHOWN:
                quote = quote[: _QUOTE_SHOWN - 1] + "…"
            other = [
                f"{TRUTHS[truth]} in {share.count:,}"
                for truth, share in truths.items()
                if truth in ("does_not_arise", "unknown") and share.count
            ]
            rows.append(
                (clean(claim.id), self.part(truths["holds"]), self.between(truths["holds"]), "; ".join([quote, *other]))
            )
        lead = "In how many draws what was claimed holds."
        yield Section("Claims", lead, ("", "Holds", "95 % interval", ""), tuple(rows))

    def named(self) -> Iterator[Section]:
        if not self.sweep.named:
            return
        shorts = {concept.id: concept.short for concept in CONCEPTS}
        headings = ("", "Ending", *(shorts[concept] for concept in self.analysis.concepts))
        rows = [self.row(named) for named in self.sweep.named]
        lead = (
            "In how many draws each is an ending, and in how many an equilibrium under each concept, reachable or not."
        )
        yield Section("States of special interest", lead, headings, tuple(rows))

    def row(self, named: Named) -> tuple[str, ...]:
        labels = together([_LABELS[label] for label in named.labels])
        name = f"{self.names.state(named.state)}, {labels}"
        return name, self.part(named.ending), *(self.part(share) for share in named.equilibrium.values())

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

    def cells(self, share: Share) -> tuple[str, str, str, str]:
        return f"{share.count:,}", self.part(share), self.between(share), _bar(share)

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


def _whole(count: int, of: int) -> str:
    """Return a percentage without decimals that never rounds to none or to all."""
    if count in (0, of):
        return "100" if count else "0"
    text = f"{count / of * 100:.0f}"
    return {"0": "<1", "100": ">99"}.get(text, text)


def _up(number: int) -> int:
    """Return a number rounded up to two leading digits."""
    scale = int("1".ljust(len(str(number)) - 1, "0"))
    return -(-number // scale) * scale


def _bar(share: Share) -> str:
    """Return a bar as long as the share: empty only for none, full only for all."""
    length = round(share.share * _BAR)
    length = min(max(length, 1 if share.count else 0), _BAR if share.count == share.draws else _BAR - 1)
    return "●" * length + "·" * (_BAR - length)
