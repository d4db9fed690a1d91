"""Small faults, each of which makes an answer wrong, and for each the test that must notice it.

A fault names a text that occurs exactly once in its file, and what stands there instead when the fault is planted.
Where the code changes, `test_faults_apply.py` says which texts must be written anew. A change that alters no answer
does not belong here: no test could notice it. The list is long because it is a list; skim the names.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

_TWIN = "tests/properties/test_against_the_twin.py::"
CONFLICTS = _TWIN + "test_random_conflicts_get_the_same_answers[0]"
GRAPHS = _TWIN + "test_random_graphs_with_moves_that_are_not_transitive_get_the_same_answers[0]"
_KERNELS = "tests/properties/test_kernels.py::"
NUMBERS = _KERNELS + "test_statements_rank_as_one_long_binary_number"
DECIDING = _KERNELS + "test_every_statement_decides_where_all_others_are_equal"
LARGE = _KERNELS + "test_more_combinations_than_are_tested_at_once"
CONTRADICTION = _KERNELS + "test_a_contradiction_names_only_the_rules_that_make_it"
_STORY = "tests/properties/test_the_story.py::"
HISTORY = _STORY + "test_a_history_leads_where_its_steps_lead"
STANDINGS = _STORY + "test_scenarios_and_standings_are_as_the_twin_has_them"
DEPARTURES = _STORY + "test_departures_are_the_improvements_best_first"
WINDOWS = _STORY + "test_windows"
GAPS = _STORY + "test_ranks_stay_dense_where_a_ranked_state_is_impossible_on_the_day"

CLOSURE = "analysis/stability/closure.py"
REACHABILITY = "analysis/reachability.py"
ENDINGS = "analysis/endings.py"
RESULT = "analysis/result.py"
MOVES = "states/moves.py"
RANKING = "states/ranking.py"
SPACE = "states/space.py"
GRAPH = "states/graph.py"
SITUATION = "states/situation.py"
CONDITION = "model/condition.py"
CONFLICT = "model/conflict.py"
DATES = "model/dates.py"
TIMELINE = "model/timeline.py"


class RottenFaultError(Exception):
    """A fault that no longer fits the code it was written for."""


@dataclass(frozen=True)
class Fault:
    """A fault that can be planted in a copy of the code."""

    name: str
    file: str
    """Under src/denouement."""
    old: str
    new: str
    why: str
    """Why it is wrong, in one sentence."""
    noticed_by: str
    """The quickest test that must fail with it."""

    def planted(self, code: str) -> str:
        """Return a file's text with the fault in it; raise RottenFaultError if it cannot be planted."""
        times = code.count(self.old)
        if times != 1:
            raise RottenFaultError(f"{self.name}: this text occurs {times} times in {self.file}, not once:\n{self.old}")
        changed = code.replace(self.old, self.new)
        try:
            same = ast.dump(ast.parse(changed)) == ast.dump(ast.parse(code))
        except SyntaxError as error:
            raise RottenFaultError(f"{self.name}: {self.file} is no longer Python with it: {error}") from None
        if same:
            raise RottenFaultError(f"{self.name}: it changes nothing that runs in {self.file}")
        return changed

    def plant(self, src: Path) -> None:
        """Write the fault into a copy of src."""
        path = src / "denouement" / self.file
        path.write_text(self.planted(path.read_text(encoding="utf-8")), encoding="utf-8")


