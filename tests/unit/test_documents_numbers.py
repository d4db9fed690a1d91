"""The numbers in a document, parsed back from its page and compared with what the engine says."""

from __future__ import annotations

import re

import pytest

from denouement.foresight.claims import judge_claims
from denouement.foresight.overview.overview import every_reading
from denouement.report.words import SIGNS, Names
from tests.documents import Table, document, findings, found, page, read_page

MODELS = ["openai-2023-small", "elmira-graph", "prisoners-dilemma", "openai-2023"]


def tables(name: str, chapter: str) -> list[Table]:
    return [table for table in read_page(page(name)).tables if table.chapter == chapter]


def table(name: str, chapter: str, *headings: str) -> Table:
    """Return the one table of a chapter that has these headings."""
    fitting = [it for it in tables(name, chapter) if set(headings) <= set(it.headings)]
    assert len(fitting) == 1, [it.caption for it in fitting]
    return fitting[0]


def counts(cell: str) -> dict[str, int | None]:
    """Return `▲ 2 ▼ 6` as numbers by standing; None where it is said in words that all are so."""
    cell = cell.rstrip("*")
    named = {sign: name for name, sign in SIGNS.items()}
    told: dict[str, int | None] = {
        named[sign]: int(number.replace(",", "")) for sign, number in re.findall(r"([▲●▼?]) ([\d,]+)", cell)
    }
    return told or {named[cell[0]]: None}


@pytest.mark.parametrize("name", MODELS)
def test_the_grid_tells_who_is_better_off_in_each_story_and_in_all(name):
    analysis = findings(name).analysis
    names = Names(analysis.conflict)
    grid = next(it for it in tables(name, "answer") if it.headings)
    groups = [(story.standings, len(story.endings)) for story in analysis.stories]
    if len(groups) > 1:
        groups.append((analysis.standings, len(analysis.endings)))
    assert [int(found(r"\((\d+)\)$", heading)[1]) for heading in grid.headings[1:]] == [size for _, size in groups]
    assert [row[0] for row in grid.rows] == [names[maker] for maker in analysis.decision_makers]
    for row, maker in zip(grid.rows, analysis.decision_makers, strict=True):
        for cell, (standings, size) in zip(row[1:], groups, strict=True):
            tally = standings[maker]
            expected = {standing: getattr(tally, standing) for standing in SIGNS if getattr(tally, standing)}
            told = {standing: size if number is None else number for standing, number in counts(cell).items()}
            assert told == expected


@pytest.mark.parametrize("name", MODELS)
def test_every_ending_is_listed_with_its_standings_and_readings(name):
    analysis = findings(name).analysis
    names = Names(analysis.conflict)
    listed = {}
    for it in tables(name, "endings"):
        for row in it.rows:
            listed[row[0]] = dict(zip(it.headings, row, strict=True))
    assert set(listed) == {ending.state.id for ending in analysis.endings}
    overview = every_reading(analysis)
    in_readings = {it.state.id: it.finding.holds.combinations for it in overview.endings}
    for ending in analysis.endings:
        told = listed[ending.state.id]
        for maker, standing in ending.compared.items():
            assert told[names[maker]] == SIGNS[standing]
        if len(overview) > 1:
            assert int(told["In readings"]) == in_readings[ending.state.id]


def test_claims_are_counted_as_they_are_judged():
    name = "openai-2023"
    analysis = findings(name).analysis
    judged = {it.claim.id: it for it in judge_claims(analysis, analysis.conflict.claims)}
    rows = {row[0]: row for row in table(name, "claims", "Verdict", "Holds in").rows}
    assert set(rows) == set(judged)
    for id, judgement in judged.items():
        holds, total = map(int, found(r"^(\d+) of (\d+)$", rows[id][2]).groups())
        assert (holds, total) == (judgement.counts["holds"], judgement.readings)
        assert rows[id][1].lower() == judgement.verdict


