"""What pictures show, read back from them and compared with what was worked out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from denouement.analysis.landmarks import liking_of
from denouement.foresight.overview.overview import every_reading
from denouement.foresight.sweep.result import where_it_arises
from denouement.foresight.sweep.sweep import sweep
from denouement.model.evidence import Claim
from denouement.report import pictures
from denouement.report.pictures.evidence import grounds_of, ratings_of
from denouement.report.pictures.matrix import MOST_COLUMNS
from denouement.report.pictures.strips import situations_of
from denouement.report.words import SIGNS, Names
from denouement.states.relation import Order
from tests.unit.models import pair, read
from tests.unit.pictures import analysed, kinds, of_kind, overview_of, replayed, root_of, swept, tag, texts, words

SHAPES = {"better": "polygon", "worse": "polygon", "same": "circle"}


def signs_in(element) -> list[str]:
    """Return the standings of the signs in an element, in order, by colour; the shape must agree."""
    found = []
    for child in element.iter():
        for standing, shape in SHAPES.items():
            if f"fill-{standing}" in kinds(child) and tag(child) == shape:
                if shape == "polygon":
                    ys = [float(point.split(",")[1]) for point in child.get("points").split()]
                    assert (ys[2] < ys[0]) == (standing == "better")  # a tip at the top, or at the bottom
                found.append(standing)
        if tag(child) == "circle" and child.get("stroke-dasharray"):
            found.append("unknown")
    return found


# -- the grid of endings -----------------------------------------------------------------------------------------


def expected_cells(analysis):
    """Yield the cells by the slow definition: counts of the standings of each ending, those of all last."""
    stories = [story.endings for story in analysis.stories]
    for maker in analysis.decision_makers:
        for endings in [*stories, *([analysis.endings] if len(stories) > 1 else [])]:
            standings = [ending.compared[maker] for ending in endings]
            yield {name: standings.count(name) for name in SIGNS if name in standings}


@pytest.mark.parametrize(
    "name", ["openai-2023", "openai-2023-small", "chicken", "elmira-graph", "cuban-missile-crisis"]
)
def test_a_cell_counts_the_endings_by_standing(name):
    analysis = analysed(name)
    cells = of_kind(root_of(pictures.endings_grid(analysis)), "cell")
    expected = list(expected_cells(analysis))
    assert len(cells) == len(expected)
    for cell, counts in zip(cells, expected, strict=True):
        assert signs_in(cell) == list(counts)
        shown = [text for text in texts(cell) if text != "*"]
        assert shown == (list(counts) if len(counts) == 1 else [str(count) for count in counts.values()])


def test_many_scenarios_are_rows_and_say_the_same():
    analysis = analysed("milk-river")
    assert len(analysis.stories) > 6
    cells = of_kind(root_of(pictures.endings_grid(analysis)), "cell")
    expected = list(expected_cells(analysis))
    columns = len(analysis.decision_makers)
    rows = len(expected) // columns
    turned = [expected[maker * rows + group] for group in range(rows) for maker in range(columns)]
    assert [signs_in(cell) for cell in cells] == [list(counts) for counts in turned]


def test_a_star_marks_what_one_weak_statement_decides():
    analysis = analysed("openai-2023")
    cells = of_kind(root_of(pictures.endings_grid(analysis)), "cell")
    stories = [*(story.endings for story in analysis.stories), analysis.endings]
    weak = [
        any(maker in found and found[maker].weak for ending in endings for found in [analysis.decided_by(ending.state)])
        for maker in analysis.decision_makers
        for endings in stories
    ]
    assert ["*" in texts(cell) for cell in cells] == weak
    assert True in weak
    assert False in weak


def test_an_unknown_standing_is_a_broken_ring():
    analysis = read(pair("baseline: [x]\n", a="{pairs: ['[x] ? []']}")).analyse()
    assert any("unknown" in ending.compared.values() for ending in analysis.endings)
    cells = of_kind(root_of(pictures.endings_grid(analysis)), "cell")
    assert any("unknown" in signs_in(cell) for cell in cells)


# -- the shares of a sweep ---------------------------------------------------------------------------------------


def bars_of(found):
    return root_of(pictures.sweep_bars(found))


def test_bars_are_as_long_as_their_shares_and_lines_reach_over_the_interval():
    found = swept("openai-2023")
    root = root_of(pictures.sweep_bars(found))
    bars = [float(bar.get("width")) for bar in of_kind(root, "share")]
    beyond = {"never_dismissed"}
    shares = [
        found.now,
        found.any_ending,
        *found.stories.values(),
        *(share for id, share in found.scenarios.items() if id and id not in beyond),
        *(share for families in found.standings.values() for share in families[None].every.values() if share.count),
    ]
    full = max(bars)
    assert found.any_ending.share == 1
    assert bars[: len(shares)] == pytest.approx([full * share.share for share in shares], abs=0.01)
    lines = [path.get("d") for path in of_kind(root, "interval")]
    left = min(float(bar.get("x")) for bar in of_kind(root, "share"))
    for path, share in zip(lines, shares, strict=False):
        low, high = float(path[1:].split()[0]), float(path.split("M")[-1].split()[0])
        assert (low - left) / full == pytest.approx(share.interval[0], abs=0.001)
        assert (high - left) / full == pytest.approx(share.interval[1], abs=0.001)


def test_counts_of_draws_are_said():
    found = swept("openai-2023")
    said = texts(root_of(pictures.sweep_bars(found)))
    assert any(text.startswith(f"{found.now.count} of 200 (") for text in said)
    assert any(text.startswith("all 200 (at least ") for text in said)
    assert "cannot be reached" in said


def test_of_an_interval_the_lower_end_is_said_first():
    found = swept("openai-2023")
    told = [re.fullmatch(r"(\d+) of (\d+) \(([\d.]+)–([\d.]+) %\)", text) for text in texts(bars_of(found))]
    said = {tuple(map(float, it.groups())) for it in told if it}
    shares = [found.now, *found.stories.values(), *(share for id, share in found.scenarios.items() if id)]
    some = [share for share in shares if not share.certain and 0 < share.count < share.draws]
    assert len(some) == 2
    for share in some:
        (ends,) = {(low, high) for count, draws, low, high in said if (count, draws) == (share.count, share.draws)}
        assert ends == pytest.approx([100 * end for end in share.interval], abs=0.51)


def test_a_bar_of_a_claim_counts_the_draws_in_which_it_arises():
    doubtful = "[{that: x, certainty: .5}, z]"
    model = read(
        pair(
            "start: []\nbaseline: [x]\nscenarios: {open: {name: Open, when: not x}}\n",
            a="{readings: {p: [x], q: [not x]}}",
            b=doubtful,
        )
    )
    typed = [Claim("", says=says) for says in ("worse(b, open)", "ending(open)", "same(a, now)")]
    found = sweep(model.analyse(), draws=80, typed=typed)
    shares = [where_it_arises(truths) for _claim, truths in found.claims]
    assert [share is not None and share.draws < found.draws for share in shares] == [True, False, False]
    root = bars_of(found)
    drawn = [float(bar.get("width")) for bar in of_kind(root, "share")]
    arising = [share for share in shares if share is not None]
    # The chance of some ending is 1: its bar is as long as can be.
    assert drawn[-len(arising) :] == pytest.approx([max(drawn) * share.share for share in arising], abs=0.01)
    assert texts(root).count("arises in no draw") == len(shares) - len(arising)


def test_draws_that_are_bound_to_be_alike_have_no_interval():
    root = root_of(pictures.sweep_bars(sweep(analysed("chicken"), draws=10)))
    assert not of_kind(root, "interval")
    assert {"in every draw", "in no draw"} <= set(texts(root))


# -- readings ----------------------------------------------------------------------------------------------------


def test_each_combination_has_a_column_with_its_answers():
    overview = overview_of("openai-2023")
    rows = of_kind(root_of(pictures.readings_matrix(overview)), "row")
    findings = [
        *overview.of_kind("now"),
        *overview.of_kind("any_ending"),
        *overview.of_kind("story"),
        *overview.of_kind("scenario"),
        *(finding for finding in overview.of_kind("standings") if finding.question.scenario is None),
        *overview.of_kind("claim"),
    ]
    assert len(rows) == len(findings)
    for row, finding in zip(rows, findings, strict=True):
        answers = [finding.answer(at) for at in range(len(overview))]
        if finding.question.kind == "standings":
            assert signs_in(row) == [standing for answer in answers for standing in answer]
        else:
            shown = [kind for element in row for kind in ("holds", "fails") if kind in kinds(element)]
            assert shown == [answer for answer in answers if answer in ("holds", "fails")]


def test_a_reading_stands_over_the_combinations_that_have_it():
    overview = overview_of("openai-2023")
    root = root_of(pictures.readings_matrix(overview))
    cells = [cell for cell in of_kind(root, "row")[0] if cell.get("width") == "22"]
    middles = [float(cell.get("x")) + 11 for cell in cells]
    assert len(middles) == len(overview)
    names = Names(overview.analysis.conflict)
    told: dict[int, list[str]] = {}
    for box, text in pairwise(root):
        if tag(box) == "rect" and tag(text) == "text" and len(text):
            left = float(box.get("x"))
            for at, middle in enumerate(middles):
                if left < middle < left + float(box.get("width")):
                    told.setdefault(at, []).append(text[0].text)
    for at in range(len(overview)):
        combination = overview.combined.readings(at)
        assert told[at] == [f"{names[maker]} read as {id}" for maker, id in combination.items()]


MANY = """\
denouement: 1
title: Many readings
decision_makers:
""" + "".join(
    f"  {id}:\n    options: {{o: O}}\n    preferences: {{readings: {{yes: [{id}.o], no: [not {id}.o]}}}}\n"
    for id in "abcdef"
) + """\
scenarios:
  first: {name: First, when: a.o}
  second: {name: Second, when: "b.o and not a.o"}
