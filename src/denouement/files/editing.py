"""A model file that is changed without losing anything: comments, order and style stay as they are.

A `ModelFile` holds the exact bytes of a file and the conflict in them. An edit returns a new one, whose text is the
old text with the change spliced in (see splicing.py) and which has been read again from end to end; a change that
makes the model unsound raises ModelError with places in the new text. So a file that is read and written unchanged
is the same byte for byte, and one that is changed differs in the lines of the change.

YAML libraries that keep comments were considered and not used. They write the whole document anew from what they
parsed, which wraps long lines, moves comments and changes quotes and indentation, and they cost a dependency; the
text itself, which nobody has to write anew, is the most faithful record of its own style.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import pathlib
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import field, frozen

from denouement.errors import FileError, Path, Problem, RequestError, path_in_words
from denouement.files.conflict_yaml import read_bytes
from denouement.files.long_form import in_long_form, usual_place
from denouement.files.new_values import Value, plain
from denouement.files.refusals import refusal
from denouement.files.splicing import in_order, with_entry, with_value, without
from denouement.files.writing import check_unchanged, replace_file, write_new
from denouement.files.written_tree import WrittenTree, value_of
from denouement.language import _
from denouement.model.condition import Condition
from denouement.model.conflict import Conflict, Moves, RuleKind, rule_id
from denouement.model.names import did_you_mean


@frozen
class ModelFile:
    """A model file's bytes and the conflict in them; edits return a new one, so that undo is a list.

    Paths are keys and 0-based list positions as in the file: `("rules", 2, "why")`.

    >>> import denouement
    >>> file = denouement.ModelFile.of_text('''
    ... denouement: 1
    ... title: Who gives way   # two of them
    ... decision_makers:
    ...   a: {options: {wait: Wait}, preferences: [wait]}
    ...   b: {options: {push: Push}, preferences: [not wait, push]}
    ... ''')
    >>> print(file.set_moves("a.wait", "take").move_statement("b", None, 1, 0).text.strip())
    denouement: 1
    title: Who gives way   # two of them
    decision_makers:
      a: {options: {wait: {name: Wait, moves: take}}, preferences: [wait]}
      b: {options: {push: Push}, preferences: [push, not wait]}
    """

    data: bytes = field(repr=False)
    """The file as it is, byte-order mark and line ends included."""
    file: str
    """What messages call the file."""
    conflict: Conflict = field(repr=False)
    path: pathlib.Path | None = None
    """Where `save` writes; None for a text that is in no file yet."""
    sha256_on_disk: str | None = None
    """SHA-256 of what the file at `path` held when it was last read or written."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> ModelFile:
        """Return a file, read; raise FileError or ModelError with every problem in it."""
        try:
            data = pathlib.Path(path).read_bytes()
        except OSError as error:
            raise FileError(Problem(_("cannot read {file}: {reason}", file=path, reason=refusal(error)))) from None
        return cls(data, str(path), read_bytes(data, str(path)), pathlib.Path(path), _sha256(data))

    @classmethod
    def of_text(cls, text: str, file: str = "model.yaml") -> ModelFile:
        """Return a text that is in no file yet; raise FileError or ModelError with every problem in it."""
        data = _encoded(text)
        return cls(data, file, read_bytes(data, file))

    @property
    def text(self) -> str:
        """The whole text, with its own line ends, without a byte-order mark."""
        return self.data.decode("utf-8-sig")

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return _sha256(self.data) != self.sha256_on_disk

    # -- any edit -------------------------------------------------------------------------------------------

    def with_text(self, text: str) -> ModelFile:
        """Return the file with another text, for an editor or for undo."""
        if text == self.text:
            return self
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        data = mark + _encoded(text)
        return ModelFile(data, self.file, read_bytes(data, self.file), self.path, self.sha256_on_disk)

    def set(self, path: Sequence[str | int], value: object) -> ModelFile:
        """Return the file with a value (a text, or lists and mappings of texts) at a path.

        What is equal within lists and mappings stays as written. A new key goes to the end of its mapping, or at
        the root to its usual place. A short form (`reinstate: Offer…`) becomes the long one where a key is set in it.
        """
        place = _path(path)
        text = in_long_form(self.text, place)
        new = plain(value)
        if len(place) == 1 and (at := usual_place(text, place[0])) is not None:
            return self.with_text(with_entry(text, (), at, new, key=str(place[0])))
        return self.with_text(with_value(text, place, new))

    def insert(self, path: Sequence[str | int], position: int, value: object) -> ModelFile:
        """Return the file with an item put into the list at a path, before the one now at that position."""
        place = tuple(path)
        size = self._size(place)
        if not 0 <= position <= size:
            raise _no_position(place, position, size)
        text = self.text
        if place == ("rules",):
            text = self._with_rules_at([*range(position), None, *range(position, size)])
        return self.with_text(with_entry(text, place, position, plain(value)))

    def remove(self, path: Sequence[str | int]) -> ModelFile:
        """Return the file without the entry at a path; the comments above it stay."""
        place, text = _path(path), self.text
        if place[0] == "rules" and len(place) == 2:
            text = self._with_rules_at([at for at in range(len(self.conflict.rules)) if at != place[1]])
        return self.with_text(without(text, place))

    def move(self, path: Sequence[str | int], old: int, new: int) -> ModelFile:
        """Return the file with an entry of the list or mapping at a path moved to another position."""
        place = tuple(path)
        size = self._size(place)
        for position in (old, new):
            if not 0 <= position < size:
                raise _no_position(place, position, size)
        order = [at for at in range(size) if at != old]
        order.insert(new, old)
        text = self._with_rules_at(order) if place == ("rules",) else self.text
        return self.with_text(in_order(text, place, order))

    def _with_rules_at(self, order: Sequence[int | None]) -> str:
        """Return the text in which perceptions that disbelieve a rule by its number name the number it will have.

        `order` holds the old positions of the rules in their new order, None for a new one.
        """
        text = self.text
        for maker in self.conflict.decision_makers:
            for number, perception in enumerate(maker.perceptions):
                for place, name in enumerate(perception.disbelieves):
                    at = self.conflict.position_of_rule(name)
                    path = ("decision_makers", maker.id, "perceptions", number, "disbelieves", place)
                    if at not in order:
                        hint = _("take {rule} out of `{path}` first", rule=name, path=path_in_words(path[:-1]))
                        message = _("{maker} is said not to believe {rule}", maker=maker.id, rule=name)
                        raise RequestError(Problem(message, hint))
                    if name != self.conflict.rules[at].id and at != order.index(at):
                        text = with_value(text, path, f"rule{order.index(at) + 1}")
        return text

    def _size(self, path: Path) -> int:
        tree = WrittenTree(self.text)
        spot = tree.find(path)
        return len(tree.entries(spot.value, spot.entry))

    # -- edits of a model -----------------------------------------------------------------------------------

    def set_moves(self, option: str, moves: Moves) -> ModelFile:
        """Return the file with an option (full id) made reversible, one-way or fixed."""
        owner, name = option.split(".", 1) if "." in option else (option, "")
        path = ("decision_makers", owner, "options", name)
        written = value_of(WrittenTree(self.text).find(path).value)
        if moves == "both" and "moves" not in written:
            return self
        return self.set((*path, "moves"), moves)

    def set_statement_order(
        self, decision_maker: str, order: Sequence[int], *, reading: str | None = None
    ) -> ModelFile:
        """Return the file with a reading's statements in a new order of their old positions (0-based)."""
        return self.with_text(in_order(self.text, self.statements_path(decision_maker, reading), order))

    def move_statement(self, decision_maker: str, reading: str | None, old: int, new: int) -> ModelFile:
        """Return the file with one statement of a reading moved (positions are 0-based)."""
        return self.move(self.statements_path(decision_maker, reading), old, new)

    def set_reading_first(self, decision_maker: str, reading: str) -> ModelFile:
        """Return the file with a reading written first, which makes it the default."""
        path = ("decision_makers", decision_maker, "preferences", "readings")
        written = value_of(WrittenTree(self.text).find(path).value)
        assert isinstance(written, dict)  # the model has been read
        if reading not in written:
            message = _("{maker} has no reading {reading!r}", maker=decision_maker, reading=reading)
            raise RequestError(Problem(message, did_you_mean(reading, written)))
        return self.move(path, list(written).index(reading), 0)

    def add_rule(
        self,
        kind: RuleKind,
        conditions: str | Condition | Iterable[str | Condition],
        why: str | None = None,
        *,
        id: str | None = None,
    ) -> ModelFile:
        """Return the file with a rule added at the end of the rules."""
        if isinstance(conditions, str | Condition):
            written: Value = str(conditions)
            written = written if kind in ("always", "never") else [written]
        else:
            written = [str(condition) for condition in conditions]
            if kind in ("always", "never"):
                if len(written) != 1:
                    message = _("a rule {kind!r} holds one condition, not {number}", kind=kind, number=len(written))
                    raise RequestError(Problem(message))
                written = written[0]
        rule: dict[str, Any] = {kind: written}
        rule.update({key: text for key, text in (("why", why), ("id", id)) if text is not None})
        if "rules" not in value_of(WrittenTree(self.text).root):
            return self.set(("rules",), [rule])
        return self.insert(("rules",), self._size(("rules",)), rule)

    def drop_rule(self, id: str) -> ModelFile:
        """Return the file without a rule, by its id or its default id (`rule3`)."""
        numbered = enumerate(self.conflict.rules)
        positions = [at for at, rule in numbered if id in (rule.id, f"rule{at + 1}")]
        if not positions:
            known = [rule_id(at, rule) for at, rule in enumerate(self.conflict.rules)]
            raise RequestError(Problem(_("there is no rule {rule!r}", rule=id), did_you_mean(id, known)))
        text = self._with_rules_at([at for at in range(len(self.conflict.rules)) if at not in positions])
        for at in reversed(positions):
            text = without(text, ("rules", at))
        return self.with_text(text)

    def statements_path(self, decision_maker: str, reading: str | None = None) -> Path:
        """Return the path of a reading's list of statements (default: the first reading's)."""
        path: Path = ("decision_makers", decision_maker, "preferences")
        tree = WrittenTree(self.text)
        wants = value_of(tree.find(path).value)
        if isinstance(wants, dict) and "readings" in wants:
            path = (*path, "readings", reading if reading is not None else next(iter(wants["readings"])))
            wants = value_of(tree.find(path).value)
        elif reading is not None:
            message = _("{maker} has only one reading, not {reading!r}", maker=decision_maker, reading=reading)
            raise RequestError(Problem(message, _("leave it out")))
        if isinstance(wants, dict):
            path = (*path, "statements")
            tree.find(path)
        return path

    # -- saving ---------------------------------------------------------------------------------------------

    def save(self) -> ModelFile:
        """Write the file whole, in one step, and return it as saved.

        Raises FileError, and leaves the file as it is, if it was changed by something else since it was read.
        """
        if self.path is None or self.sha256_on_disk is None:
            raise FileError(Problem(_("this model is in no file yet"), _("save it under a name")))
        if self.is_changed:
            replace_file(self.path, self.data, expected=self.sha256_on_disk)
        else:
            check_unchanged(self.path, self.sha256_on_disk)
        return self._saved(self.path)

    def save_as(self, path: str | os.PathLike[str], *, replace: bool = False) -> ModelFile:
        """Write the file under a name and return it as saved there; `replace` allows for another file of that name."""
        target = pathlib.Path(path)
        if self.path is not None and target.exists() and self.path.exists() and target.samefile(self.path):
            return self.save()
        if replace and target.exists():
            replace_file(target, self.data)
        else:
            write_new(target, self.data)
        return self._saved(target)

    def _saved(self, path: pathlib.Path) -> ModelFile:
        file = str(path)
        conflict = self.conflict if file == self.file else read_bytes(self.data, file)
        return ModelFile(self.data, file, conflict, path, _sha256(self.data))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = _("{character!r} is not a character that a file can hold", character=text[error.start])
        raise FileError(Problem(message, _("leave it out"))) from None


def _path(path: Sequence[str | int]) -> Path:
    if not path:
        raise RequestError(Problem(_("a path names something in the file"), _("for example ('title',)")))
    return tuple(path)


def _no_position(path: Path, position: int, size: int) -> RequestError:
    message = _("`{path}` has no position {position}", path=path_in_words(path), position=position)
    return RequestError(Problem(message, _("positions are 0 to {last}", last=size - 1) if size else _("it is empty")))
