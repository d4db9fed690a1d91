"""Which scenarios no wanting can bring about, because no move leads there."""

from __future__ import annotations

from denouement.analysis.result import Analysis
from denouement.states.finding import scenario_columns


def out_of_reach(analysis: Analysis) -> frozenset[str]:
    """Return the scenarios of which no state can be reached, whatever anybody wants."""
    columns = scenario_columns(analysis.situation.snapshot, analysis.situation.space)
    reachable = analysis.reachable
    within = {id for id, column in columns.items() if (column if reachable is None else column & reachable).any()}
    return frozenset(scenario.id for scenario in analysis.conflict.scenarios) - within
