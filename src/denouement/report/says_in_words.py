"""What a claim says of a model, in words: for readers who do not know the notation of the file.

`not better(investors, exodus)` becomes `The investors: not better off in “Exodus”`; what it says stays exact.
"""

from __future__ import annotations

from collections.abc import Iterator

from denouement.analysis.result import Analysis
from denouement.language import _, marked
from denouement.model.claim_language import Ends, Fares, Joined, Not, Reachable, Says, Stable
from denouement.report.clean import clean
from denouement.report.decides_asked import state_in_words
from denouement.report.reader import asks_by_command
from denouement.report.words import Names, concepts_in_words

_FARES = {
    ("better", "endings"): marked("better off in every ending"),
    ("same", "endings"): marked("as well off as before in every ending"),
    ("worse", "endings"): marked("worse off in every ending"),
    ("better", "some_ending"): marked("better off in some ending"),
    ("same", "some_ending"): marked("as well off as before in some ending"),
    ("worse", "some_ending"): marked("worse off in some ending"),
    ("better", "now"): marked("better off as it stands now"),
    ("same", "now"): marked("as well off as before as it stands now"),
    ("worse", "now"): marked("worse off as it stands now"),
    ("better", ""): marked("better off in “{state}”"),
    ("same", ""): marked("as well off as before in “{state}”"),
    ("worse", ""): marked("worse off in “{state}”"),
}


def tested(analysis: Analysis, says: Says) -> str:
    """Return what is tested: as it is written in a file for who asks by commands, in words for other readers."""
    return clean(str(says)) if asks_by_command() else SaysInWords(analysis).says(says)


class SaysInWords:
    """Puts what claims say of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = Names(analysis.conflict)

    def says(self, says: Says, *, inside: bool = False) -> str:
        """Return what a claim says; what is joined `inside` something else stands in parentheses."""
        match says:
            case Fares(_standing, maker, _where):
                return _("{name}: {fares}", name=self.names[maker], fares=self._fares(says))
            case Ends():
                if self._is_now(says):
                    return _("it lasts as it stands")
                return _("it can end in “{state}”", state=self._state(says))
            case Reachable():
                return _("“{state}” can be reached", state=self._state(says))
            case Stable(_state, concept):
                return _(
                    "“{state}” holds under {concept}", state=self._state(says), concept=concepts_in_words([concept])
                )
            case Not(part):
                return self._denied(part)
            case Joined(word, members):
                told = (_("; and ") if word == "and" else _("; or ")).join(self._members(word, members))
                return f"({told})" if inside else told
        raise TypeError(says)  # pragma: no cover - the nodes above are all there are

    def _denied(self, part: Says) -> str:
        match part:
            case Fares(_standing, maker, _where):
                return _("{name}: not {fares}", name=self.names[maker], fares=self._fares(part))
            case Ends():
                if self._is_now(part):
                    return _("it does not last as it stands")
                return _("it cannot end in “{state}”", state=self._state(part))
            case Reachable():
                return _("“{state}” cannot be reached", state=self._state(part))
        return _("not ({claim})", claim=self.says(part))

    def _members(self, word: str, members: tuple[Says, ...]) -> Iterator[str]:
        """Yield the parts of a joined claim; who is denied the same in a row of `and` is told of together."""
        alike: dict[str, list[str]] = {}
        for part in members:
            if word == "and" and isinstance(part, Not) and isinstance(part.part, Fares):
                alike.setdefault(self._fares(part.part), []).append(part.part.decision_maker)
        told: set[str] = set()
        for part in members:
            if word == "and" and isinstance(part, Not) and isinstance(part.part, Fares):
                fares = self._fares(part.part)
                if len(alike[fares]) > 1:
                    if fares not in told:
                        told.add(fares)
                        names = [self.names[maker] for maker in alike[fares]]
                        yield _("none of these {fares}: {names}", fares=fares, names=names)
                    continue
            yield self.says(part, inside=True)

    def _fares(self, says: Fares) -> str:
        if isinstance(says.where, str):
            return _(_FARES[says.standing, says.where])
        if says.where.kind == "status_quo":
            return _(_FARES[says.standing, "now"])
        return _(_FARES[says.standing, ""], state=self._state(says))

    def _is_now(self, says: Ends) -> bool:
        return says.state.kind == "status_quo"

    def _state(self, says: Fares | Ends | Reachable | Stable) -> str:
        reference = says.where if isinstance(says, Fares) else says.state
        assert not isinstance(reference, str)
        if reference.kind == "status_quo":
            return _("as it stands now")
        return state_in_words(self.analysis, reference, self.names)
