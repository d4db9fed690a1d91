"""The map of states, its layout and its script's data, and one state with its neighbours."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

import denouement
from denouement.errors import RequestError
from denouement.report import pictures
from denouement.report.pictures.ego import arriving, leaving
from denouement.report.pictures.interactive import as_json
from denouement.report.pictures.layout import layout, place_in_gray_code
from denouement.report.words import Names
from tests.unit.models import pair, read
from tests.unit.pictures import analysed, assert_sound, kinds, of_kind, root_of, tag, texts
from tests.unit.test_pictures import HOSTILE

SMALL = ["openai-2023-small", "american-revolution", "elmira-graph", "cuban-missile-crisis", "milk-river"]

LARGE = """\
denouement: 1
title: Large
decision_makers:
""" + "".join(
    f"  {id}:\n    options: {{{', '.join(f'o{at}: {{name: {id} does {at}}}' for at in range(4))}}}\n"
    f"    preferences: [{id}.o0, not {id}.o1, a.o2]\n"
    for id in "abc"
) + """\
rules:
  - {never: a.o3 and b.o3}
scenarios:
  s: {name: Something, when: a.o0}
"""  # fmt: skip


def improvements(analysis, origin, mover):
    """Return the slow way where a decision maker would go from a state: better states by its own ranks."""
    maker = analysis.decision_makers[mover]
    here = analysis.states[origin]
    graph = analysis.situation.graph
    reached = [analysis.states[at] for at in graph.moves[mover].leaving(origin).tolist()]
    return [state for state in reached if analysis.ranks(state)[maker] > analysis.ranks(here)[maker]]


def best(analysis, origin, mover):
    found = improvements(analysis, origin, mover)
    maker = analysis.decision_makers[mover]
    return [it for it in found if all(analysis.ranks(it)[maker] >= analysis.ranks(other)[maker] for other in found)]


def arcs_in(root):
    return {tuple(int(arc.get(f"data-{name}")) for name in ("mover", "from", "to")) for arc in of_kind(root, "arc")}


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("name", SMALL)
def test_arcs_are_the_best_improvements_or_all(name, every):
    analysis = analysed(name)
    expected = {
        (mover, origin, analysis.index_of(to))
        for origin in range(analysis.number_of_states)
        for mover in range(len(analysis.decision_makers))
        for to in (improvements if every else best)(analysis, origin, mover)
    }
    root = root_of(pictures.state_map(analysis, all_improvements=every))
    assert arcs_in(root) == expected
    assert len(of_kind(root, "arc")) == len(expected)
    for arc in of_kind(root, "arc"):
        mover = int(arc.get("data-mover"))
        assert arc.get("marker-end") == f"url(#map-arrow-{mover})"


def test_each_mover_has_dashes_of_its_own_beside_a_colour():
    root = root_of(pictures.state_map(analysed("openai-2023-small")))
    looks = {(arc.get("data-mover"), arc.get("stroke-dasharray"), arc.get("class")) for arc in of_kind(root, "arc")}
    assert len(looks) == len({mover for mover, _, _ in looks}) == len({dashes for _, dashes, _ in looks})


@pytest.mark.parametrize("name", SMALL)
def test_now_and_endings_are_marked(name):
    analysis = analysed(name)
    states = of_kind(root_of(pictures.state_map(analysis)), "state")
    assert len(states) == analysis.number_of_states
    endings = {ending.state.id for ending in analysis.endings}
    for group, state in zip(states, analysis.states, strict=True):
        assert texts(group) == [state.id]
        assert bool(of_kind(group, "ending")) == (state.id in endings)
        assert bool(of_kind(group, "now")) == (state == analysis.status_quo)
        assert Names(analysis.conflict).options(state.taken) in group[0].text


# -- the layout --------------------------------------------------------------------------------------------------


def test_gray_code_changes_one_bit_at_a_time():
    order = sorted(range(64), key=place_in_gray_code)
    assert order[0] == 0
    assert all((before ^ after).bit_count() == 1 for before, after in pairwise(order))
    assert [place_in_gray_code(code) for code in order] == list(range(64))


@pytest.mark.parametrize("name", ["openai-2023", *SMALL])
def test_the_direction_of_a_move_says_who_makes_it(name):
    analysis = analysed(name)
    places = layout(analysis, range(analysis.number_of_states))
    assert places.nested
    assert len(set(places.cells)) == analysis.number_of_states
    graph = analysis.situation.graph
    for maker, arcs in zip(graph.decision_makers, graph.moves, strict=True):
        for origin, to in zip(arcs.source.tolist(), arcs.target.tolist(), strict=True):
            (column, row), (other_column, other_row) = places.cell_of[origin], places.cell_of[to]
            if analysis.conflict.is_graph or analysis.conflict.coalesce:
                continue  # its moves are as listed
            assert (row == other_row) if maker in places.across else (column == other_column)


def test_neighbours_of_an_axis_differ_in_one_option_where_all_are_possible():
    analysis = read(LARGE.replace("rules:\n  - {never: a.o3 and b.o3}\n", "")).analyse(
        concepts=["nash"], ending_concepts=["nash"]
    )
    places = layout(analysis, range(analysis.number_of_states))
    assert (places.across, places.down) == (("a", "c"), ("b",))
    assert (len(places.column_gaps), len(places.row_gaps)) == (256, 16)
    by_cell = {cell: analysis.states[state] for state, cell in places.cell_of.items()}
    for at in range(15):
        before, after = set(by_cell[0, at].taken), set(by_cell[0, at + 1].taken)
        (changed,) = before ^ after
        assert changed.startswith("b.")
    for at in range(255):
        changed_by = {option[0] for option in set(by_cell[at, 0].taken) ^ set(by_cell[at + 1, 0].taken)}
        if places.column_gaps[at + 1] == 0:  # within the inner grid
            assert len(set(by_cell[at, 0].taken) ^ set(by_cell[at + 1, 0].taken)) == 1
            assert changed_by == {"c"}
    clusters = [by_cell[at, 0] for at in range(0, 256, 16)]
    assert all(len(set(before.taken) ^ set(after.taken)) == 1 for before, after in pairwise(clusters))


def test_tracks_say_in_which_columns_and_rows_an_option_is_taken():
    analysis = analysed("openai-2023")
    places = layout(analysis, range(analysis.number_of_states))
    for axis, tracks in ((0, places.column_tracks), (1, places.row_tracks)):
        for track in tracks:
            for state, cell in places.cell_of.items():
                assert track.taken[cell[axis]] == (track.option in analysis.states[state].taken)


GRAPH = """\
denouement: 1
title: Only states
states: {s1: {name: One}, s2: {name: Two}, s3: {name: Three}, s4: {name: Far}}
start: s1
decision_makers:
  a: {moves: {s1: [s2], s2: [s3]}, preferences: {ranking: [s3, s2, s1, s4]}}
  b: {moves: {s2: [s1]}, preferences: {ranking: [s1, s2, s3, s4]}}
