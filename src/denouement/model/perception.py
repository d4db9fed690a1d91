"""What a decision maker sees wrongly: others read otherwise, options unseen, rules believed or not believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from denouement.model.dates import Date
from denouement.model.preference import Preference, Reading

if TYPE_CHECKING:
    from denouement.model.conflict import Rule


@frozen
class Perception:
    """One way in which somebody's view differs from the model; those in force on a day are put together in order."""

    name: str | None = None
    readings: tuple[tuple[str, str], ...] = ()
    """Others (by id) and the reading it takes each to have."""
    preferences: tuple[tuple[str, Preference], ...] = ()
    """Others (by id) and what it thinks each wants, where that is none of the model's readings."""
    unseen: tuple[str, ...] = ()
    """Options, its own or of others, that it has not thought of."""
    rules: tuple[Rule, ...] = ()
    """Rules it believes in besides the model's."""
    disbelieves: tuple[str, ...] = ()
    """Rules of the model (by id or `rule3`) that it does not believe in."""
    evidence: tuple[str, ...] = ()
    note: str | None = None
    since: Date | None = None
    until: Date | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it differs from the model in nothing."""
        return not (self.readings or self.preferences or self.unseen or self.rules or self.disbelieves)


def seen_as(beholder: str) -> str:
    """Return the id of the reading that somebody makes up for another; no reading in a file can be called so."""
    return f"seen by {beholder}"  # not said


def without_readings(
    perceptions: Iterable[Perception], whose: str, before: Iterable[Reading], after: Iterable[Reading]
) -> tuple[Perception, ...]:
    """Return perceptions that no longer name readings of somebody that are gone.

    What was believed stays what it was: the wants of a reading that is gone are written out.
    """
    kept = {reading.id for reading in after}
    gone = {reading.id: reading.preference for reading in before if reading.id not in kept}

    def changed(perception: Perception) -> Perception:
        lost = [(who, id) for who, id in perception.readings if who == whose and id in gone]
        return evolve(
            perception,
            readings=tuple(pair for pair in perception.readings if pair not in lost),
            preferences=(*perception.preferences, *((who, gone[id]) for who, id in lost)),
        )

    return tuple(map(changed, perceptions))


def with_renumbered_rules(
    perceptions: Iterable[Perception], before: tuple[Rule, ...], after: tuple[Rule, ...]
) -> Iterator[Perception]:
    """Yield perceptions that disbelieve the same rules of another list of rules; those that are gone are left out."""
    from denouement.model.conflict import rule_id  # it needs the classes of this module

    ids = {rule_id(number, rule): rule for number, rule in enumerate(before)}
    ids |= {f"rule{number}": rule for number, rule in enumerate(before, 1) if f"rule{number}" not in ids}
    now = {id(rule): rule_id(number, rule) for number, rule in enumerate(after)}
    if len(before) == len(after):  # rules were changed, not left out: each keeps its place
        now |= {id(old): rule_id(number, new) for number, (old, new) in enumerate(zip(before, after, strict=True))}
    for perception in perceptions:
        kept = (now.get(id(ids[name])) for name in perception.disbelieves)
        changed = evolve(perception, disbelieves=tuple(name for name in kept if name is not None))
        if not changed.says_nothing:
            yield changed
