"""How often each state, scenario, standing and claim comes out when doubtful judgements are drawn by their certainty.

Draws are worked out in batches; draws that rank all states alike are worked out once. The counts depend on the draws
alone, not on batches, interruptions or what was kept in a file before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from time import monotonic

from denouement.analysis.result import Analysis
from denouement.errors import BudgetError, Problem, RequestError
from denouement.foresight.sweep.draws import BLOCK, MOST_SWAPS, Draws, Mind, minds_of, varieties
from denouement.foresight.sweep.record import Layout
from denouement.foresight.sweep.result import Label, Sweep
from denouement.foresight.sweep.store import Memory, Store
from denouement.foresight.sweep.tally import Tally
from denouement.foresight.sweep.worker import Worker
from denouement.language import _, in_decimals
from denouement.model.evidence import Claim
from denouement.states.budget import Budget, in_short
from denouement.states.relation import Relation

_SECONDS_PER_DRAW = 5e-6
"""Of one decision maker, measured on one core and rounded up, like the next ones."""
_SECONDS_PER_ARC = 1.5e-7
"""One draw over one move, through five concepts for everybody."""
_SECONDS_PER_PAIR = 6e-8
"""One state judged over one arc where preferences are no order."""
_BYTES_PER_DRAW = 100
_BYTES_PER_DIFFERENT_DRAW = 200
_QUICK, _SLOW = 0.3, 1.5  # seconds between which a batch should take, so that little is lost and progress is seen
MOST_SEED = 2**63 - 1


def sweep(
    analysis: Analysis,
    *,
    draws: int = 1_000,
    seed: int = 0,
    swaps: int = 0,
    fixed: Collection[str] = (),
    typed: Iterable[Claim] = (),
    states: Iterable[str] = (),
    store: Store | None = None,
    progress: Callable[[int], None] = lambda done: None,
    stopping: Callable[[], bool] = lambda: False,
    budget: Budget | None = None,
) -> Sweep:
    """Return how often each outcome comes out over draws of what everybody wants.

    The decision makers in `fixed` keep the reading of the analysis, `typed` are claims besides the model's own,
    `states` those of which it is counted how often they are equilibria, besides those of special interest anyway.
    `swaps` is the most exchanges of neighbours by which each order is disturbed. `store` keeps what is done, and holds
    what was done before. `progress` is told how many draws are done; once `stopping()` is true no further batch is
    begun. Raises RequestError for numbers that mean nothing, BudgetError if more would be needed than is allowed.
    """
    check_numbers(draws, seed, swaps)
    minds = minds_of(analysis.situation, fixed=fixed)
    check_effort(analysis, minds, draws, swaps, budget or Budget())
    claims = (*(claim for claim in analysis.conflict.claims if claim.says is not None), *typed)
    named = named_states(analysis, states)
    layout = Layout.of(analysis, list(named), claims)
    kept = store or Memory()
    kept.load(layout)
    worker = Worker(analysis, Draws(minds, seed=seed, swaps=swaps), layout)
    size = max(1, min(100, (1 << 21) // _size(analysis)))
    progress(min(kept.draws, draws))
    while kept.draws < draws and not (kept.draws and stopping()):
        begun = monotonic()
        first = kept.draws
        until = min(first + size, draws, (first // BLOCK + 1) * BLOCK)
        profiles, new = worker.batch(first, until, kept.known)
        kept.add(profiles, new)
        progress(kept.draws)
        took = monotonic() - begun
        size = size * 2 if took < _QUICK else max(1, size // 2) if took > _SLOW else size
    return Tally(analysis, layout, kept, draws).sweep(named, minds, seed, swaps)


def check_numbers(draws: int, seed: int, swaps: int) -> None:
    """Raise RequestError for numbers of draws and exchanges, or a seed, that mean nothing."""
    problems = []
    if draws < 1:
        message = _("{draws} draws show nothing", draws=str(draws))
        problems.append(Problem(message, _("write for example {option}", option="--draws 1000")))
    if not 0 <= seed <= MOST_SEED:
        message = _("a seed is a whole number from 0 to 2^63 - 1, not {seed}", seed=str(seed))
        problems.append(Problem(message, _("write for example {option}", option="--seed 1")))
    if not 0 <= swaps <= MOST_SWAPS:
        message = _("--swaps is a number from 0 to {most}, not {swaps}", most=MOST_SWAPS, swaps=str(swaps))
        problems.append(Problem(message, _("write for example {option}", option="--swaps 3")))
    if problems:
        raise RequestError(problems)


def check_effort(analysis: Analysis, minds: tuple[Mind, ...], draws: int, swaps: int, budget: Budget) -> None:
    """Raise BudgetError if the draws would take too long or need too much memory."""
    graph = analysis.situation.graph
    arcs = _size(analysis)
    one = arcs * _SECONDS_PER_ARC
    relations = sum(isinstance(liking, Relation) for liking in graph.preferences)
    one += relations * graph.states * arcs * _SECONDS_PER_PAIR
    drawing = len(minds) * _SECONDS_PER_DRAW
    different = min(draws, varieties(minds, swaps))
    seconds = draws * drawing + different * one
    gigabytes = (draws * _BYTES_PER_DRAW + different * _BYTES_PER_DIFFERENT_DRAW) / 1e9
    if seconds <= budget.seconds and gigabytes <= budget.gigabytes:
        return
    fit = min(budget.seconds / (drawing + one), budget.gigabytes * 1e9 / (_BYTES_PER_DRAW + _BYTES_PER_DIFFERENT_DRAW))
    advice = _("about {number} draws fit", number=_round(fit)) if fit >= 1 else _("not even one draw fits")
    message = _(
        "{draws} draws would need about {seconds} seconds and {gigabytes} GB; {allowed_seconds} seconds and "
        "{allowed_gigabytes} GB are allowed: {advice}. --max-seconds and --max-memory allow more",
        draws=draws,
        seconds=in_decimals(max(seconds, 1), 0),
        gigabytes=in_decimals(gigabytes, 1),
        allowed_seconds=in_short(budget.seconds),
        allowed_gigabytes=in_short(budget.gigabytes),
        advice=advice,
    )
    raise BudgetError(message)


def _size(analysis: Analysis) -> int:
    return analysis.situation.graph.number_of_moves + analysis.number_of_states


def _round(number: float) -> int:
    """Return a number with one leading digit kept: 30000."""
    whole = int(number)
    scale: int = 10 ** (len(str(whole)) - 1)
    return whole // scale * scale


def named_states(analysis: Analysis, asked: Iterable[str] = ()) -> dict[int, tuple[Label, ...]]:
    """Return the states of special interest, by index, with what makes them so.

    Raises RequestError for a state asked about that is not there.
    """
    situation = analysis.situation
    found: list[tuple[Label, int | None]] = [
        ("now", situation.status_quo),
        ("baseline", situation.baseline),
        ("happened", situation.space.at(situation.snapshot.where_it_led())),
        *(("asked", analysis.index_of(text)) for text in asked),
    ]
    labels: dict[int, tuple[Label, ...]] = {}
    for label, state in found:
        if state is not None and label not in labels.get(state, ()):
            labels[state] = (*labels.get(state, ()), label)
    return labels
