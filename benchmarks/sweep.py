"""How much faster a sweep is than one analysis a draw, on the flagship; both must count the same.

    python benchmarks/sweep.py [--draws 10000] [--alone 300] [--swaps 0] [--model openai-2023]

The sweep works out --draws draws. Of the same draws the first --alone are analysed one by one as well, as `analyse`
would: all five concepts, endings and standings. Printed are the draws a second of both and their ratio. Measured by
processor time, on one core if the machine's numerical libraries use one (OMP_NUM_THREADS=1).
"""

from __future__ import annotations

import argparse
from collections import Counter
from time import process_time

from attrs import evolve

import denouement
from denouement.analysis.concepts import verdicts
from denouement.analysis.result import Analysis
from denouement.foresight.sweep.draws import BLOCK, Draws, minds_of
from denouement.foresight.sweep.sweep import sweep


def alone(analysis: Analysis, draws: int, seed: int, swaps: int) -> Counter[object]:
    """Analyse draws one by one; count the endings, the scenarios and the standings that come out."""
    found: Counter[object] = Counter()
    minds = minds_of(analysis.situation)
    drawing = Draws(minds, seed=seed, swaps=swaps)
    for number in range(draws):
        block = drawing.block(number // BLOCK)
        likings = tuple(
            analysis.situation.liking_of(mind.decision_maker, own[which[number % BLOCK]].of(mind))
            for mind, own, which in zip(minds, block.variants, block.which, strict=True)
        )
        graph = analysis.situation.graph.liking(likings)
        facts = evolve(analysis.situation, graph=graph)
        one = evolve(analysis, situation=facts, verdicts=verdicts(graph, analysis.concepts))
        found.update(("state", ending.state.taken) for ending in one.endings)
        found.update({("scenario", ending.state.scenario) for ending in one.endings})
        found.update(
            (maker, standing)
            for maker, tally in one.standings.items()
            for standing in ("better", "same", "worse", "unknown")
            if getattr(tally, standing)
        )
    return found


def swept(analysis: Analysis, draws: int, seed: int, swaps: int) -> Counter[object]:
    """Sweep over the same draws; count the same."""
    result = sweep(analysis, draws=draws, seed=seed, swaps=swaps)
    found: Counter[object] = Counter()
    found.update({("state", state.taken): share.count for state, share in result.states})
    found.update({("scenario", id or None): share.count for id, share in result.scenarios.items()})
    for maker, families in result.standings.items():
        found.update({(maker, standing): share.count for standing, share in families[None].some.items()})
    return +found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--alone", type=int, default=300)
    parser.add_argument("--swaps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", default="openai-2023")
    asked = parser.parse_args()
    analysis = denouement.load(asked.model).analyse()
    begun = process_time()
    one_by_one = alone(analysis, asked.alone, asked.seed, asked.swaps)
    slow = asked.alone / (process_time() - begun)
    if swept(analysis, asked.alone, asked.seed, asked.swaps) != one_by_one:
        raise SystemExit("the sweep counts otherwise than one analysis after another")
    begun = process_time()
    swept(analysis, asked.draws, asked.seed, asked.swaps)
    took = process_time() - begun
    fast = asked.draws / took
    print(f"one by one  {slow:10,.0f} draws a second ({asked.alone:,} draws; the counts agree)")
    print(f"sweep       {fast:10,.0f} draws a second ({asked.draws:,} draws in {took:.1f} s)")
    print(f"ratio       {fast / slow:10,.0f}")


if __name__ == "__main__":
    main()
