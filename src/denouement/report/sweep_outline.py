"""What a reader is told about a sweep: in how many draws each outcome comes out, and how sure that share is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from denouement.foresight.reach import out_of_reach
from denouement.foresight.readings import Description
from denouement.foresight.sweep.draws import fixed_reading
from denouement.foresight.sweep.result import Sweep
from denouement.foresight.sweep.shares import Share
from denouement.language import _, in_digits, ngettext, together
from denouement.report.clean import clean
from denouement.report.outline import Section, warnings
from denouement.report.reader import asks_by_command
from denouement.report.sweep_claims import claims_section
from denouement.report.sweep_drawn import drawn_section, meaning, settled_section
from denouement.report.sweep_shares import bar, in_draws, interval_in_words, share_in_words
from denouement.report.sweep_standings import standings_sections
from denouement.report.sweep_states import named_section, states_section
from denouement.report.words import Names, date_in_words, resting_in_words


def sweep_outline(sweep: Sweep, *, full: bool = False) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it, and the sections; `full` leaves nothing out."""
    words = _Words(sweep)
    title = clean(sweep.analysis.conflict.title)
    sections = [*warnings(sweep.analysis), *words.stopped()]
    if not sweep.varied:
        asked = any("asked" in named.labels for named in sweep.named)
        sections += [words.all_the_same(), words.one(), *claims_section(sweep, full=full)]
        sections += named_section(sweep) if asked else ()
        return title, words.facts(), tuple(sections)
    sections += [
        Section(_("What a share means"), meaning(sweep, fixed=bool(words.fixed))),
        *words.now(),
        words.endings(),
        *standings_sections(sweep, full=full),
        *claims_section(sweep, full=full),
        *states_section(sweep, full=full),
        *named_section(sweep),
        settled_section(sweep),
        drawn_section(sweep),
    ]
    return title, words.facts(), tuple(sections)


