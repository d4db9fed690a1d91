"""What came out over many draws as plain data and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from denouement.analysis.endings import State
from denouement.analysis.result import FULL_LIMIT
from denouement.foresight.sweep.draws import undisturbed
from denouement.foresight.sweep.result import Standings, Sweep, where_it_arises
from denouement.foresight.sweep.shares import Share, ends_of_tenths
from denouement.model.shown import Table
from denouement.report.shared_data import head_data, state_data
from denouement.report.table import csv_of

FORMAT = "denouement-sweep/1"

_DIGITS = 6


def sweep_data(sweep: Sweep, *, supposed: tuple[str, ...] = (), full: bool = False) -> dict[str, Any]:
    """Return a sweep as dicts, lists, texts and numbers; states by the options taken in them.

    More than 10,000 states that are endings in some draw are listed only with `full`.
    """
    analysis, baseline = sweep.analysis, sweep.analysis.baseline
    convergence = sweep.convergence
    listed = sweep.states if full else sweep.states[:FULL_LIMIT]
    return {
        **head_data(FORMAT, analysis, supposed),
        "concepts": list(analysis.concepts),
        "baseline": baseline and state_data(baseline),
        "seed": sweep.seed,
        "swaps": sweep.swaps,
        "asked": sweep.asked,
        "draws": sweep.draws,
        "stopped": sweep.stopped,
        "distinct": sweep.distinct,
        "varied": sweep.varied,
        "interval": "Wilson, 95 %",  # not said
        "drawn": {
            mind.decision_maker: {
                "readings": [
                    {"reading": reading.id, "weight": str(weight)}
                    for reading, weight in zip(mind.readings, mind.weights, strict=True)
                ],
                "doubtful_statements": mind.doubtful,
                "disturbed": sweep.swaps > 0 and mind.decision_maker not in undisturbed(sweep.minds),
            }
            for mind in sweep.minds
        },
        "tenths": list(ends_of_tenths(sweep.draws)),
        "now": sweep.now and _share(sweep.now),
        "any_ending": _share(sweep.any_ending),
        "stories": [{"story": id, **_share(share)} for id, share in sweep.stories.items()],
        "scenarios": [{"scenario": id or None, **_share(share)} for id, share in sweep.scenarios.items()],
        "states": [{**state_data(state), **_share(share)} for state, share in listed],
        "states_left_out": len(sweep.states) - len(listed),
        "named": [
            {
                "named": list(named.labels),
                **state_data(named.state),
                "ending": _share(named.ending),
                "equilibrium": {concept: _share(share) for concept, share in named.equilibrium.items()},
            }
            for named in sweep.named
        ],
        "standings": [
            {"decision_maker": maker, "endings": family or ("all" if family is None else None), **_standings(standings)}
            for maker, families in sweep.standings.items()
            for family, standings in families.items()
        ],
        "claims": [
            {
                "id": claim.id or None,
                "says": str(claim.says),
                **{truth: _share(share) for truth, share in truths.items()},
                "holds_where_it_arises": (among := where_it_arises(truths)) and {"draws": among.draws, **_share(among)},
            }
            for claim, truths in sweep.claims
        ],
        "numbers_of_endings": [{"endings": number, **_share(share)} for number, share in sweep.endings.items()],
        "convergence": {
            "reach": _rounded(convergence.reach),
            "moved": _rounded(convergence.moved),
            "draws_for_a_point": convergence.draws_for_a_point,
        },
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "count": share.count,
        "share": _rounded(share.share),
        "low": _rounded(low),
        "high": _rounded(high),
        "running": list(share.running),
        "moved": _rounded(share.moved),
    }


def _standings(standings: Standings) -> dict[str, Any]:
    return {
        "none": _share(standings.none),
        "every": {standing: _share(share) for standing, share in standings.every.items()},
        "some": {standing: _share(share) for standing, share in standings.some.items()},
        "just": [
            {"standings": list(occurring), **_share(share)}
            for occurring, share in standings.sets.items()
            if share.count
        ],
    }


def _rounded(number: float) -> float:
    return round(number, _DIGITS)


def sweep_csv(sweep: Sweep) -> str:
    """Return every share as CSV text, one row each, safe to open in a spreadsheet."""
    return csv_of(sweep_table(sweep))


def sweep_table(sweep: Sweep) -> Table:
    """Return every share as a table, one row each; shares and their intervals are numbers from 0 to 1."""
    columns = ("about", "of", "where", "what", "count", "draws", "share", "low", "high", "moved")
    rows = []
    for about, of, where, what, share in _told(sweep):
        numbers = _share(share)
        values = (numbers[key] for key in ("share", "low", "high", "moved"))
        rows.append((about, of, where, what, share.count, share.draws, *values))
    return Table(columns, tuple(rows))


def _told(sweep: Sweep) -> Iterator[tuple[str, str, str, str, Share]]:
    if sweep.now is not None:
        yield "now", "", "", "ending", sweep.now
    yield "any ending", "", "", "ending", sweep.any_ending  # not said
    for id, share in sweep.stories.items():
        yield "story", id, "", "ending", share
    for id, share in sweep.scenarios.items():
        yield "scenario", id, "", "ending", share
    for state, share in sweep.states:
        yield "state", _taken(state), state.scenario or "", "ending", share
    for named in sweep.named:
        for concept, share in named.equilibrium.items():
            what = f"equilibrium under {concept}"  # not said
            yield "state", _taken(named.state), named.state.scenario or "", what, share
    for maker, families in sweep.standings.items():
        for family, standings in families.items():
            where = "all endings" if family is None else family  # not said
            yield "standing", maker, where, "no such ending", standings.none
            for standing, share in standings.every.items():
                yield "standing", maker, where, f"{standing} in every ending", share  # not said
            for standing, share in standings.some.items():
                yield "standing", maker, where, f"{standing} in some ending", share  # not said
    for claim, truths in sweep.claims:
        for truth, share in truths.items():
            yield "claim", claim.id or str(claim.says), "", truth.replace("_", " "), share
        among = where_it_arises(truths)
        if among is not None and among.draws < sweep.draws:
            yield "claim", claim.id or str(claim.says), "", "holds where it arises", among  # not said
    for number, share in sweep.endings.items():
        yield "number of endings", str(number), "", "", share  # not said


def _taken(state: State) -> str:
    return " ".join(state.taken) or state.id
