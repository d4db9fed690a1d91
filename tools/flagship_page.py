"""Makes the page on the flagship: what the column claimed, what the model says of it, and what happened after.

What the column claimed, in our words, and what came of it stands in flagship_page.yaml; every verdict, count and
date is worked out here from the model.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

import denouement
from denouement.analysis.result import Analysis
from denouement.foresight.claims import judge_claims
from denouement.language import _, day_in_words, pgettext, speaking, together, within
from denouement.model.claim_parser import parse_claim
from denouement.model.conflict import Conflict
from denouement.model.evidence import Claim
from denouement.report.claims_outline import claims_outline
from denouement.report.claims_words import quoted as quoted_claim
from denouement.report.clean import clean
from denouement.report.telling import Record, change_in_words, publisher
from denouement.report.words import SIGNS, STANDINGS, Names, tally_in_signs

_TEXTS = pathlib.Path(__file__).with_suffix(".yaml")
_CITED = re.compile(r"\s*\[(\w+)\]")
_READ = ("microsoft", "board")


def flagship_page(language: str) -> str:
    """Return the page in a language as Markdown."""
    with speaking(language):
        return "\n".join(_Page(language).lines())


class _Page:
    def __init__(self, language: str) -> None:
        self.language = language
        self.content = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
        texts: Mapping[str, Mapping[str, Any]] = self.content["texts"]
        self.words = {name: told[language] for name, told in texts.items() if language in told}
        self.conflict: Conflict = denouement.load("openai-2023")
        self.analysis = self.conflict.analyse()
        self.names = Names(self.conflict)
        self.record = Record(self.analysis.situation.snapshot)
        told = [claim for claim in self.conflict.claims if claim.says is not None]
        self.judged = {judgement.claim.id: judgement for judgement in judge_claims(self.analysis, told)}

    def count(self, says: str) -> int:
        """Return in how many combinations of readings something holds."""
        return judge_claims(self.analysis, [Claim("", says=parse_claim(says))])[0].counts["holds"]

    def better(self, reading: str) -> int:
        """Return in how many endings Microsoft is better off, read in a way."""
        return self.conflict.analyse(readings={"microsoft": reading}).standings["microsoft"].better

    def figures(self) -> dict[str, object]:
        thesis = self.judged["c8"]
        source = next(source for source in self.conflict.sources if source.id == "techcrunch")
        # What the sentences say without a figure is seen to here.
        assert thesis.counts["holds"] == self.count("better(microsoft, endings) and better(microsoft, now)")
        assert thesis.where is not None
        assert thesis.where.readings == (("microsoft", ("article",)),)
        assert self.count("ending(exodus)") == self.count("ending(return_with_terms)") == thesis.readings
        losers = [maker for maker in self.analysis.decision_makers if maker not in _READ]
        assert all(self.count(f"worse({maker}, endings)") == thesis.readings for maker in losers)
        assert self.count("better(board, now) and better(board, return_with_terms)") == thesis.readings
        day = self.analysis.situation.snapshot.date
        assert day is not None
        return {
            "day": day_in_words(day.day),
            "url": source.url,
            "makers": len(self.analysis.decision_makers),
            "states": self.analysis.number_of_states,
            "combinations": thesis.readings,
            "endings": len(self.analysis.endings),
            "article": self.better("article"),
            "stability": self.better("stability"),
            "seat": self.better("seat"),
            "thesis": thesis.counts["holds"],
            "losers": together([within(self.names[maker]) for maker in losers]),
            "now": self.count("ending(now)"),
            "standoff": self.count("ending(standoff)"),
            "number": len(self.conflict.claims),
        }

    def lines(self) -> Iterator[str]:
        words, figures = self.words, self.figures()
        yield from (f"# {words['title']}", "", words["other"], "", words["intro"].format(**figures), "")
        yield from (f"## {words['short']}", "")
        for point in words["points"]:
            yield f"* {point.format(**figures)}"
        yield from ("", f"## {words['table']}", "", words["table_lead"], "", *self.standings(), "")
        yield from (f"## {words['claims']}", "", words["claims_lead"].format(**figures), "")
        for group in self.content["groups"]:
            yield from (f"### {self.say(group['title'])}", "", self.say(group["lead"]), "")
            rows = [self.claim(id, told) for id, told in group["claims"].items()]
            yield from (*_table(words["headings"], rows), "")
        yield from (f"## {words['happened']}", "", words["happened_lead"], "")
        yield from (*_table(words["happened_headings"], self.happened()), "", f"## {words['limits']}", "")
        for point in words["limits_points"]:
            yield f"* {point}"
        language = "" if self.language == "en" else " --lang fr"
        command = f"$ denouement report openai-2023 -o report.html{language}"
        wrote = _("Wrote {file}.", file="report.html")
        yield from ("", words["made"], "", "```console", command, wrote, "```", "")

    def say(self, texts: Mapping[str, str]) -> str:
        return texts[self.language]

    def standings(self) -> Iterator[str]:
        """Yield the table of who is better off: a row a reading, a column a story."""
        scenarios = [story.scenario for story in self.analysis.stories]
        rows = []
        for maker in self.conflict.decision_makers:
            ids = [reading.id for reading in maker.readings if reading.id] if maker.id in _READ else [None]
            for id in ids:
                analysis = self.conflict.analyse(readings={maker.id: id} if id else {})
                assert [story.scenario for story in analysis.stories] == scenarios
                name = self.names[maker.id]
                label = self.words["read_as"].format(name=name, reading=id) if id else name
                tallies = [story.standings[maker.id] for story in analysis.stories]
                rows.append((label, self.now(analysis, maker.id), *map(tally_in_signs, tallies)))
        counts = [len(story.endings) for story in self.analysis.stories]
        told = [f"{self.names.scenario(id)} ({count})" for id, count in zip(scenarios, counts, strict=True)]
        yield from _table(("", self.words["now"], *told), rows)

    def now(self, analysis: Analysis, maker: str) -> str:
        assert analysis.status_quo is not None
        standing = analysis.compared(analysis.status_quo)[maker]
        return f"{SIGNS[standing]} {_(STANDINGS[standing])}"

    def claim(self, id: str, told: Mapping[str, Any]) -> tuple[str, str, str]:
        claim = next(claim for claim in self.conflict.claims if claim.id == id)
        column = f"**{id}.** {self.say(told['column'])} {quoted_claim(claim, full=True)}"
        return column, self.verdict(id, told), self.linked(self.say(told["after"]))

    def verdict(self, id: str, told: Mapping[str, Any]) -> str:
        """Return what the model says of a claim: what was worked out, or why nothing was."""
        if (judgement := self.judged.get(id)) is None:
            return self.say(told["model"] if "model" in told else self.content["texts"]["not_judged"][told["kind"]])
        assert "kind" not in told, f"{id} is judged by the model"
        _title, _facts, sections = claims_outline(self.analysis, [judgement], readings=judgement.readings)
        verdict = sections[0].title.partition(":")[2].strip()
        skipped = {pgettext("before who said it", "claimed"), pgettext("before a claim", "says"), _("note")}
        colon = "\u00a0: " if self.language == "fr" else ": "
        parts = [
            f"{label[:1].upper()}{label[1:]}{colon}{text}" for label, text in sections[0].rows if label not in skipped
        ]
        said = ". ".join([f"**{verdict[:1].upper()}{verdict[1:]}**", *map(_escaped, parts)]) + "."
        return f"{said} {self.say(told['model'])}" if "model" in told else said

    def happened(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the history after the day: when, who, what, and who says so."""
        snapshot = self.analysis.situation.snapshot
        for number in snapshot.later:
            step = self.conflict.history[number]
            who = together([self.names[maker] for maker in step.by])
            what = change_in_words(step, self.names, snapshot.vocabulary) if step.by else clean(step.event or "")
            yield day_in_words(step.date.day), who, what, ", ".join(dict.fromkeys(map(self.link, step.evidence)))

    def linked(self, text: str) -> str:
        return _CITED.sub(lambda found: f" ({self.link(found[1])})", text)

    def link(self, id: str) -> str:
        """Return the publisher of a piece of evidence, linked to the source."""
        piece = next(piece for piece in self.conflict.evidence if piece.id == id)
        source = self.record.sources[piece.source]
        return f"[{publisher(source)}]({source.url})"


def _escaped(text: str) -> str:
    return text.replace("*", "\\*")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (headings, ("---",) * len(headings), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