class _Words:
    """Puts what was drawn, and how it can end, into words."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.analysis = sweep.analysis
        self.names = Names(sweep.analysis.conflict)
        self.fixed = tuple(
            (mind.decision_maker, (id,)) for mind in sweep.minds if (id := fixed_reading(sweep.analysis, mind))
        )
        self.beyond = out_of_reach(sweep.analysis)

    def facts(self) -> str:
        sweep = self.sweep
        date = self.analysis.situation.snapshot.date
        seed = str(sweep.seed)  # as it is typed
        parts = [ngettext("{number} draw (seed {seed})", "{number} draws (seed {seed})", sweep.draws, seed=seed)]
        if sweep.distinct < sweep.draws:
            different = ngettext("{number} different", "{number} different", sweep.distinct)
            parts.append(different if sweep.varied else _("all the same"))
        elif sweep.draws > 1:
            parts.append(_("no two alike"))
        if sweep.swaps:
            parts.append(
                ngettext(
                    "orders disturbed by up to {number} exchange",
                    "orders disturbed by up to {number} exchanges",
                    sweep.swaps,
                )
            )
        told = ", ".join(parts)
        if self.fixed:
            readings = self.names.read_so(Description("and", self.fixed))
            told = _("{draws}; {readings} in each, as asked", draws=told, readings=readings)
        return _("{name}: {that}", name=date_in_words(date), that=told) if date else told

    def stopped(self) -> Iterator[Section]:
        if self.sweep.stopped:
            lead = _(
                "Stopped after {draws} of {asked} draws: all shares are of these {draws}.",
                draws=self.sweep.draws,
                asked=self.sweep.asked,
            )
            yield Section(_("Not all draws were done"), lead)

    def all_the_same(self) -> Section:
        """Return why every draw is the same, and what to write so that they are not."""
        why = _(
            "Nothing is doubtful: no statement carries a certainty below 1 and nobody has rival readings, so that "
            "every draw is the model as it stands."
        )
        if self.sweep.swaps:
            what = _(
                "Give doubtful statements a certainty, such as {that: leave, certainty: likely}, or rival `readings`. "
                "No order has parts to exchange."
            )
        else:
            what = _(
                "Give doubtful statements a certainty, such as {that: leave, certainty: likely}, or rival `readings`; "
                "or disturb the orders with --swaps 2."
            )
        return Section(_("Every draw is the same"), f"{why} {what}" if asks_by_command() else why)

    def one(self) -> Section:
        """Return in short what comes out in every draw."""
        states = [state for state, share in self.sweep.states]
        if not states:
            lead = _("Nowhere: no state within reach holds under {concepts}.", concepts=resting_in_words(self.analysis))
        elif self.analysis.conflict.scenarios:
            counts = Counter(state.scenario for state in states)
            order = (*(scenario.id for scenario in self.analysis.conflict.scenarios), None)
            kinds = [f"{self.names.scenario(id)} {in_digits(counts[id])}" for id in order if id in counts]
            lead = ngettext(
                "{number} ending: {scenarios}.",
                "{number} endings: {scenarios}.",
                len(states),
                scenarios=together(kinds),
            )
        else:
            lead = ngettext("{number} ending.", "{number} endings.", len(states))
        if asks_by_command():
            lead += " " + _("`denouement analyse` says more.")
        return Section(_("How it can end"), lead)

    def now(self) -> Iterator[Section]:
        share, now = self.sweep.now, self.analysis.status_quo
        if share is not None and now is not None:
            lead = _(
                "{state} is an ending itself {often}.", state=self.names.state(now), often=in_draws(self.sweep, share)
            )
            yield Section(_("Can it last?"), lead)

    def endings(self) -> Section:
        sweep, title = self.sweep, _("How it can end")
        if not sweep.any_ending.count:
            lead = _(
                "Nowhere, in any draw: no state within reach holds under {concepts}.",
                concepts=resting_in_words(self.analysis),
            )
            return Section(title, lead)
        rows = [
            *(
                (_("{story} (story)", story=clean(story)), *_cells(share, beyond=self._is_beyond(story)))
                for story, share in sweep.stories.items()
            ),
            *(
                (self.names.scenario(id or None), *_cells(share, beyond=id in self.beyond))
                for id, share in sweep.scenarios.items()
            ),
        ]
        lead = _("There is an ending {often}.", often=in_draws(sweep, sweep.any_ending)) + f" {self._numbers()}"
        if not rows:
            return Section(title, lead)
        if sweep.stories:
            lead += " " + _(
                "In how many draws one is of the scenario, or of the story that takes several together; as there can "
                "be several, shares need not add up to 100 %:"
            )
        else:
            lead += " " + _(
                "In how many draws one is of the scenario; as there can be several, shares need not add up to 100 %:"
            )
        headings = ("", _("Draws"), _("Share"), _("95 % interval"), "")
        return Section(title, lead, headings, tuple(rows))

    def _is_beyond(self, story: str) -> bool:
        return all(it.id in self.beyond for it in self.analysis.conflict.scenarios if it.story == story)

    def _numbers(self) -> str:
        """Return how many endings a draw has."""
        counts = self.sweep.endings
        low, high, middle, before = min(counts), max(counts), 0, 0
        for number, share in counts.items():
            before += share.count
            if before * 2 >= self.sweep.draws:
                middle = number
                break
        if low == high:
            return ngettext("Every draw has {number} ending.", "Every draw has {number} endings.", low)
        if 0 in counts:
            return _(
                "A draw has {low} to {high} endings, half of the draws at most {middle}, {none} of {total} draws none.",
                low=low,
                high=high,
                middle=middle,
                none=counts[0].count,
                total=self.sweep.draws,
            )
        return _(
            "A draw has {low} to {high} endings, half of the draws at most {middle}.",
            low=low,
            high=high,
            middle=middle,
        )


def _cells(share: Share, *, beyond: bool) -> tuple[str, str, str, str]:
    interval = _("cannot be reached") if beyond else interval_in_words(share)
    return in_digits(share.count), share_in_words(share), interval, bar(share)