def test_states_in_which_an_option_is_taken_are_counted():
    name = "openai-2023-small"
    analysis = findings(name).analysis
    names = Names(analysis.conflict)
    told = {row[0]: row for it in tables(name, "players") if "Undone?" in it.headings for row in it.rows}
    for option in analysis.conflict.options:
        assert int(told[names[option]][3]) == sum(option in state.taken for state in analysis.states)


def test_what_rules_exclude_is_counted():
    name = "openai-2023-small"
    analysis = findings(name).analysis
    conflict = analysis.conflict
    rows = table(name, "players", "Rule").rows
    assert len(rows) == len(conflict.rules)
    for number, (rule, row) in enumerate(zip(conflict.rules, rows, strict=True), 1):
        alone = conflict.with_rules([rule]).analyse(concepts=[], baseline=None)
        without = conflict.without_rule(rule.id or f"rule{number}").analyse(concepts=[], baseline=None)
        assert int(row[1].replace(",", "")) == 2 ** len(conflict.options) - alone.number_of_states
        assert int(row[2].replace(",", "")) == without.number_of_states


@pytest.mark.parametrize("name", ["openai-2023-small", "openai-2023"])
def test_readings_are_counted_as_the_engine_counts_them(name):
    overview = every_reading(findings(name).analysis)
    names = Names(overview.analysis.conflict)
    text = " ".join(row[1] for row in tables(name, "answer")[0].rows)
    for finding in overview.of_kind("scenario"):
        scenario = names.scenario(finding.question.scenario)
        if finding.verdict == "some":
            assert re.search(rf"{scenario}[^.]*is an ending in {finding.holds.combinations} of {len(overview)} ", text)
    always = [
        names.scenario(it.question.scenario) for it in overview.of_kind("scenario") if it.verdict == "all"
    ]  # fmt: skip
    said = found(rf"Among the endings in all {len(overview)} combinations of readings: ([^.]*)\.", text)
    assert re.split(", | and ", said[1]) == always


def test_what_turns_an_answer_is_counted():
    deciding = findings("openai-2023").deciding
    rows = table("openai-2023", "deciding", "Can it end so?").rows
    for row, (target, flips) in zip(rows, deciding, strict=True):
        assert row[0] == target.written
        assert row[1] == {"holds": "yes", "fails": "no"}[flips.truth]
        turning = found(r"^(\d+|none) of (\d+)", row[2])
        assert (0 if turning[1] == "none" else int(turning[1])) == len(flips.levels[0].flips)


def test_shares_of_the_sweep_are_those_of_the_draws():
    swept = findings("openai-2023").sweep
    names = Names(findings("openai-2023").analysis.conflict)
    rows = {row[0]: row for it in tables("openai-2023", "deciding") if "Share" in it.headings for row in it.rows}
    assert swept is not None
    for id, share in swept.scenarios.items():
        row = rows[names.scenario(id or None)]
        assert int(row[1]) == share.count
        whole = {"all": 100.0, "none": 0.0}
        told = (whole[row[2]] if row[2] in whole else float(row[2].split()[0])) / 100
        assert abs(told - share.share) < 0.0006


def test_ways_have_as_many_moves_as_the_shortest_and_end_where_they_say():
    legal = findings("openai-2023-small").legal
    assert legal is not None
    moves = {arrival.state.id: arrival.moves for arrival in legal.endings}
    told: dict[str, int] = {}
    for it in tables("openai-2023-small", "ways"):
        if "How the mover likes it" not in it.headings:
            continue
        state = ""
        for row in it.rows:
            state = row[0] or state
            told[found(r"\(state (\w+)\)", state)[1]] = int(row[1])
    assert told == {id: moves[id] for id in told}
    assert told


def test_the_appendix_names_the_model_by_its_hash():
    made = next(it for it in document("openai-2023").chapters[-1].sections() if it.title == "How this was made")
    assert findings("openai-2023").analysis.conflict.sha256 in [row[1] for row in made.rows]
