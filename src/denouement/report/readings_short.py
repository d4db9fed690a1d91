"""The short answer over all combinations of rival readings, and what its counts count."""

from __future__ import annotations

from denouement.foresight.overview.findings import Finding
from denouement.foresight.overview.overview import Overview
from denouement.foresight.sweep.draws import minds_of
from denouement.language import _, in_row, ngettext
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.reader import asks_by_command
from denouement.report.readings_standings import Fortunes
from denouement.report.readings_words import Counts, holding, percent, shortened, so_often
from denouement.report.words import in_company, resting_in_words


class Short:
    """Puts the short answer of one overview into words."""

    def __init__(self, overview: Overview, counts: Counts, fortunes: Fortunes) -> None:
        self.overview = overview
        self.counts = counts
        self.names = counts.names
        self.fortunes = fortunes

    def answer(self) -> Section:
        """Return whether it can last, how it can end, and who is better or worse off."""
        rows = [
            *((_("Can it last as it stands?"), self.lasts(finding)) for finding in self.overview.of_kind("now")),
            (_("How can it end?"), self.ends()),
            *self.fortunes.short(),
        ]
        return Section(_("In short"), rows=tuple(rows))

    def lasts(self, finding: Finding) -> str:
        """Return how often it can last as it stands, and under which concepts."""
        concepts = resting_in_words(self.overview.analysis)
        if not self.counts.one:
            often = self.counts.often(finding, holding(finding))
            return _("In {often} (under {concepts})", often=often, concepts=concepts)
        if finding.verdict == "all":
            return _("Yes (under {concepts})", concepts=concepts)
        return _("No (under {concepts})", concepts=concepts)

    def ends(self) -> str:
        """Return which scenarios are among the endings how often, those that are alike together."""
        alike: dict[str, list[str]] = {}
        for finding in self.overview.of_kind("scenario"):
            if finding.verdict != "none":
                often = self.counts.often(finding, holding(finding))
                alike.setdefault(often, []).append(self.names.scenario(finding.question.scenario))
        for finding in self.overview.of_kind("story"):
            if finding.verdict != "none":
                self.gather(finding, alike.setdefault(self.counts.often(finding, holding(finding)), []))
        (some,) = self.overview.of_kind("any_ending")
        if some.verdict == "none":
            return _("Nowhere") if self.counts.one else _("Nowhere, in {combinations}", combinations=self.counts.all)
        if not alike:
            return so_often(_("There is an ending"), self.counts.often(some, holding(some)))
        return shortened((scenarios, often) for often, scenarios in alike.items())

    def gather(self, story: Finding, scenarios: list[str]) -> None:
        """Put a story in place of its scenarios where they are told to come out as often, or else beside the others."""
        members = [self.names.scenario(scenario) for scenario in story.question.scenarios]
        name = self.names.story(story.question.scenarios[0])
        if not set(members) <= set(scenarios):
            scenarios.append(_("{story} (one scenario or another)", story=name))
            return
        scenarios[scenarios.index(members[0])] = f"{name} ({in_company(members, inside=True)})"
        scenarios[:] = [scenario for scenario in scenarios if scenario not in members]

    def meaning(self) -> Section:
        """Return what the counts count, which is no probability that something happens."""
        combined = self.overview.combined
        if not combined.rivals:
            if self.counts.asked():
                only = _("With these readings one combination is all there is. `denouement analyse` says more.")
            else:
                only = _(
                    "Nobody has rival readings here: one combination is all there is. `denouement analyse` says more."
                )
            return Section("", only)
        parts = [
            _(
                "Each of the {number} combinations gives every decision maker one of its readings. A count says under "
                "how many of them something comes out, not how likely it is to happen.",
                number=combined.total,
            )
        ]
        if combined.drawn:
            parts.append(
                ngettext(
                    "Drawn were {number}, each equally likely, none twice (seed {seed}). Behind a count stands, at "
                    "95 %, what it would be of all.",
                    "Drawn were {number}, each equally likely, none twice (seed {seed}). Behind a count stands, at "
                    "95 %, what it would be of all.",
                    len(combined),
                    seed=str(combined.seed),
                )
            )
            if combined.weights is not None and asks_by_command():
                parts.append(_("How certain each reading is does not count here; `denouement sweep` draws by that."))
            elif combined.weights is not None:
                parts.append(_("How certain each reading is does not count here."))
        elif combined.weights is not None:
            parts.append(_("By weight counts how certain each reading is: {weights}.", weights=self.weights()))
        situation = self.overview.analysis.situation
        fixed = [maker for maker in situation.readings if maker not in combined.rivals]
        if any(mind.doubtful for mind in minds_of(situation, fixed=fixed)):
            kept = _("Every statement is kept here; `denouement sweep` leaves doubtful ones out at times.")
            parts.append(kept if asks_by_command() else _("Every statement is kept here, a doubtful one too."))
        return Section("", " ".join(parts))

    def weights(self) -> str:
        """Return `The staff letter 65 %, bluff 35 %`, and who else has readings without a certainty."""
        combined = self.overview.combined
        assert combined.weights is not None
        told, alike = [], []
        in_force = self.overview.analysis.situation.snapshot.readings
        for maker, ids in combined.rivals.items():
            if all(reading.certainty is None for reading in in_force[maker]):
                alike.append(self.names[maker])
                continue
            weights = zip(ids, combined.weights[maker], strict=True)
            readings = ", ".join(f"{clean(reading)} {percent(weight)}" for reading, weight in weights)
            told.append(_("{name} {readings}", name=self.names[maker], readings=readings))
        if alike:
            told.append(_("all readings of {names} the same, since none has a certainty", names=alike))
        return in_row(told)
