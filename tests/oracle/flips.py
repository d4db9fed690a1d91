"""Single changes to a model file, and files with some of them made: a slow twin that works on the parsed text alone.

Written from the description of `denouement decides`: each statement that counts left out, turned round, or put at any
other place; rankings with neighbours exchanged or tied; numbers and pairs left out or reversed; each other reading;
options made reversible or one-way; rules and forbidden moves left out. A model is the file as nested dicts, lists and
texts. A set of changes is made at once: places are those in the list that comes out before anything is left out, and
neighbours are exchanged, in the order given, before any are tied.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

Model = dict[str, Any]
Change = tuple[Any, ...]
"""What is done, to whom or what, and where; see `name`."""

_SIGN = re.compile(r"\s*(>>|>|~|\?)\s*")


# -- lists of wants ----------------------------------------------------------------------------------------------


def readings(maker: Mapping[str, Any]) -> dict[str | None, Any]:
    """Give the contents of each list of wants by reading; None where there is one."""
    wants = maker["preferences"]
    if isinstance(wants, dict) and "readings" in wants:
        return dict(wants["readings"])
    return {None: wants}


def contents(wants: Any) -> tuple[str, Any]:
    """Give the form of wants and what stands there."""
    if isinstance(wants, list):
        return "statements", wants
    for form in ("statements", "ranking", "weights", "payoffs", "pairs"):
        if form in wants:
            return form, wants[form]
    raise AssertionError(wants)


def counting(item: Any, day: str | None) -> bool:
    """Tell whether a statement counts on a day (dates are written alike, so that their texts are in order)."""
    if not isinstance(item, dict):
        return True
    if day is None:
        return "until" not in item
    return bool(item.get("since", day) <= day <= item.get("until", day))


def changes_of_list(who: str, reading: str | None, wants: Any, day: str | None) -> list[Change]:
    """Give every single change to one list of wants."""
    form, items = contents(wants)
    where = (who, reading)
    if form == "statements":
        live = [at for at, item in enumerate(items) if counting(item, day)]
        found: list[Change] = []
        for at in live:
            found += [("drop", *where, at), ("reverse", *where, at)]
        for place, at in enumerate(live):
            found += [("move", *where, at, to) for to in range(len(live)) if to != place]
        return found
    if form == "ranking":
        count = len(items) - 1
        return [("exchange", *where, at) for at in range(count)] + [("tie", *where, at) for at in range(count)]
    found = []
    if form == "pairs":
        for at, text in enumerate(items):
            sign = _SIGN.search(text)
            assert sign is not None
            found += [("drop", *where, at)] if sign[1] != "?" else []
            found += [("reverse", *where, at)] if sign[1] in (">", ">>") else []
        return found
    for at, (key, number) in enumerate(items.items()):
        state = form == "payoffs" and (key.isdigit() or not key.strip("YN") or key.startswith("["))
        if number.strip("-0./") != "":
            found += [] if state else [("drop", *where, at)]
            found.append(("reverse", *where, at))
    return found


def changed_list(wants: Any, changes: Sequence[Change], day: str | None) -> Any:
    """Give wants with changes made; statements that do not count on the day are left out."""
    form, items = contents(wants)
    dropped = {change[3] for change in changes if change[0] == "drop"}
    turned = {change[3] for change in changes if change[0] == "reverse"}
    if form == "statements":
        live = [at for at, item in enumerate(items) if counting(item, day)]
        moved = {change[4]: change[3] for change in changes if change[0] == "move"}
        others = [at for at in live if at not in moved.values()]
        order = [moved[place] if place in moved else others.pop(0) for place in range(len(live))]
        return [negated(items[at]) if at in turned else items[at] for at in order if at not in dropped]
    if form == "ranking":
        groups = [list(group) if isinstance(group, list) else [group] for group in items]
        for change in changes:
            if change[0] == "exchange":
                groups[change[3] : change[3] + 2] = groups[change[3] : change[3] + 2][::-1]
        for at in sorted((change[3] for change in changes if change[0] == "tie"), reverse=True):
            groups[at : at + 2] = [groups[at] + groups[at + 1]]
        return {**wants, "ranking": groups}
    if form == "pairs":
        kept = []
        for at, text in enumerate(items):
            sign = _SIGN.search(text)
            assert sign is not None
            left, right = text[: sign.start()], text[sign.end() :]
            if at not in dropped:
                kept.append(f"{right} {sign[1]} {left}" if at in turned else text)
        return {"pairs": kept}
    signed = {
        key: (number.removeprefix("-") if number.startswith("-") else f"-{number}") if at in turned else number
        for at, (key, number) in enumerate(items.items())
        if at not in dropped
    }
    return {form: signed}


def negated(item: Any) -> Any:
    """Give a statement that wants the opposite."""
    if isinstance(item, str):
        return f'not "{item}"' if not item.strip("YN- ") else f"not ({item})"
    if "that" in item:
        return {**item, "that": negated(item["that"])}
    ((name, condition),) = item.items()
    return {name: negated(condition)}


# -- all changes -------------------------------------------------------------------------------------------------


def single_changes(
    model: Model, used: Mapping[str, str | None], now: frozenset[str], day: str | None = None
) -> list[Change]:
    """Give every single change; `now` holds the options (full ids) taken where the story stands."""
    found: list[Change] = []
    for who, maker in model["decision_makers"].items():
        lists = readings(maker)
        found += [("read", who, id) for id in lists if id is not None and id != used[who]]
        found += changes_of_list(who, used[who], lists[used[who]], day)
    for who, maker in model["decision_makers"].items():
        for option, content in (maker.get("options") or {}).items():
            if "moves" in maker:
                continue
            mark = content.get("moves", "both") if isinstance(content, dict) else "both"
            full = f"{who}.{option}"
            ways = {"take": ["both"], "drop": ["both"], "never": []}.get(mark)
            if ways is None:
                ways = ["take", "drop"] if full in now else ["take"]
            found += [("set", full, way) for way in ways]
    if "states" not in model:
        found += [("rule", at) for at in range(len(model.get("rules", [])))]
    found += [("allow", at) for at in range(len(model.get("forbidden_moves", [])))]
    return found


def name(change: Change) -> str:
    """Give the change's id as the program prints it."""
    kind = change[0]
    if kind == "read":
        return f"read {change[1]} as {change[2]}"
    if kind == "set":
        return f"set {change[1]}.moves {change[2]}"
    if kind == "rule":
        return f"drop rule{change[1] + 1}"
    if kind == "allow":
        return f"drop forbidden_moves {change[1] + 1}"
    whose = ".".join(part for part in change[1:3] if part)
    if kind in ("exchange", "tie"):
        return f"{kind} {whose} {change[3] + 1} and {change[3] + 2}"
    if kind == "move":
        return f"move {whose}.{change[3] + 1} to {change[4] + 1}"
    return f"{kind} {whose}.{change[3] + 1}"