_OF_STABILITY = [
    Fault(
        "no-worse-is-not-enough",
        CLOSURE,
        "held_to[improvements.target] <= graph.ranks[i][improvements.source]",
        "held_to[improvements.target] < graph.ranks[i][improvements.source]",
        "A sanction need not hurt: it is enough that the mover ends up no better off (s >= s2).",
        CONFLICTS,
    ),
    Fault(
        "one-deterred-improvement-is-enough",
        CLOSURE,
        "stable[improvements.source[~deterred]] = False\n",
        "stable[improvements.source[~deterred]] = False\n    stable[improvements.source[deterred]] = True\n",
        "A state is stable only if every improvement from it is deterred.",
        CONFLICTS,
    ),
    Fault(
        "indifferent-move-counts-as-improvement",
        GRAPH,
        "arcs.where(rank[arcs.target] > rank[arcs.source])",
        "arcs.where(rank[arcs.target] >= rank[arcs.source])",
        "An improvement leads to a state that the mover strictly prefers.",
        CONFLICTS,
    ),
    Fault(
        "no-countermove",
        CLOSURE,
        "cost: Costs = np.maximum(rank, _extreme(np.maximum, rank, graph.moves[i], empty=0))",
        "cost: Costs = rank",
        "In SMR and SSEQ the mover may answer the sanction once more.",
        CONFLICTS,
    ),
    Fault(
        "worst-countermove",
        CLOSURE,
        "np.maximum(rank, _extreme(np.maximum, rank, graph.moves[i], empty=0))",
        "np.maximum(rank, _extreme(np.minimum, rank, graph.moves[i], empty=0))",
        "Whoever answers a sanction takes the best way out, not the worst.",
        CONFLICTS,
    ),
    Fault(
        "forced-countermove",
        CLOSURE,
        "np.maximum(rank, _extreme(np.maximum, rank, graph.moves[i], empty=0))",
        "_extreme(np.maximum, rank, graph.moves[i], empty=0)",
        "The mover may also stay where the sanction led, which must itself be no better than before.",
        CONFLICTS,
    ),
    Fault(
        "sanctions-by-the-mover",
        CLOSURE,
        "opponents = [arcs[j] for j in range(len(arcs)) if j != i]",
        "opponents = list(arcs)",
        "Nobody sanctions their own improvement.",
        CONFLICTS,
    ),
    Fault(
        "last-opponent-forgotten",
        CLOSURE,
        "for j in range(len(arcs)) if j != i]",
        "for j in range(len(arcs) - 1) if j != i]",
        "All opponents together answer an improvement.",
        CONFLICTS,
    ),
    Fault(
        "only-one-opponent-answers",
        CLOSURE,
        "least = np.minimum(least, _extreme(np.minimum, least, arcs, empty=NEVER))\n"
        "        if np.array_equal(least, before):\n"
        "            return least",
        "least = np.minimum(least, _extreme(np.minimum, before, arcs, empty=NEVER))\n        return least",
        "The opponents may answer by a sequence in which several of them move.",
        CONFLICTS,
    ),
    Fault(
        "one-round-of-answers",
        CLOSURE,
        "        if np.array_equal(least, before):\n            return least",
        "        return least",
        "The opponents may move in any order and as often as they like: one sweep in model order misses some.",
        CONFLICTS,
    ),
    Fault(
        "one-round-of-alternating-answers",
        CLOSURE,
        "        if np.array_equal(after, before):\n"
        "            least: Costs = np.minimum.reduce([cost, *after])\n"
        "            return least",
        "        least: Costs = np.minimum.reduce([cost, *after])\n        return least",
        "Where moves are not transitive the sweep must also go on until nothing changes.",
        GRAPHS,
    ),
    Fault(
        "opponent-moves-twice-in-succession",
        CLOSURE,
        "others = [after[k] for k in range(count) if k != j]",
        "others = list(after)",
        "In a legal sequence of opponents nobody moves twice in succession.",
        GRAPHS,
    ),
    Fault(
        "last-opponent-begins",
        CLOSURE,
        "np.minimum.reduce([cost, *after])",
        "np.minimum(cost, after[-1])",
        "Any opponent may be the first to answer.",
        GRAPHS,
    ),
    Fault(
        "transitivity-assumed",
        CLOSURE,
        "_least_by_any_path if graph.is_transitive else _least_by_alternating_paths",
        "_least_by_any_path",
        "Where moves are not transitive, two in succession by one opponent are not a legal answer.",
        GRAPHS,
    ),
    Fault(
        "transitive-if-one-pair-is",
        MOVES,
        "== pairs).all():",
        "== pairs).any():",
        "Moves are transitive only if every pair of moves in succession is one move.",
        GRAPHS,
    ),
    Fault(
        "lone-move-lost",
        CLOSURE,
        "if len(leaves):",
        "if len(leaves) > 1:",
        "Moves count also where they leave a single state.",
        GRAPHS,
    ),
    Fault(
        "incredible-answers-in-seq",
        "analysis/stability/seq.py",
        "credible=True",
        "credible=False",
        "In SEQ opponents answer only by moves that they themselves prefer.",
        CONFLICTS,
    ),
    Fault(
        "only-credible-answers-in-smr",
        "analysis/stability/smr.py",
        "credible=False",
        "credible=True",
        "In SMR opponents may hurt themselves to sanction.",
        CONFLICTS,
    ),
    Fault(
        "sseq-without-countermove",
        "analysis/stability/sseq.py",
        "least_cost(graph, i, cost_after_countermove(graph, i), credible=True)",
        "least_cost(graph, i, graph.ranks[i], credible=True)",
        "Without the countermove SSEQ is SEQ.",
        CONFLICTS,
    ),
    Fault(
        "nash-deters-everything",
        "analysis/stability/nash.py",
        "np.full(graph.states, NEVER, dtype=np.int32)",
        "np.full(graph.states, 0, dtype=np.int32)",
        "Under Nash stability nothing deters an improvement.",
        CONFLICTS,
    ),
]

