"""Faults in paths and ordered play: how far, how many ways, who moves where and why, which orders belong together."""

from __future__ import annotations

from tests.mutation.fault import Fault

WAYS = "analysis/ways.py"
PATHS = "analysis/paths.py"
BACKWARD = "analysis/backward.py"
PLAY = "analysis/ordered_play.py"
PRECEDENCE = "analysis/precedence.py"
ORDERS = "foresight/orders.py"

_PATHS = "tests/properties/test_paths.py::"
_PLAY = "tests/properties/test_ordered_play.py::"
_UNIT = "tests/unit/test_paths_and_play.py::"
LEGAL = _PATHS + "test_graphs_whose_moves_are_not_transitive[0-False]"
NAMED = _PATHS + "test_random_conflicts_from_the_text_to_the_named_ways"
MANY = _PATHS + "test_very_many_ways_are_counted_exactly_and_listed_one_by_one"
RULES = _PATHS + "test_a_rule_describes_its_orders_and_no_others"
TIES = _PLAY + "test_graphs_with_ties_get_the_outcomes_of_the_twin[0-False]"
LIMITED = _PLAY + "test_limited_move_stability_is_the_alternating_order_in_which_staying_ends_it"
CIRCLES = _PLAY + "test_preferences_that_run_in_circles"
UNKNOWN = _PLAY + "test_preferences_of_which_some_are_unknown"
LINES = _PLAY + "test_random_conflicts_from_the_text_to_the_line_of_play"
ALL_ORDERS = _PLAY + "test_every_order_leads_where_it_leads_alone"
BARRED = _UNIT + "test_what_bars_the_way_back"
TOO_MANY = _UNIT + "test_too_many_orders_and_too_little_time"
READ = _UNIT + "test_the_same_under_every_reading_at_once"
REASONS = _UNIT + "test_why_each_does_what_it_does"
IMPROVED = _UNIT + "test_improvements_lead_only_to_the_exodus"

