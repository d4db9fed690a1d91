"""Faults in the analysis: who is deterred, what can be reached, what is told."""

from __future__ import annotations

from tests.mutation.fault import BATCHES, CONFLICTS, DEPARTURES, GRAPHS, STANDINGS, UNKNOWN, Fault

CLOSURE = "analysis/stability/closure.py"
REACHABILITY = "analysis/reachability.py"
ENDINGS = "analysis/endings.py"
RESULT = "analysis/result.py"

_OF_STABILITY = [
    Fault(
        "no-worse-is-not-enough",
        CLOSURE,
        "held_to[improvements.target] <= liking.rank[improvements.source]",
        "held_to[improvements.target] < liking.rank[improvements.source]",
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
        "no-countermove",
        CLOSURE,
        "cost = liking.rank\n"
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n",
        "cost = liking.rank\n",
        "In SMR and SSEQ the mover may answer the sanction once more.",
        CONFLICTS,
    ),
    Fault(
        "worst-countermove",
        CLOSURE,
        "cost = liking.rank\n"
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n",
        "cost = liking.rank\n"
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.minimum, cost, graph.moves[i], empty=0))\n",
        "Whoever answers a sanction takes the best way out, not the worst.",
        CONFLICTS,
    ),
    Fault(
        "forced-countermove",
        CLOSURE,
        "cost = liking.rank\n"
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n",
        "cost = liking.rank\n"
        "        if symmetric:\n"
        "            cost = _extreme(np.maximum, cost, graph.moves[i], empty=0)\n",
        "The mover may also stay where the sanction led, which must itself be no better than before.",
        CONFLICTS,
    ),
    Fault(
        "sanctions-by-the-mover",
        CLOSURE,
        "for j in range(len(arcs)) if j != i and len(arcs[j])]",
        "for j in range(len(arcs)) if len(arcs[j])]",
        "Nobody sanctions their own improvement.",
        CONFLICTS,
    ),
    Fault(
        "last-opponent-forgotten",
        CLOSURE,
        "for j in range(len(arcs)) if j != i and len(arcs[j])]",
        "for j in range(len(arcs) - 1) if j != i and len(arcs[j])]",
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
        "(_least_by_any_path if transitive else _least_by_alternating_paths)(cost, opponents)",
        "_least_by_any_path(cost, opponents)",
        "Where moves are not transitive, two in succession by one opponent are not a legal answer.",
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
        "symmetric=True",
        "symmetric=False",
        "Without the countermove SSEQ is SEQ.",
        CONFLICTS,
    ),
    Fault(
        "nash-deters-everything",
        CLOSURE,
        "np.zeros(len(graph.improvements[i]), dtype=bool)",
        "np.ones(len(graph.improvements[i]), dtype=bool)",
        "Under Nash stability nothing deters an improvement.",
        CONFLICTS,
    ),
    Fault(
        "no-countermove-in-a-relation",
        CLOSURE,
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n"
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n"
        "        here =",
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n        here =",
        "In SMR and SSEQ the mover may answer the sanction once more, also where its preferences are no order.",
        UNKNOWN,
    ),
    Fault(
        "worst-countermove-in-a-relation",
        CLOSURE,
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n"
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n"
        "        here =",
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.minimum, cost, graph.moves[i], empty=0))\n"
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n"
        "        here =",
        "One way out of a sanction is enough.",
        UNKNOWN,
    ),
    Fault(
        "forced-countermove-in-a-relation",
        CLOSURE,
        "        if symmetric:\n"
        "            cost = np.maximum(cost, _extreme(np.maximum, cost, graph.moves[i], empty=0))\n"
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n"
        "        here =",
        "        if symmetric:\n"
        "            cost = _extreme(np.maximum, cost, graph.moves[i], empty=0)\n"
        "        held_to = _least_cost(graph, i, cost, credible=credible)\n"
        "        here =",
        "The mover may also stay where the sanction led.",
        UNKNOWN,
    ),
    Fault(
        "last-of-a-batch-lost",
        CLOSURE,
        "(row < begin + size)",
        "(row < begin + size - 1)",
        "Every state of a batch is judged.",
        BATCHES,
    ),
]

_OF_REACHABILITY = [
    Fault(
        "somebody-never-moves",
        REACHABILITY,
        "        for arcs in graph.moves:\n            new[",
        "        for arcs in graph.moves[:-1]:\n            new[",
        "The story can be carried on by every decision maker.",
        CONFLICTS,
    ),
    Fault(
        "reachable-in-one-move",
        REACHABILITY,
        "        frontier = new & ~reached\n        reached |= new\n",
        "        reached |= new\n        frontier = new & ~reached\n",
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
        "-int(liking.rank[arcs.target[arc]])",
        "int(liking.rank[arcs.target[arc]])",
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
        ENDINGS,
        "tuple(option for option in other.taken if option not in self.taken)",
        "other.taken",
        "A departure takes only what was not taken before.",
        DEPARTURES,
    ),
    Fault(
        "measured-against-now",
        RESULT,
        "base = self.situation.baseline\n        if base is None:\n            return {}\n        graph",
        "base = self.situation.status_quo\n        if base is None:\n            return {}\n        graph",
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
    Fault(
        "compared-the-wrong-way-round",
        RESULT,
        "maker: liking.compare(index, base)",
        "maker: liking.compare(base, index)",
        "It is the ending that is better or worse than the baseline.",
        STANDINGS,
    ),
]

ANALYSIS = (*_OF_STABILITY, *_OF_REACHABILITY, *_OF_ANSWERS)