_OF_MOVES = [
    Fault(
        "fixed-option-moves",
        MOVES,
        "        & ((before ^ after) & frozen_bits == 0)\n",
        "",
        "An option marked `never` cannot be changed.",
        CONFLICTS,
    ),
    Fault(
        "taken-option-is-dropped",
        MOVES,
        "        & (before & ~after & never_undone == 0)\n",
        "",
        "An option marked `take` cannot be dropped.",
        CONFLICTS,
    ),
    Fault(
        "dropped-option-is-taken",
        MOVES,
        "        & (after & ~before & never_retaken == 0)\n",
        "",
        "An option marked `drop` cannot be taken.",
        CONFLICTS,
    ),
    Fault(
        "take-and-drop-mixed-up",
        MOVES,
        'mask("never"), mask("take"), mask("drop")',
        'mask("never"), mask("drop"), mask("take")',
        "`take` allows taking and forbids dropping, and `drop` the reverse.",
        CONFLICTS,
    ),
    Fault(
        "fixed-option-moves-along",
        MOVES,
        "((before ^ after) & frozen_bits == 0)",
        "((before ^ after) & ~frozen_bits != 0)",
        "A joint change is legal only if every single flip in it is.",
        CONFLICTS,
    ),
    Fault(
        "taken-option-is-dropped-along",
        MOVES,
        "(before & ~after & never_undone == 0)",
        "((before & ~after & never_undone == 0) | (after & ~before != 0))",
        "A joint change is legal only if every single flip in it is, whatever else is taken.",
        CONFLICTS,
    ),
    Fault(
        "one-option-at-a-time",
        MOVES,
        "(source != target)\n",
        "(source != target)\n        & ((before ^ after) & ((before ^ after) - 1) == 0)\n",
        "Somebody with several options may change them at once.",
        CONFLICTS,
    ),
    Fault(
        "last-move-lost",
        MOVES,
        "Arcs.between(len(space), source[legal], target[legal])",
        "Arcs.between(len(space), source[legal][:-1], target[legal][:-1])",
        "Every legal move counts, the last one found too.",
        CONFLICTS,
    ),
    Fault(
        "options-of-others-change",
        MOVES,
        "_fibres(space.codes & ~np.int64(sum(own.values())))",
        "_fibres(np.zeros_like(space.codes))",
        "An owner's move leaves everybody else's options as they are.",
        CONFLICTS,
    ),
    Fault(
        "somebody-never-moves",
        REACHABILITY,
        "            for arcs in graph.moves:\n                new[",
        "            for arcs in graph.moves[:-1]:\n                new[",
        "The story can be carried on by every decision maker.",
        CONFLICTS,
    ),
    Fault(
        "reachable-in-one-move",
        REACHABILITY,
        "            frontier = new & ~reached\n            reached |= new\n",
        "            reached |= new\n            frontier = new & ~reached\n",
        "A state is reachable also after several moves.",
        CONFLICTS,
    ),
    Fault(
        "staying-is-left-out",
        REACHABILITY,
        "return here | came.any(axis=0)",
        "return came.any(axis=0)",
        "The story may also stay where it is.",
        GRAPHS,
    ),
    Fault(
        "same-mover-moves-twice",
        REACHABILITY,
        "came[[k for k in range(movers) if k != j]].any(axis=0)",
        "came.any(axis=0)",
        "Where moves are not transitive nobody may move twice in succession.",
        GRAPHS,
    ),
]

