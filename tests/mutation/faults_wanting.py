"""Faults in what somebody wants and in the story: wrong places, wrong reasons, evidence counted that does not count."""

from __future__ import annotations

from tests.mutation.fault import Fault

WANTING = "analysis/wanting.py"
LANDMARKS = "analysis/landmarks.py"
NARRATIVE = "model/narrative.py"

_PROPERTIES = "tests/properties/test_wanting.py::"
LADDERS = _PROPERTIES + "test_ladders_of_statements_and_rankings[0]"
PLACES = _PROPERTIES + "test_landmarks_and_scenarios_stand_where_their_states_do"
MANY = _PROPERTIES + "test_of_many_endings_the_best_and_the_worst_of_each_scenario_are_landmarks"
CONTESTS = _PROPERTIES + "test_two_states_want_by_want"
NUMBERS = _PROPERTIES + "test_ladders_of_numbers"
IDLE = _PROPERTIES + "test_wants_count_their_states_and_are_idle_if_they_decide_nothing"
RIVALS = _PROPERTIES + "test_rival_readings_decide_each_in_its_own_way"
DAYS = _PROPERTIES + "test_days_are_landmarks_with_the_state_at_their_end"
TOLD = "tests/unit/test_story.py::test_judgements_as_data"

_OF_LADDERS = [
    Fault(
        "the-ladder-stands-on-its-head",
        LANDMARKS,
        "ranks = sorted(by_rank, reverse=True)",
        "ranks = sorted(by_rank)",
        "The best state stands at the top.",
        LADDERS,
    ),
    Fault(
        "places-count-from-the-bottom",
        LANDMARKS,
        "            top - rank + 1,\n",
        "            rank,\n",
        "Place 1 is the best, rank 1 the worst.",
        LADDERS,
    ),
    Fault(
        "a-rung-counts-what-is-no-worse",
        LANDMARKS,
        "int((liking.rank == rank).sum())",
        "int((liking.rank >= rank).sum())",
        "A rung tells how many states are alike, not how many are as good.",
        LADDERS,
    ),
    Fault(
        "the-worst-of-a-scenario-is-its-best",
        LANDMARKS,
        'yield _choose(members, liking, known, best=False), Role("worst_of")',
        'yield _choose(members, liking, known, best=True), Role("worst_of")',
        "The worst state of a scenario has the lowest rank in it.",
        PLACES,
    ),
    Fault(
        "only-the-best-of-many-endings",
        LANDMARKS,
        "for best in (True, False)}:",
        "for best in (True,)}:",
        "Of many endings the worst of each scenario is told too.",
        MANY,
    ),
    Fault(
        "a-day-shows-its-first-move",
        LANDMARKS,
        "            after_day[day] = analysis.situation.space.at(after), day, number in later_steps\n",
        "            after_day.setdefault(day, (analysis.situation.space.at(after), day, number in later_steps))\n",
        "A day means the state after all its moves.",
        DAYS,
    ),
    Fault(
        "a-day-shows-where-it-began",
        LANDMARKS,
        "for number, (step, _, after) in enumerate(walk(",
        "for number, (step, after, _) in enumerate(walk(",
        "A day means the state after its moves, not before them.",
        DAYS,
    ),
]

_OF_WANTS = [
    Fault(
        "the-middle-is-too-low",
        WANTING,
        "places[(len(places) - 1) // 2]",
        "places[len(places) // 2]",
        "Of two middle states the better one counts.",
        PLACES,
    ),
    Fault(
        "endings-anywhere-count-for-every-scenario",
        WANTING,
        "np.sort(place[column & ending])",
        "np.sort(place[ending])",
        "A scenario has only its own endings.",
        PLACES,
    ),
    Fault(
        "no-scenario-is-every-scenario",
        WANTING,
        "others = ~np.logical_or.reduce(",
        "others = np.logical_or.reduce(",
        "States of no scenario are those that no scenario holds for.",
        PLACES,
    ),
    Fault(
        "otherwise-means-differs",
        WANTING,
        "differs and speaks_for_first != winner_first",
        "differs",
        "A want that differs may say the same as the one that decides.",
        CONTESTS,
    ),
    Fault(
        "a-negative-number-pulls-like-a-positive-one",
        WANTING,
        "here if want.worth is None or want.worth >= 0 else there",
        "here",
        "A negative number speaks for the state that it does not fit.",
        NUMBERS,
    ),
    Fault(
        "idle-means-never-or-always-met",
        WANTING,
        "return int(rank_by_truths([*above, truth], states).max()) == int(rank_by_truths(above, states).max())",
        "return False",
        "A want is idle, too, where those above it have settled everything.",
        IDLE,
    ),
    Fault(
        "idle-whatever-stands-below",
        WANTING,
        "    above = truths[:at]\n",
        "    above = [*truths[:at], *truths[at + 1 :]]\n",
        "What stands below a want takes nothing from it.",
        IDLE,
    ),
    Fault(
        "a-rival-is-judged-by-the-reading-used",
        WANTING,
        "comparison(facts, premises(facts), decision_maker, one, other)",
        "comparison(situation, analysis.premises, decision_maker, one, other)",
        "Every rival reading compares by its own statements.",
        RIVALS,
    ),
    Fault(
        "rivals-are-put-in-order-by-the-reading-used",
        WANTING,
        "_families(analysis.situation.read_as({decision_maker: reading}), decision_maker, ())",
        "_families(analysis.situation, decision_maker, ())",
        "Every rival reading has an order of its own.",
        RIVALS,
    ),
]

_OF_STORIES = [
    Fault(
        "evidence-that-no-longer-counts-supports",
        NARRATIVE,
        "        snapshot.counting(statement.evidence),\n",
        "        statement.evidence,\n",
        "Evidence outside its window supports nothing.",
        TOLD,
    ),
    Fault(
        "hindsight-is-as-good-as-foresight",
        NARRATIVE,
        'return "hindsight" if snapshot.only_hindsight(counting) else "cited"',
        'return "cited"',
        "A judgement whose evidence all came after the day is known only later.",
        TOLD,
    ),
    Fault(
        "what-came-later-is-hindsight",
        NARRATIVE,
        'if number in later and support == "hindsight":',
        "if number in later and False:",
        "A step after the day is told by what came after the day.",
        TOLD,
    ),
    Fault(
        "days-run-together",
        NARRATIVE,
        "key=lambda at: (history[at].date.day, at in later)",
        "key=lambda at: (history[at].date.day.year, at in later)",
        "Every day is told for itself.",
        TOLD,
    ),
    Fault(
        "cited-twice-cuts-both-ways",
        NARRATIVE,
        "if piece.id in against and piece.id in supporting)",
        "if piece.id in against or piece.id in supporting)",
        "Evidence cuts both ways if it is cited for one want and against another.",
        TOLD,
    ),
    Fault(
        "opposed-is-disputed",
        NARRATIVE,
        "if wanted.statement.evidence and wanted.statement.against)",
        "if wanted.statement.against)",
        "Sources dispute a want if they speak for it and against it.",
        TOLD,
    ),
]  # fmt: skip

WANTINGS = (*_OF_LADDERS, *_OF_WANTS, *_OF_STORIES)