"""


def test_states_without_options_stand_in_layers_by_the_moves_from_now():
    analysis = read(GRAPH).analyse()
    places = layout(analysis, range(4))
    assert not places.nested
    columns = [column for column, _ in places.cells]
    assert columns[0] == 0
    assert columns[1] == 1
    assert columns[3] == max(columns)
    assert len(set(places.cells)) == 4
    picture = pictures.state_map(analysis, all_improvements=True)
    assert_sound(picture.svg)
    assert (0, 0, 1) in arcs_in(root_of(picture))
    assert (1, 1, 0) in arcs_in(root_of(picture))


# -- many states -------------------------------------------------------------------------------------------------


def test_a_map_of_many_states_shows_how_many_stay():
    analysis = analysed("openai-2023")
    root = root_of(pictures.state_map(analysis))
    assert not of_kind(root, "arc")
    levels = of_kind(root, "level")
    shown = {}
    for level in levels:
        shown[level.get("fill-opacity")] = len(level)
    stays = [
        sum(bool(analysis.verdicts["nash"][maker].stable[at]) for maker in analysis.decision_makers)
        for at in range(analysis.number_of_states)
    ]
    expected = {f"{0.1 + 0.85 * number / 6:.2f}": stays.count(number) for number in set(stays)}
    assert shown == expected
    marks = next(group for group in root.iter() if kinds(group) == {"marks"})
    assert len(of_kind(marks, "ending")) == len(analysis.endings)
    assert len(of_kind(marks, "now")) == 1


def test_marks_stand_on_their_states():
    analysis = analysed("openai-2023")
    root = root_of(pictures.state_map(analysis))
    places = layout(analysis, range(analysis.number_of_states))
    cells = [cell for level in of_kind(root, "level") for cell in level]
    xs, ys = (sorted({float(cell.get(name)) + float(cell.get(size)) / 2 for cell in cells})
              for name, size in (("x", "width"), ("y", "height")))  # fmt: skip
    assert (len(xs), len(ys)) == (len(places.column_gaps), len(places.row_gaps))
    (now,) = (mark for group in root.iter() if kinds(group) == {"marks"} for mark in of_kind(group, "now"))
    left, middle = map(float, now.get("d").removeprefix("M").split("L")[0].split())
    column, row = places.cell_of[analysis.index_of(analysis.status_quo)]
    assert (left + 7, middle) == pytest.approx((xs[column], ys[row]), abs=0.11)
    marked = [
        (float(mark.get("x")) + float(mark.get("width")) / 2, float(mark.get("y")) + float(mark.get("height")) / 2)
        for group in root.iter()
        if kinds(group) == {"marks"}
        for mark in of_kind(group, "ending")
    ]
    expected = [places.cell_of[analysis.index_of(ending.state)] for ending in analysis.endings]
    assert len(marked) == len(expected)
    for place, (column, row) in zip(marked, expected, strict=True):
        assert place == pytest.approx((xs[column], ys[row]), abs=0.11)


@pytest.mark.parametrize("name", ["openai-2023", "openai-2023-small"])
def test_a_track_is_as_long_as_its_option_is_taken(name):
    analysis = analysed(name)
    root = root_of(pictures.state_map(analysis))
    places = layout(analysis, range(analysis.number_of_states))
    if of_kind(root, "level"):
        cells = [cell for level in of_kind(root, "level") for cell in level]
        xs = sorted({float(cell.get("x")) + float(cell.get("width")) / 2 for cell in cells})
    else:
        xs = sorted({float(text.get("x")) for group in of_kind(root, "state") for text in group if tag(text) == "text"})
    bars = [bar for bar in of_kind(root, "taken") if float(bar.get("height")) == 8]
    for track in places.column_tracks:
        taken = [False] * len(xs)
        while taken != list(track.taken):
            left = float(bars[0].get("x"))
            right = left + float(bars.pop(0).get("width"))
            inside = [left < x < right for x in xs]
            assert any(inside)
            taken = [one or other for one, other in zip(taken, inside, strict=True)]
            assert not any(more and not there for more, there in zip(taken, track.taken, strict=True))
    assert all(float(bar.get("width")) == 8 for bar in bars)  # those of rows


def test_another_concept_fills_otherwise_and_an_unknown_one_is_refused():
    analysis = analysed("openai-2023")
    assert pictures.state_map(analysis, concept="GMR").svg != pictures.state_map(analysis).svg
    with pytest.raises(RequestError, match="nah"):
        pictures.state_map(analysis, concept="nah")


def test_thousands_of_states_fit_one_file():
    analysis = read(LARGE).analyse(concepts=["nash"], ending_concepts=["nash"])
    assert 2_920 < analysis.number_of_states < pictures.MOST_STATES
    picture = pictures.state_map(analysis)
    assert_sound(picture.svg)
    assert len(picture.alone()) < 500_000
    assert sum(map(len, of_kind(root_of(picture), "level"))) == analysis.number_of_states
    assert picture.width < 1_800
    assert len(pictures.interactive_map(analysis)) < 2_500_000


def test_more_states_than_a_map_can_show_are_refused_unless_few_are_reached():
    analysis = analysed("uruguay-round")
    with pytest.raises(RequestError, match="138,240 states"):
        pictures.state_map(analysis)
    with pytest.raises(RequestError, match="138,240 states"):
        pictures.interactive_map(analysis)
    assert sum(map(len, of_kind(root_of(pictures.state_map(analysis, from_now=True)), "level"))) == 195


def test_from_now_shows_what_chains_of_improvements_reach():
    analysis = analysed("cuban-missile-crisis")
    reached = {analysis.index_of(analysis.status_quo)}
    frontier: list[tuple[int, int | None]] = [(analysis.index_of(analysis.status_quo), None)]
    seen = set(frontier)
    while frontier:
        state, last = frontier.pop()
        for mover in range(2):
            if mover == last:
                continue
            for to in improvements(analysis, state, mover):
                found = analysis.index_of(to), mover
                if found not in seen:
                    seen.add(found)
                    frontier.append(found)
                    reached.add(found[0])
    root = root_of(pictures.state_map(analysis, from_now=True))
    assert sorted(texts(group)[0] for group in of_kind(root, "state")) == sorted(
        analysis.states[at].id for at in reached
    )
    assert arcs_in(root) == {arc for arc in arcs_in(root_of(pictures.state_map(analysis))) if {*arc[1:]} <= reached}


def test_from_now_needs_a_now():
    text = GRAPH.replace("start: s1\n", "")
    with pytest.raises(RequestError, match="where the story stands"):
        pictures.state_map(read(text).analyse(), from_now=True)


# -- to be explored ----------------------------------------------------------------------------------------------


def as_tree(fragment: str) -> Any:
    """Read a fragment of HTML; a box to tick is the only element in it that is not closed."""
    return ElementTree.fromstring(
        fragment.replace('data-choice="every">', 'data-choice="every"/>').replace(
            'data-choice="from-now">', 'data-choice="from-now"/>'
        )
    )


def data_in(fragment: str):
    return json.loads(fragment.partition('type="application/json">')[2].partition("</script>")[0])


@pytest.mark.parametrize("name", ["openai-2023-small", "openai-2023"])
def test_the_data_of_a_map_are_those_of_the_analysis(name):
    analysis = analysed(name)
    data = data_in(pictures.interactive_map(analysis))
    assert data == pictures.map_data(analysis)
    assert data["now"] == analysis.index_of(analysis.status_quo)
    assert data["endings"] == sorted(analysis.index_of(ending.state) for ending in analysis.endings)
    for at, state in enumerate(analysis.states):
        taken = [
            option for option, sign in zip(analysis.conflict.options, data["taken"][at], strict=True) if sign == "1"
        ]
        assert tuple(taken) == state.taken
        assert data["ids"][at] == state.id
        holding = [id for bit, id in enumerate(analysis.concepts) if data["holds"][at] >> bit & 1]
        assert holding == [id for id in analysis.concepts if analysis.holds(state, id)]
    for mover, own in enumerate(data["improvements"]):
        for origin, count, *targets in own[:60]:
            assert sorted(targets) == sorted(analysis.index_of(it) for it in improvements(analysis, origin, mover))
            assert sorted(targets[:count]) == sorted(analysis.index_of(it) for it in best(analysis, origin, mover))


@pytest.mark.parametrize("name", ["openai-2023-small", "cuban-missile-crisis", "elmira-graph"])
def test_the_data_say_who_can_come_and_go_and_what_is_out_of_reach(name):
    analysis = analysed(name)
    data = pictures.map_data(analysis)
    graph = analysis.situation.graph
    for at in range(analysis.number_of_states):
        come = [bool((moves.target == at).any()) for moves in graph.moves]
        go = [bool((moves.source == at).any()) for moves in graph.moves]
        for mover in range(len(graph.moves)):
            assert bool(data["come"][at] >> mover & 1) == come[mover]
            assert bool(data["go"][at] >> mover & 1) == go[mover]
        assert data["stay"][at] == sum(bool(one.stable[at]) for one in analysis.verdicts["nash"].values())
    assert (data["come"] == data["go"]) == (name == "cuban-missile-crisis")  # where every move can be undone
    assert data["baseline"] == analysis.index_of(analysis.baseline)
    shown = {group[0].text for group in of_kind(root_of(pictures.state_map(analysis, from_now=True)), "state")}
    every = [group[0].text for group in of_kind(root_of(pictures.state_map(analysis)), "state")]
    assert data["outside"] == [at for at, text in enumerate(every) if text not in shown]
    places = layout(analysis, range(analysis.number_of_states))
    assert [tuple(cell) for cell in data["cells"]] == list(places.cells)


def test_a_map_to_be_explored_has_all_arcs_and_says_which_are_best():
    analysis = analysed("openai-2023-small")
    root = as_tree(pictures.interactive_map(analysis))
    picture = next(element for element in root.iter() if tag(element) == "svg")
    others = {arc for arc in of_kind(picture, "arc") if "other" in kinds(arc)}
    assert len(of_kind(picture, "arc")) == sum(map(len, analysis.situation.graph.improvements))
    assert len(of_kind(picture, "arc")) - len(others) == len(of_kind(root_of(pictures.state_map(analysis)), "arc"))
    states = [element.get("data-state") for element in picture.iter() if element.get("data-state") is not None]
    assert sorted(map(int, states)) == list(range(analysis.number_of_states))


def test_two_maps_on_a_page_share_no_id():
    analysis = analysed("chicken")
    fragments = [pictures.interactive_map(analysis, prefix=prefix) for prefix in ("left", "right")]
    roots = [as_tree(fragment) for fragment in fragments]
    ids = [element.get("id") for root in roots for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 6


def test_no_name_of_a_model_ends_the_data_or_becomes_markup():
    fragment = pictures.interactive_map(read(HOSTILE).analyse())
    assert fragment.count("<script") == fragment.count("</script>") == 1
    data = fragment.partition('type="application/json">')[2].partition("</script>")[0]
    assert not set("<>&") & set(data)
    assert data_in(fragment)["makers"][0]["name"] == "</svg><script>alert(2)</script>"
    assert as_json({"a": "<!--\u2028&"}) == '{"a":"\\u003c!--\\u2028\\u0026"}'


def test_the_script_writes_texts_only_as_texts():
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "import("):
        assert forbidden not in pictures.SCRIPT
    assert "</script" not in pictures.SCRIPT


# -- one state and its neighbours --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openai-2023-small", "elmira-graph", "chicken"])
def test_neighbours_are_those_who_would_come_and_go(name):
    analysis = analysed(name)
    for index in list(range(analysis.number_of_states))[:: max(1, analysis.number_of_states // 12)]:
        for it in leaving(analysis, index):
            found = improvements(analysis, index, it.mover)
            assert {state.id for state in it.states} == {state.id for state in found}
            ranks = [analysis.ranks(state)[it.decision_maker] for state in it.states]
            assert ranks == sorted(ranks, reverse=True)
        coming = {it.mover: {state.id for state in it.states} for it in arriving(analysis, index)}
        here = analysis.states[index]
        for mover in range(len(analysis.decision_makers)):
            expected = {
                state.id for at, state in enumerate(analysis.states) if here in improvements(analysis, at, mover)
            }
            assert coming.get(mover, set()) == expected


def test_one_state_is_told_with_its_arrows():
    analysis = analysed("openai-2023")
    root = root_of(pictures.ego_diagram(analysis, "now"))
    would = [it for it in (*arriving(analysis, 16), *leaving(analysis, 16)) if it.states]
    assert len(of_kind(root, "arc")) == len(would)
    said = " ".join(texts(root))
    assert "Leave together → Exodus (state 28)" in said
    assert "now" in texts(root)
    with pytest.raises(RequestError):
        pictures.ego_diagram(analysis, "645")


def test_who_would_come_is_told_with_what_changes_on_the_way_here():
    analysis = analysed("openai-2023-small")
    names = Names(analysis.conflict)
    for index, here in enumerate(analysis.states):
        said = pictures.ego_diagram(analysis, here).description
        before, _, after = said.partition("Who would bring it here")[2].partition("Who would leave")
        for it in arriving(analysis, index):
            for other in it.states[:3]:
                assert f"from {names.state(other)}: {names.change(*other.change_to(here))}" in before
        for it in leaving(analysis, index):
            for other in it.states[:3]:
                assert f"{names.change(*here.change_to(other))} → {names.state(other)}" in after


def test_who_could_move_and_would_not_gain_is_named():
    analysis = analysed("openai-2023-small")
    names = Names(analysis.conflict)
    for index in range(analysis.number_of_states):
        said = pictures.ego_diagram(analysis, analysis.states[index]).description
        idle = [names[it.decision_maker] for it in leaving(analysis, index) if not it.states]
        told = f"Could leave, and would not gain: {'; '.join(idle)}"
        assert (told in said) if idle else ("Could leave" not in said)


def test_best_under_preferences_given_pair_by_pair_is_what_nothing_beats():
    text = pair(
        options_a="{x: X, y: Y}",
        a="{pairs: ['[x] > []', '[y] > []', '[x, y] > []', '[x] > [y]', '[x, z] > [z]', '[y, z] > [z]', "
        "'[x, y, z] > [z]', '[x, y, z] > [y, z]']}",
    )
    analysis = read(text).analyse()
    states = {state.taken: at for at, state in enumerate(analysis.states)}
    nothing, only_x, both = states[()], states["a.x",], states["a.x", "a.y"]
    found = {arc for arc in arcs_in(root_of(pictures.state_map(analysis))) if arc[:2] == (0, nothing)}
    assert found == {(0, nothing, only_x), (0, nothing, both)}


def test_a_state_that_all_keep_says_that_nobody_would_leave():
    analysis = read(pair("start: [x, z]\n")).analyse()
    assert "Nobody." in texts(root_of(pictures.ego_diagram(analysis, "now")))
    assert denouement.load("chicken").title in pictures.ego_diagram(analysed("chicken"), "1").title