start: []
"""  # fmt: skip


def test_many_combinations_are_told_reading_by_reading():
    analysis = read(MANY).analyse()
    overview = every_reading(analysis)
    assert len(overview) == 64 > MOST_COLUMNS
    rows = of_kind(root_of(pictures.readings_matrix(overview)), "row")
    scenario = next(it for it in overview.of_kind("scenario") if it.question.scenario == "second")
    at = len([*overview.of_kind("now"), *overview.of_kind("any_ending"), *overview.of_kind("story")]) + 1
    parts = [float(part.get("width")) for part in of_kind(rows[at], "part")]
    expected = []
    for maker, ids in overview.combined.rivals.items():
        for id in ids:
            inside = [number for number in range(64) if overview.combined.readings(number)[maker] == id]
            expected.append(sum(scenario.answer(number) == "holds" for number in inside) / len(inside))
    assert [part / 54 for part in parts] == pytest.approx(expected, abs=0.001)
    assert expected[:4] == [0, 0.5, 0.5, 0]


# -- what is wanted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openai-2023", "chicken", "milk-river", "elmira-graph"])
def test_situations_stand_in_the_order_of_their_ranks(name):
    analysis = analysed(name)
    for maker in analysis.decision_makers:
        found = situations_of(analysis, maker)
        liking = liking_of(analysis, maker)
        assert isinstance(liking, Order)
        assert [it.rank for it in found] == sorted(it.rank for it in found)
        by_mark = {it.mark: it.rank for it in found}
        now = analysis.situation.status_quo
        assert by_mark["now"] == liking.rank[now]
        endings = {int(liking.rank[analysis.index_of(ending.state)]) for ending in analysis.endings}
        shown = {it.rank for it in found if it.mark == "ending"}
        assert shown <= endings | ({by_mark["now"]} if len(endings) < 9 else set())
        assert {min(endings), max(endings)} <= {it.rank for it in found}


@pytest.mark.parametrize("name", ["openai-2023", "chicken"])
def test_the_best_situation_is_drawn_on_top(name):
    analysis = analysed(name)
    root = root_of(pictures.preference_strips(analysis))
    leads = [path.get("d") for path in root.iter() if path.get("stroke-width") == "0.8"]
    heights = [float(d.split("L")[0].split()[1]) for d in leads]
    told = [element[0].text for element in root.iter() if tag(element) == "text" and len(element)]
    found = [re.findall(r"\(place (\d+) of (\d+) from the top\)$", text) for text in told]
    places = [(int(place), int(of)) for ((place, of),) in found]
    assert len(heights) == len(places)
    at = 0
    for maker in analysis.decision_makers:
        liking = liking_of(analysis, maker)
        assert isinstance(liking, Order)
        ranks = int(liking.rank.max())
        own = situations_of(analysis, maker)
        here = slice(at, at + len(own))
        assert sorted(places[here]) == sorted((ranks - it.rank + 1, ranks) for it in own)
        for (above, (place, _)), (below, (next_place, _)) in pairwise(zip(heights[here], places[here], strict=True)):
            assert (above < below) == (place < next_place)
            assert (above == below) == (place == next_place)
        at += len(own)
    assert at == len(places)


def test_labels_never_overlap():
    for name in ("openai-2023", "milk-river", "uruguay-round"):
        root = root_of(pictures.preference_strips(analysed(name)))
        places: dict[float, list[float]] = {}
        for element in root.iter():
            if tag(element) == "text" and "small" in kinds(element):
                places.setdefault(float(element.get("x")), []).append(float(element.get("y")))
        for ys in places.values():
            assert all(after - before >= 12 for before, after in pairwise(sorted(ys)))


def test_preferences_without_an_order_have_no_ladder():
    text = pair(a="{pairs: ['[x] > []', '[x, z] > [z]']}")
    picture = pictures.preference_strips(read(text).analyse())
    assert "which makes no order" in picture.description
    assert "pairs are not known" in picture.description


# -- days --------------------------------------------------------------------------------------------------------


def test_discs_count_the_endings_of_each_day():
    told = replayed("openai-2023")
    root = root_of(pictures.replay_timeline(told))
    scenarios = [id for id in [scenario.id for scenario in told.conflict.scenarios] if any(
        story.scenario == id for day in told.days for story in day.analysis.stories
    )]  # fmt: skip
    names = Names(told.conflict)
    expected = []
    for day in told.days:
        counts = {story.scenario: len(story.endings) for story in day.analysis.stories}
        expected += [(names.scenario(id), counts.get(id, 0)) for id in scenarios]
    shown = []
    for group in of_kind(root, "chance"):
        name, _, _ = group[0].text.rpartition(":")
        counted = [text for text in texts(group) if text.isdigit()]
        filled = [child for child in group if "fill-series-1" in kinds(child)]
        assert bool(filled) == bool(counted)
        shown.append((name, int(counted[0]) if counted else 0))
    assert shown == expected
    assert len(of_kind(root, "day")) == len(told.days)


def test_what_is_new_or_gone_is_said():
    told = replayed("openai-2023")
    groups = of_kind(root_of(pictures.replay_timeline(told)), "chance")
    columns = len(groups) // len(told.days)
    for at, group in enumerate(groups[columns:]):
        before, after = (any("fill-series-1" in kinds(child) for child in it) for it in (groups[at], group))
        word = {(True, False): "gone", (False, True): "new"}.get((before, after))
        assert [text for text in texts(group) if not text.isdigit()] == ([word] if word else [])


def test_moves_are_told_before_events_where_there_is_no_room_for_all():
    said = " ".join(texts(root_of(pictures.replay_timeline(replayed("openai-2023")))))
    for step in replayed("openai-2023").conflict.history:
        if step.by and not step.event:
            assert Names(replayed("openai-2023").conflict)[step.by[0]] in said
    assert "more events" in said


# -- evidence ----------------------------------------------------------------------------------------------------


def test_statements_stand_by_what_they_rest_on():
    analysis = analysed("openai-2023")
    root = root_of(pictures.evidence_quality(analysis))
    snapshot = analysis.situation.snapshot
    reliability = {source.id: source.reliability for source in analysis.conflict.sources}
    boxes = [element for element in root.iter() if tag(element) == "rect" and element.get("width") == "26"]
    found = grounds_of(analysis)
    assert len(boxes) == len(found) == len(analysis.premises)
    for box, it in zip(boxes, found, strict=True):
        pieces = [snapshot.evidence[id] for id in snapshot.counting(it.premise.statement.evidence)]
        good = [
            piece for piece in pieces if reliability[piece.source] in ("A", "B") and piece.credibility in ("1", "2")
        ]
        expected = "later" if it.premise.hindsight else "none" if not pieces else "strong" if good else "some"
        assert it.ground == expected
        assert it.supporting == len(pieces)
        assert expected in kinds(box)
    assert len(of_kind(root, "doubtful")) == sum(premise.doubtful for premise in analysis.premises)
    assert len(of_kind(root, "against")) == sum(it.against > 0 for it in found)


def test_pieces_are_counted_by_source_and_report():
    analysis = analysed("openai-2023")
    counts = ratings_of(analysis)
    snapshot = analysis.situation.snapshot
    assert sum(counts.values()) == len(snapshot.counting(snapshot.evidence))
    reliability = {source.id: source.reliability or "" for source in analysis.conflict.sources}
    for (source, report), count in counts.items():
        pieces = [snapshot.evidence[id] for id in snapshot.counting(snapshot.evidence)]
        assert count == sum((reliability[it.source], it.credibility or "") == (source, report) for it in pieces)
    said = texts(root_of(pictures.evidence_quality(analysis)))
    assert {str(count) for count in counts.values()} <= set(said)


def test_evidence_that_does_not_count_on_the_day_is_not_drawn():
    extra = """\
as_of: 2024-02-01
sources: {s: {title: Paper, reliability: A}}
evidence:
  old: {source: s, note: Long ago, credibility: 3, until: 2024-01-01}
  new: {source: s, note: Now, credibility: 2}
"""
    wants = "[{that: x, evidence: [old, new], against: [old]}]"
    analysis = read(pair(extra, a=wants)).analyse()
    assert ratings_of(analysis) == {("A", "2"): 1}
    (grounds, other) = grounds_of(analysis)
    assert (grounds.ground, grounds.supporting, grounds.against) == ("strong", 1, 0)
    assert (other.ground, other.supporting, other.against) == ("none", 0, 0)
    assert "1 piece of evidence" in pictures.evidence_quality(analysis).description


def test_words_of_a_picture_are_found_where_they_are_shown():
    root = root_of(pictures.endings_grid(analysed("chicken")))
    assert "The first driver" in words(root)