_OF_RANKS = [
    Fault(
        "least-important-statement-first",
        RANKING,
        "for statement in wants.statements]",
        "for statement in reversed(wants.statements)]",
        "The first statement is the most important one.",
        CONFLICTS,
    ),
    Fault(
        "last-statement-skipped",
        RANKING,
        "for statement in wants.statements]",
        "for statement in wants.statements[:-1]]",
        "The last statement decides where all others are equal.",
        CONFLICTS,
    ),
    Fault(
        "ties-broken",
        RANKING,
        "    return _dense(score)\n\n\ndef rank_by_groups",
        "    return _dense(score * states + np.arange(states))\n\n\ndef rank_by_groups",
        "States equal on all statements are tied, not ranked by their numbers.",
        CONFLICTS,
    ),
    Fault(
        "thirty-first-statement-lost",
        RANKING,
        "for truth in truths[at : at + _BITS // 2]:",
        "for truth in truths[at : at + _BITS // 2 - 1]:",
        "Each pack holds 31 statements, and all of them count.",
        DECIDING,
    ),
    Fault(
        "packs-overflow",
        RANKING,
        "        score = _dense(score).astype(np.int64)\n",
        "",
        "More than 63 truths do not fit into one integer: the weightiest would be lost.",
        NUMBERS,
    ),
    Fault(
        "ranking-read-from-the-worst",
        RANKING,
        "rank[members] = len(groups) - position",
        "rank[members] = position + 1",
        "A ranking is written best first.",
        CONFLICTS,
    ),
    Fault(
        "ranks-with-gaps",
        RANKING,
        "return problems or _dense(rank)",
        "return problems or rank",
        "Ranks are 1, 2, 3, … also where a ranked state is impossible on the day.",
        GAPS,
    ),
]

