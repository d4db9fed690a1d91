"""`denouement states`: the feasible states, one a line."""

from __future__ import annotations

from denouement.language import _
from denouement.ui.cli import arguments, spoken
from denouement.ui.cli.output import print_json, print_text


@spoken.command()
@arguments.model
@arguments.as_of
@spoken.option("--where", metavar="CONDITION", help="Only states in which this holds, such as 'leave and not sue'.")
@arguments.as_json
def states(model: str, as_of: str | None, where: str | None, as_json: bool) -> None:
    """List the feasible states of MODEL: number, pattern, scenario and the options taken.

    A pattern has one letter per option, in the order of the model: Y taken, N not taken.
    """
    import numpy as np
    from rich.cells import cell_len

    from denouement.errors import ModelError, RequestError
    from denouement.loading import load
    from denouement.model.condition_parser import parse_condition
    from denouement.model.timeline import snapshot
    from denouement.report.clean import clean
    from denouement.report.words import Names
    from denouement.states.finding import scenario_columns, state_names
    from denouement.states.situation import possible_states

    conflict = load(model)
    moment = snapshot(conflict, as_of)
    space = possible_states(moment)[0]
    chosen = np.ones(len(space), dtype=bool)
    if where is not None:
        try:
            condition = parse_condition(where)
        except ModelError as error:
            raise RequestError(arguments.in_option("--where", where, error.problems)) from None
        wrong = arguments.in_option("--where", where, moment.vocabulary.problems(condition))
        if wrong:
            raise RequestError(wrong)
        chosen = space.holds(condition)
    columns = scenario_columns(moment, space)
    called = state_names(moment, space)
    rows = []
    for index in np.flatnonzero(chosen).tolist():
        scenario = next((id for id, column in columns.items() if column[index]), None)
        rows.append((space.ids[index], called.get(index), space.pattern(index), scenario, space.taken(index)))
    if as_json:
        data = [
            {"id": id, "name": name, "pattern": pattern, "scenario": scenario, "taken": list(taken)}
            for id, name, pattern, scenario, taken in rows
        ]
        print_json({"format": "denouement-states/1", "states": data})
        return
    names = Names(conflict)
    count = _(
        "{shown} of {number} feasible states of {title}",
        shown=len(rows),
        number=len(space),
        title=clean(conflict.title),
    )
    print_text(count)
    cells = [
        (pattern, clean(name or ""), names.scenario(scenario) if columns else "", names.options(taken))
        for _id, name, pattern, scenario, taken in rows
    ]
    widths = [max(map(cell_len, column), default=0) for column in zip(*cells, strict=True)][:-1]
    for (id, *_others), (*kept, options) in zip(rows, cells, strict=True):
        padded = [text + " " * (width - cell_len(text)) for text, width in zip(kept, widths, strict=True) if width]
        print_text("  ".join([f"{id:>7}", *padded, options]).rstrip())
