"""`denouement states`: the feasible states, one a line."""

from __future__ import annotations

import json

import click

from denouement.ui.cli import arguments


@click.command()
@arguments.model
@arguments.as_of
@click.option("--where", metavar="CONDITION", help="Only states in which this holds, such as 'leave and not sue'.")
@arguments.as_json
def states(model: str, as_of: str | None, where: str | None, as_json: bool) -> None:
    """List the feasible states of MODEL: number, pattern, scenario and the options taken.

    A pattern has one letter per option, in the order of the model: Y taken, N not taken.
    """
    import numpy as np

    from denouement.errors import ModelError, RequestError
    from denouement.loading import load
    from denouement.model.condition_parser import parse_condition
    from denouement.model.timeline import snapshot
    from denouement.report.clean import clean
    from denouement.report.words import Names
    from denouement.states.situation import scenario_columns
    from denouement.states.space import feasible_states

    conflict = load(model)
    moment = snapshot(conflict, as_of)
    space = feasible_states(moment)
    chosen = np.ones(len(space), dtype=bool)
    if where is not None:
        try:
            condition = parse_condition(where)
        except ModelError as error:
            raise RequestError(problem.under(("--where",)) for problem in error.problems) from None
        wrong = [problem.under(("--where",)) for problem in moment.vocabulary.problems(condition)]
        if wrong:
            raise RequestError(wrong)
        chosen = space.holds(condition)
    names = Names(conflict)
    columns = scenario_columns(moment, space)
    rows = []
    for index in np.flatnonzero(chosen).tolist():
        scenario = next((id for id, column in columns.items() if column[index]), None)
        rows.append((str(index + 1), space.pattern(index), scenario, space.taken(index)))
    if as_json:
        data = [
            {"id": number, "pattern": pattern, "scenario": scenario, "taken": list(taken)}
            for number, pattern, scenario, taken in rows
        ]
        click.echo(json.dumps({"format": "denouement-states/1", "states": data}, ensure_ascii=False, indent=1))
        return
    click.echo(f"{len(rows):,} of {len(space):,} feasible states of {clean(conflict.title)}")
    width = max((len(names.scenario(row[2])) for row in rows), default=0) if columns else 0
    for number, pattern, scenario, taken in rows:
        family = f"  {names.scenario(scenario):<{width}}" if columns else ""
        click.echo(f"{number:>7}  {pattern}{family}  {names.options(taken)}")