_OF_STATES = [
    Fault(
        "last-chunk-skipped",
        SPACE,
        "for begin in range(0, total, step):",
        "for begin in range(0, max(step, total - step), step):",
        "All combinations are tested, also where there are more than fit into one chunk.",
        LARGE,
    ),
    Fault(
        "last-combination-of-a-chunk-skipped",
        SPACE,
        "np.arange(begin, begin + step, dtype=np.int64)",
        "np.arange(begin, begin + step - 1, dtype=np.int64)",
        "The combination in which everything is taken is one too.",
        CONFLICTS,
    ),
    Fault(
        "pattern-ignores-n",
        SPACE,
        'for p, letter in enumerate(pattern) if letter != "-")',
        'for p, letter in enumerate(pattern) if letter == "Y")',
        "N in a pattern means that the option is not taken.",
        CONFLICTS,
    ),
    Fault(
        "innocent-rule-blamed",
        SPACE,
        "            needed = rest\n",
        "            pass\n",
        "Where rules contradict each other, only those are named without which there is no contradiction.",
        CONTRADICTION,
    ),
    Fault(
        "exactly-one-read-as-at-most-one",
        CONFLICT,
        'return Count("exactly", 1, self.conditions)',
        'return Count("at most", 1, self.conditions)',
        "Under `exactly_one` none at all is ruled out.",
        CONFLICTS,
    ),
    Fault(
        "never-read-as-always",
        CONFLICT,
        "return Not(self.conditions[0])",
        "return self.conditions[0]",
        "`never` rules out the states in which its condition holds.",
        CONFLICTS,
    ),
    Fault(
        "last-scenario-wins",
        SITUATION,
        "space.holds(scenario.when) & free",
        "space.holds(scenario.when)",
        "The first scenario that holds names the state.",
        STANDINGS,
    ),
    Fault(
        "if-read-the-wrong-way-round",
        CONDITION,
        'Arrow("implies", left, right) | Arrow("if", right, left)',
        'Arrow("implies" | "if", left, right)',
        "`a if b` is true unless b holds without a.",
        CONFLICTS,
    ),
    Fault(
        "unless-as-xor",
        CONDITION,
        "            case Arrow(_, left, right):\n                return value(left) | value(right)",
        "            case Arrow(_, left, right):\n                return value(left) ^ value(right)",
        "`a unless b` is true also where both hold.",
        CONFLICTS,
    ),
    Fault(
        "iff-as-implies",
        CONDITION,
        "result = result ^ other ^ True",
        "result = (result ^ True) | other",
        "`a iff b` is false where b holds without a.",
        CONFLICTS,
    ),
    Fault(
        "at-least-as-more-than",
        CONDITION,
        "return total >= number",
        "return total > number",
        "`at least 2` is true of exactly 2.",
        CONFLICTS,
    ),
    Fault(
        "at-most-as-less-than",
        CONDITION,
        "return total <= number if",
        "return total < number if",
        "`at most 1` is true of exactly 1.",
        CONFLICTS,
    ),
    Fault(
        "dash-read-as-n",
        CONDITION,
        'if letter != "-":',
        "if letter:",
        "A dash in a pattern leaves the option open.",
        CONFLICTS,
    ),
]

_OF_THE_STORY = [
    Fault(
        "step-drops-nothing",
        TIMELINE,
        "frozenset(before - drop | take)",
        "frozenset(before | take)",
        "A step also drops what it says it drops.",
        HISTORY,
    ),
    Fault(
        "every-step-from-the-start",
        TIMELINE,
        "        yield step, before, after\n        before = after\n",
        "        yield step, before, after\n",
        "Each step goes on from where the one before it led.",
        HISTORY,
    ),
    Fault(
        "today-is-left-for-later",
        TIMELINE,
        "if date is not None and date.is_before(step.date):",
        "if date is not None and not step.date.is_before(date):",
        "The steps of the day itself have been taken on that day.",
        HISTORY,
    ),
    Fault(
        "rules-outside-their-window",
        TIMELINE,
        "for number, rule in enumerate(conflict.rules) if counts(rule, date))",
        "for number, rule in enumerate(conflict.rules))",
        "A rule counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "statements-outside-their-window",
        TIMELINE,
        "for statement in preference.statements if counts(statement, on))",
        "for statement in preference.statements)",
        "A statement counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "readings-outside-their-window",
        TIMELINE,
        "        if counts(reading, on):\n",
        "        if reading:\n",
        "A reading counts only within its window.",
        WINDOWS,
    ),
    Fault(
        "options-outside-their-window",
        TIMELINE,
        'return option.moves if counts(option, on) else "never"',
        "return option.moves",
        "Outside its window an option cannot be changed.",
        WINDOWS,
    ),
    Fault(
        "until-is-exclusive",
        DATES,
        "item.until is None or not item.until.is_before(on)",
        "item.until is None or on.is_before(item.until)",
        "The day of `until` is the last one that counts.",
        WINDOWS,
    ),
    Fault(
        "since-is-exclusive",
        DATES,
        "item.since is not None and on.is_before(item.since)",
        "item.since is not None and not item.since.is_before(on)",
        "The day of `since` is the first one that counts.",
        WINDOWS,
    ),
    Fault(
        "what-has-ended-counts-without-a-date",
        DATES,
        "        return item.until is None\n",
        "        return True\n",
        "Where no day is asked for, nothing counts that has an `until`.",
        WINDOWS,
    ),
]

