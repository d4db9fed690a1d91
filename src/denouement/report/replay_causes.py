"""What counts in a model from one day on, or no longer, in words, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.foresight.replay.causes import Cause
from denouement.language import _, pgettext
from denouement.model.conflict import Conflict, rule_id
from denouement.model.preference import Statement, Statements
from denouement.report.clean import clean
from denouement.report.telling import short_statement, statement_in_words
from denouement.report.words import Names


class Causes:
    """Puts what counts, and what no longer does, into words."""

    def __init__(self, conflict: Conflict, *, one_move: bool = False) -> None:
        self.conflict = conflict
        self.names = Names(conflict)
        self._one_move = one_move

    def windows(self, causes: Iterable[Cause]) -> Iterator[tuple[str, str]]:
        """Yield what ceased to count and what came to, in full; the moves are told elsewhere."""
        for cause in sorted(causes, key=lambda cause: cause.begins):
            if cause.part.kind != "moves":
                yield _("came to count") if cause.begins else _("ceased to count"), self.described(cause)

    def described(self, cause: Cause) -> str:
        """Return what a part of the model says, as `rule3, always: seat implies handover`."""
        kind, where = cause.part.kind, cause.part.where
        if kind == "rule":
            return f"{self._part(cause)}, {clean(str(self.conflict.rules[int(where[0])]))}"
        if kind == "statement":
            name, statement = self.names[str(where[0])], statement_in_words(self._statement(cause))
            reading = self.conflict.decision_maker(str(where[0])).readings[int(where[1])].id
            if reading is None:
                return _("what {name} wants: {statement}", name=name, statement=statement)
            return _(
                "what {name} wants, read as {reading}: {statement}",
                name=name,
                reading=clean(reading),
                statement=statement,
            )
        if kind == "forbidden move":
            return self._forbidden(cause)
        if kind == "option":
            return _("{option}, as an option that can be changed", option=self.names[str(where[0])])
        return self._part(cause)

    def _forbidden(self, cause: Cause) -> str:
        entry = self.conflict.forbidden_moves[int(cause.part.where[0])]
        name = self.names[entry.by]
        origin, to = (None if end is None else clean(str(end)) for end in (entry.origin, entry.destination))
        if origin is not None and to is not None:
            return _("moves forbidden to {name}, from {origin}, to {to}", name=name, origin=origin, to=to)
        if origin is not None:
            return _("moves forbidden to {name}, from {origin}", name=name, origin=origin)
        if to is not None:
            return _("moves forbidden to {name}, to {to}", name=name, to=to)
        return _("moves forbidden to {name}", name=name)

    def called(self, cause: Cause) -> str:
        """Return a change in few words: `rule3`, `the end of rule3`."""
        return self._part(cause) if cause.begins else _("the end of {part}", part=self._part(cause))

    def _part(self, cause: Cause) -> str:
        """Return a short name for what began or ceased to count; in French with its article."""
        kind, where = cause.part.kind, cause.part.where
        match kind:
            case "moves":
                return _("the move made") if self._one_move else _("the moves made")
            case "rule":
                number = int(where[0])
                id = clean(rule_id(number, self.conflict.rules[number]))
                return pgettext("rule", "{id}", id=id) if id.startswith("rule") else _("rule {id}", id=id)
            case "option":
                return _("the option {option}", option=self.names[str(where[0])])
            case "forbidden move":
                entry = self.conflict.forbidden_moves[int(where[0])]
                return _("moves forbidden to {name}", name=self.names[entry.by])
            case "reading":
                reading = self.conflict.decision_maker(str(where[0])).readings[int(where[1])]
                return pgettext(
                    "cause", "{name} read as {reading}", name=self.names[str(where[0])], reading=clean(reading.id or "")
                ).strip()
            case "statement":
                return _(
                    "what {name} wants ({statement})",
                    name=self.names[str(where[0])],
                    statement=short_statement(self._statement(cause)),
                )

    def because(self, sets: tuple[tuple[Cause, ...], ...]) -> str:
        """Return which changes suffice: `because of the moves made`, `… either would do`, `… only both together`."""
        if not sets:
            return _("because of several changes together; none does it alone")
        groups = [self._together(chosen) for chosen in sets]
        if len(groups) == 1:
            if len(sets[0]) == 1:
                return _("because of {causes}", causes=groups[0])
            if len(sets[0]) == 2:
                return _("because of {causes}, only both together", causes=groups[0])
            return _("because of {causes}, only all together", causes=groups[0])
        if all(len(chosen) == 1 for chosen in sets):
            causes = _(", or of ").join(groups)
            if len(groups) == 2:
                return _("because of {causes}; either would do", causes=causes)
            return _("because of {causes}; any one would do", causes=causes)
        told = [
            _("{causes} together", causes=group) if len(chosen) > 1 else group
            for chosen, group in zip(sets, groups, strict=True)
        ]
        return _("because of {causes}; each of these would do", causes=_(", or of ").join(told))

    def _together(self, chosen: tuple[Cause, ...]) -> str:
        """Return causes together, as they stand after `because of`."""
        # Ends come last, so that `the end of a and b` is never the end of both.
        ordered = sorted(chosen, key=lambda cause: not cause.begins)
        return pgettext("because of", "{causes}", causes=[self.called(cause) for cause in ordered])

    def _statement(self, cause: Cause) -> Statement:
        maker, number, at = cause.part.where
        preference = self.conflict.decision_maker(str(maker)).readings[int(number)].preference
        assert isinstance(preference, Statements)
        return preference.statements[int(at)]