PLAYS = (
    Fault(
        "ways-that-move-twice-in-succession",
        WAYS,
        "before = total if transitive else total - frontier[mover]",
        "before = total",
        "Whoever moved last may not go on.",
        LEGAL,
    ),
    Fault(
        "listed-twice-in-succession",
        WAYS,
        "            if self._by_last_mover and mover == last:\n                continue\n",
        "",
        "A way that is listed may not have one mover twice in succession either.",
        LEGAL,
    ),
    Fault(
        "ways-of-other-lengths",
        WAYS,
        "ways = np.where(distance == moves, counts, 0).sum(axis=0)",
        "ways = np.where(distance >= 0, counts, 0).sum(axis=0)",
        "Ways that are longest by another last mover are not among the shortest.",
        LEGAL,
    ),
    Fault(
        "late-last-movers",
        WAYS,
        "first = own.target[used][~known[own.target[used]]]",
        "first = own.target[used]",
        "Whoever can move last only on a longer way does not end a shortest one.",
        LEGAL,
    ),
    Fault(
        "counts-overflow",
        WAYS,
        "_EXACT = 1 << 62",
        "_EXACT = 1 << 600",
        "Counts beyond 64 bits have to be Python's own integers.",
        MANY,
    ),
    Fault(
        "legal-moves-as-improvements",
        PATHS,
        "arcs = graph.improvements if improving else graph.moves",
        "arcs = graph.moves",
        "A chain of improvements has only moves that their movers like.",
        IMPROVED,
    ),
    Fault(
        "liked-backwards",
        PATHS,
        "Step(decision_maker, before, after, take, drop, analysis.comparison(decision_maker, after, before))",
        "Step(decision_maker, before, after, take, drop, analysis.comparison(decision_maker, before, after))",
        "What counts is how the mover likes where it goes against where it stands.",
        NAMED,
    ),
    Fault(
        "unwilling-first",
        PATHS,
        "listed.sort(key=unwilling)",
        "listed.sort(key=unwilling, reverse=True)",
        "Ways with the fewest unwilling moves come first.",
        NAMED,
    ),
    Fault(
        "any-barrier",
        PATHS,
        '("never", "take" if taken else "drop")',
        '("never", "drop" if taken else "take")',
        "What is taken for good bars the way to states without it.",
        BARRED,
    ),
    Fault(
        "best-of-what-may-come",
        BACKWARD,
        "known += [int(liking.rank[list(members)].min())",
        "known += [int(liking.rank[list(members)].max())",
        "An action is worth the worst that may come of it.",
        TIES,
    ),
    Fault(
        "moves-where-staying-is-as-good",
        BACKWARD,
        "moving = best > worst[staying]",
        "moving = best >= worst[staying]",
        "Whoever gains nothing by moving stays.",
        TIES,
    ),
    Fault(
        "one-of-the-best",
        BACKWARD,
        "                known[key] = self._union(outcome[a:b].tolist())\n",
        "                known[key] = int(outcome[a])\n",
        "All best moves are kept where indifference leaves it open.",
        TIES,
    ),
    Fault(
        "staying-passes-the-turn-on",
        BACKWARD,
        "return self.at_the_end() if self.staying_ends else after",
        "return after",
        "In limited-move stability whoever stays ends it.",
        LIMITED,
    ),
    Fault(
        "stays-in-a-circle",
        BACKWARD,
        "kept = [stay] if stay in best else best or [stay, *moves]",
        "kept = [stay] if stay in best or not best else best",
        "Where nothing is best everything is kept.",
        CIRCLES,
    ),
    Fault(
        "unknown-tempts",
        BACKWARD,
        "return bool(liking.better[np.ix_(list(first), list(second))].all(axis=0).any())",
        "return not liking.better[np.ix_(list(second), list(first))].any()",
        "Only what is certainly better tempts.",
        UNKNOWN,
    ),
    Fault(
        "anything-worse-is-enough",
        BACKWARD,
        "return bool(liking.better[np.ix_(list(first), list(second))].all(axis=0).any())",
        "return bool(liking.better[np.ix_(list(first), list(second))].any(axis=0).any())",
        "An action is worse if one of its outcomes is worse than all outcomes of the other.",
        CIRCLES,
    ),
    Fault(
        "line-that-leads-elsewhere",
        PLAY,
        "leading = [to for to, outcome in kept if end in induction.members(outcome)]",
        "leading = [to for to, outcome in kept]",
        "A line of play has to lead to the state it is the line of.",
        LINES,
    ),
    Fault(
        "line-of-needless-changes",
        PLAY,
        "else min(leading, key=",
        "else max(leading, key=",
        "Of moves equally good the one that changes least is told.",
        REASONS,
    ),
    Fault(
        "instead-of-staying",
        PLAY,
        "otherwise = induction.members(int(after[here]))",
        "otherwise = induction.members(int(after[to]))",
        "Had the mover stayed, what follows would begin where it stood.",
        LINES,
    ),
    Fault(
        "slots-in-order",
        PLAY,
        "    after.reverse()  # after[t]: what comes of each state once slot t (from 0) is over\n",
        "",
        "What comes after a slot is what the later movers do.",
        LINES,
    ),
    Fault(
        "rule-for-others-too",
        PRECEDENCE,
        "    if outside[:, common].all(axis=1).any():\n        return None\n",
        "",
        "A rule that other orders keep as well describes nothing.",
        RULES,
    ),
    Fault(
        "needless-precedences",
        PRECEDENCE,
        "            kept = rest\n",
        "            pass\n",
        "A rule says no more than it must.",
        RULES,
    ),
    Fault(
        "first-move-for-every-move",
        PRECEDENCE,
        "return [(who, order[: at + 1].count(who)) for at, who in enumerate(order)]",
        "return [(who, 1) for at, who in enumerate(order)]",
        "Somebody's second move is not the first.",
        RULES,
    ),
    Fault(
        "orders-from-the-wrong-end",
        ORDERS,
        "            order = (mover, *tail)\n",
        "            order = (*tail, mover)\n",
        "Induction goes backward: what is put before a tail moves earlier.",
        ALL_ORDERS,
    ),
    Fault(
        "too-many-orders",
        ORDERS,
        "        if count > MOST:\n",
        "        if count > MOST * 1_000_000:\n",
        "More orders than can be worked out are refused.",
        TOO_MANY,
    ),
    Fault(
        "readings-of-everybody",
        ORDERS,
        "rivals = rival_readings(analysis, fixed=[*fixed, *others])",
        "rivals = rival_readings(analysis, fixed=fixed)",
        "How those are read who do not move makes no difference.",
        READ,
    ),
)