_OF_ANSWERS = [
    Fault(
        "unreachable-endings",
        RESULT,
        "            resting = resting & self.reachable\n",
        "            pass\n",
        "An ending can be reached from where the story stands.",
        CONFLICTS,
    ),
    Fault(
        "ending-under-every-concept",
        RESULT,
        "for concept in self.ending_concepts])",
        "for concept in self.concepts])",
        "Only the ending concepts make an ending.",
        CONFLICTS,
    ),
    Fault(
        "ending-under-all-concepts-at-once",
        RESULT,
        "np.logical_or.reduce(",
        "np.logical_and.reduce(",
        "One ending concept is enough to make an ending.",
        CONFLICTS,
    ),
    Fault(
        "equilibrium-of-one",
        RESULT,
        "concept: np.logical_and.reduce(",
        "concept: np.logical_or.reduce(",
        "An equilibrium is stable for everybody.",
        CONFLICTS,
    ),
    Fault(
        "deterred-and-tempting-mixed-up",
        RESULT,
        "if not self.verdicts[concept][maker].deterred[arc]",
        "if self.verdicts[concept][maker].deterred[arc]",
        "An improvement tempts where nothing deters it.",
        CONFLICTS,
    ),
    Fault(
        "departures-worst-first",
        RESULT,
        "(-graph.ranks[i][arcs.target[arc]], arc)",
        "(graph.ranks[i][arcs.target[arc]], arc)",
        "Departures are told best first.",
        DEPARTURES,
    ),
    Fault(
        "last-departure-lost",
        RESULT,
        "int(arcs.begin[index + 1]))",
        "int(arcs.begin[index + 1]) - 1)",
        "Every improvement from a state is a departure.",
        DEPARTURES,
    ),
    Fault(
        "departure-takes-what-is-taken",
        RESULT,
        "take=tuple(option for option in to.taken if option not in here)",
        "take=to.taken",
        "A departure takes only what was not taken before.",
        DEPARTURES,
    ),
    Fault(
        "better-and-worse-mixed-up",
        ENDINGS,
        'return "better" if rank > baseline_rank',
        'return "better" if rank < baseline_rank',
        "A higher rank is better.",
        STANDINGS,
    ),
    Fault(
        "measured-against-now",
        RESULT,
        "base = self.situation.baseline\n",
        "base = self.situation.status_quo\n",
        "Better and worse are measured against the baseline, which need not be where the story stands.",
        STANDINGS,
    ),
    Fault(
        "worse-counted-as-unknown",
        ENDINGS,
        "found.count(standing) for standing in STANDINGS",
        "found.count(standing) for standing in sorted(STANDINGS)",
        "A tally keeps better, same, worse and unknown apart.",
        STANDINGS,
    ),
    Fault(
        "endings-without-scenario-lost",
        ENDINGS,
        "for scenario in (*scenarios, None):",
        "for scenario in scenarios:",
        "An ending outside every scenario is told too.",
        STANDINGS,
    ),
]

FAULTS = (*_OF_STABILITY, *_OF_MOVES, *_OF_RANKS, *_OF_STATES, *_OF_THE_STORY, *_OF_ANSWERS)
