"""What changed between two days of a history, and because of what, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.analysis.endings import Ending, State, Tally
from denouement.foresight.replay.causes import Cause, Changed, Effect
from denouement.language import together
from denouement.model.conflict import Conflict, rule_id
from denouement.model.preference import Statement, Statements
from denouement.report.clean import clean
from denouement.report.outline import Section
from denouement.report.telling import judged_anew_in_words, short_statement, statement_in_words
from denouement.report.words import Names, concepts_in_words, counted, date_in_words, tally_in_signs

_CAUSES_NAMED = 6


class Causes:
    """Puts what counts, and what no longer does, into words."""

    def __init__(self, conflict: Conflict, *, moves: str = "the moves made") -> None:
        self.conflict = conflict
        self.moves = moves
        self.names = Names(conflict)

    def windows(self, causes: Iterable[Cause]) -> Iterator[tuple[str, str]]:
        """Yield what ceased to count and what came to, in full; the moves are told elsewhere."""
        for cause in sorted(causes, key=lambda cause: cause.begins):
            if cause.part.kind != "moves":
                yield "came to count" if cause.begins else "ceased to count", self.described(cause)

    def described(self, cause: Cause) -> str:
        """Return what a part of the model says, as `rule3, always: seat implies handover`."""
        kind, where = cause.part.kind, cause.part.where
        if kind == "rule":
            return f"{self._part(cause)}, {clean(str(self.conflict.rules[int(where[0])]))}"
        if kind == "statement":
            reading = self.conflict.decision_maker(str(where[0])).readings[int(where[1])].id
            read = f", read as {clean(reading)}" if reading is not None else ""
            return f"what {self.names[str(where[0])]} wants{read}: {statement_in_words(self._statement(cause))}"
        if kind == "forbidden move":
            entry = self.conflict.forbidden_moves[int(where[0])]
            origin, to = (
                f", {word} {clean(str(end))}" if end is not None else ""
                for word, end in (("from", entry.origin), ("to", entry.destination))
            )
            return f"moves forbidden to {self.names[entry.by]}{origin}{to}"
        if kind == "option":
            return f"{self.names[str(where[0])]}, as an option that can be changed"
        return self._part(cause)

    def called(self, cause: Cause) -> str:
        """Return a change in few words: `rule3`, `the end of rule3`."""
        return self._part(cause) if cause.begins else f"the end of {self._part(cause)}"

    def _part(self, cause: Cause) -> str:
        """Return a short name for what began or ceased to count."""
        kind, where = cause.part.kind, cause.part.where
        match kind:
            case "moves":
                return self.moves
            case "rule":
                number = int(where[0])
                id = clean(rule_id(number, self.conflict.rules[number]))
                return id if id.startswith("rule") else f"rule {id}"
            case "option":
                return f"the option {self.names[str(where[0])]}"
            case "forbidden move":
                entry = self.conflict.forbidden_moves[int(where[0])]
                return f"moves forbidden to {self.names[entry.by]}"
            case "reading":
                reading = self.conflict.decision_maker(str(where[0])).readings[int(where[1])]
                return f"{self.names[str(where[0])]} read as {clean(reading.id or '')}".strip()
            case "statement":
                return f"what {self.names[str(where[0])]} wants ({short_statement(self._statement(cause))})"

    def because(self, sets: tuple[tuple[Cause, ...], ...]) -> str:
        """Return which changes suffice: `because of the moves made`, `… either would do`, `… only both together`."""
        # Ends come last, so that `the end of a and b` is never the end of both.
        ordered = [sorted(chosen, key=lambda cause: not cause.begins) for chosen in sets]
        groups = [together([self.called(cause) for cause in chosen]) for chosen in ordered]
        if not groups:
            return "because of several changes together; none does it alone"
        if len(groups) == 1:
            only = {1: "", 2: ", only both together"}.get(len(sets[0]), ", only all together")
            return f"because of {groups[0]}{only}"
        if all(len(chosen) == 1 for chosen in sets):
            each = "either would do" if len(groups) == 2 else "any one would do"
            return f"because of {', or of '.join(groups)}; {each}"
        told = [f"{group} together" if len(chosen) > 1 else group for chosen, group in zip(sets, groups, strict=True)]
        return f"because of {', or of '.join(told)}; each of these would do"

    def _statement(self, cause: Cause) -> Statement:
        maker, number, at = cause.part.where
        preference = self.conflict.decision_maker(str(maker)).readings[int(number)].preference
        assert isinstance(preference, Statements)
        return preference.statements[int(at)]


def changed_section(changed: Changed, causes: Causes, *, full: bool) -> Section | None:
    """Return what differs from the day before; None if nothing that counts changed."""
    if not changed.causes:
        return None
    since = date_in_words(changed.since)
    rows = tuple(_rows(changed, causes, full))
    if not rows:
        return Section("", f"Since {since} no answer changed.")
    if len(changed.causes) == 1:
        what = causes.called(changed.causes[0])
        return Section("", f"Changed since {since}, all of it because of {what}:", rows=tuple(row[:2] for row in rows))
    lead = f"Changed since {since}, and because of what:"
    if not changed.exact:
        told = [causes.called(cause) for cause in changed.causes[:_CAUSES_NAMED]]
        left = len(changed.causes) - len(told)
        listed = together([*told, *([f"{left} more"] if left else [])])
        lead = (
            f"Changed since {since}, by {listed}. Each was tried only alone, as trying all combinations would take "
            "too long:"
        )
    return Section("", lead, rows=rows)


def _rows(changed: Changed, causes: Causes, full: bool) -> Iterator[tuple[str, str, str]]:
    names = causes.names
    if changed.lasting is not None:
        before, after = (_holds(concepts) for concepts in (changed.lasting.before, changed.lasting.after))
        yield "could it last?", f"{before} → {after}", causes.because(changed.lasting.because)
    for label, effects in (("no longer an ending", changed.lost), ("new ending", changed.gained)):
        yield from _endings(label, effects, causes, full)
    yield from _judged_anew(changed.judged_anew, causes)
    for effect in changed.standings:
        old, new = _tally(effect.before), _tally(effect.after)
        if old != new:
            yield names[str(effect.subject)], f"{old} → {new}", causes.because(effect.because)
    shares: dict[str, list[str]] = {}
    for share in changed.readings:
        (old_count, old_total), (count, total) = share.before, share.after
        if total > 1 or old_total > 1:
            old = f"{old_count} of {old_total}" if old_total != total else str(old_count)
            text = f"{names.scenario(share.subject)} {old} → {count} of {total}"
            shares.setdefault(causes.because(share.because), []).append(text)
    for number, (because, texts) in enumerate(shares.items()):
        yield "in how many readings" if number == 0 else "", "; ".join(texts), because


def _holds(concepts: tuple[str, ...] | None) -> str:
    if concepts is None:
        return "nothing says where it stands"
    return f"holds under {concepts_in_words(concepts) or 'none'}"


def _tally(tally: Tally | None) -> str:
    return "no ending compared" if tally is None else tally_in_signs(tally)


def _endings(
    label: str, effects: tuple[Effect[Ending | None], ...], causes: Causes, full: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield endings lost or gained, those of one scenario and one cause together, in the order of the scenarios."""
    order = [scenario.id for scenario in causes.conflict.scenarios]
    groups: dict[tuple[str | None, str], list[State]] = {}
    for effect in effects:
        ending = effect.before or effect.after
        assert ending is not None
        groups.setdefault((ending.state.scenario, causes.because(effect.because)), []).append(ending.state)
    ranked = sorted(groups.items(), key=lambda item: order.index(item[0][0]) if item[0][0] in order else len(order))
    for (scenario, because), states in ranked:
        common = set(states[0].taken).intersection(*(state.taken for state in states))
        taken = causes.names.options([option for option in causes.conflict.options if option in common])
        what = counted(len(states), "ending")
        if causes.conflict.scenarios:
            what = f"{causes.names.scenario(scenario)}, {what}"
        if len(states) == 1:
            yield label, f"{what}: {taken}" if taken else f"{what}: state {clean(states[0].id)}", because
        else:
            yield label, f"{what}, all with: {taken}" if common else what, because
        label = ""
        if full and len(states) > 1:
            for state in states:
                besides = [option for option in state.taken if option not in common]
                extra = causes.names.options(besides) if besides else causes.names.nothing_more(state)
                yield "", f"· {extra}" if extra else f"· state {clean(state.id)}", ""


def _judged_anew(effects: tuple[Effect[Ending | None], ...], causes: Causes) -> Iterator[tuple[str, str, str]]:
    """Yield endings of both days of which something else is said, the like together."""
    groups: dict[tuple[str, str, str], int] = {}
    for effect in effects:
        old, new = effect.before, effect.after
        assert old is not None
        assert new is not None
        parts = judged_anew_in_words(old, new, causes.names)
        parts += ["nobody is compared any more"] if old.compared and not new.compared else []
        key = causes.names.heading(new.state.scenario), "; ".join(parts), causes.because(effect.because)
        groups[key] = groups.get(key, 0) + 1
    for (heading, text, because), count in groups.items():
        yield "still an ending", f"{heading} ({counted(count, 'ending')}): {text}", because