def name_in(model: Model, change: Change) -> str:
    """Give the same, telling statements from other entries."""
    if change[0] in ("drop", "reverse"):
        form, _ = contents(readings(model["decision_makers"][change[1]])[change[2]])
        if form != "statements":
            whose = ".".join(part for part in change[1:3] if part)
            return f"{change[0]} {whose} entry {change[3] + 1}"
    return name(change)


def together(changes: Sequence[Change]) -> bool:
    """Tell whether changes go together: no two to one thing, but a statement may be turned round and moved."""
    for one, other in combinations(changes, 2):
        if one[0] == other[0] == "set" and one[1] == other[1]:
            return False
        wants = [change for change in (one, other) if change[0] in _OF_WANTS]
        if len(wants) == 2 and one[1:3] == other[1:3]:
            if one[3] == other[3] and {one[0], other[0]} != {"reverse", "move"}:
                return False
            if one[0] == other[0] == "move" and one[4] == other[4]:
                return False
        switches = [change for change in (one, other) if change[0] == "read"]
        if len(switches) == 2 and one[1] == other[1]:
            return False
    return True


_OF_WANTS = ("drop", "reverse", "move", "exchange", "tie")


def sets(
    model: Model, used: Mapping[str, str | None], now: frozenset[str], size: int, day: str | None = None
) -> Iterator[tuple[Change, ...]]:
    """Yield every set of changes of a size; one whose order matters in every order."""
    singles = single_changes(model, used, now, day)
    others: list[Change] = []
    for who, maker in model["decision_makers"].items():
        for id, wants in readings(maker).items():
            if id != used[who]:
                others += changes_of_list(who, id, wants, day)
    for chosen in combinations([*singles, *others], size):
        read = dict(used) | {change[1]: change[2] for change in chosen if change[0] == "read"}
        if any(change[0] in _OF_WANTS and read[change[1]] != change[2] for change in chosen):
            continue  # it would change a list that is not used
        if not together(chosen):
            continue
        swaps = [change for change in chosen if change[0] == "exchange"]
        near = any(a[1:3] == b[1:3] and abs(a[3] - b[3]) == 1 for a, b in combinations(swaps, 2))
        rest = tuple(change for change in chosen if change[0] != "exchange")
        if near:
            yield from (rest + order for order in permutations(swaps))
        else:
            yield chosen


def made(model: Model, used: Mapping[str, str | None], changes: Sequence[Change], day: str | None = None) -> Model:
    """Give the file with changes made and with only the readings then used."""
    changed = copy.deepcopy(model)
    read = dict(used) | {change[1]: change[2] for change in changes if change[0] == "read"}
    for who, maker in changed["decision_makers"].items():
        own = [change for change in changes if change[0] in _OF_WANTS and change[1] == who]
        maker["preferences"] = changed_list(readings(maker)[read[who]], own, day)
        for option, content in (maker.get("options") or {}).items():
            for change in changes:
                if change[0] == "set" and change[1] == f"{who}.{option}":
                    named = content if isinstance(content, dict) else {"name": content}
                    maker["options"][option] = {**named, "moves": change[2]}
    for key, kind in (("rules", "rule"), ("forbidden_moves", "allow")):
        gone = {change[1] for change in changes if change[0] == kind}
        if gone:
            changed[key] = [entry for at, entry in enumerate(changed[key]) if at not in gone]
    return changed
