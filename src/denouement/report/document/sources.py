"""The sources of a model, numbered, and evidence that points to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from denouement.language import _
from denouement.model.evidence import Evidence, Source
from denouement.model.timeline import Snapshot
from denouement.report.clean import clean
from denouement.report.document.parts import Linked, filled
from denouement.report.outline import Section
from denouement.report.telling import publisher, said
from denouement.report.words import Names, date_in_words

Piece = tuple[str, str | None]


class Sources:
    """Cites the sources of one model by publisher and number, as of a day."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.sources = {source.id: source for source in snapshot.conflict.sources}
        self.number = {source.id: number for number, source in enumerate(snapshot.conflict.sources, 1)}

    def cited(self, id: str) -> Iterator[Piece]:
        """Yield a source as a link, `Axios [12]`; what is no known source as its id."""
        source = self.sources.get(id)
        if source is None:
            yield clean(id), None
        else:
            yield f"{publisher(source)} [{self.number[id]}]", address_of(source)

    def citing(self, evidence: Iterable[str]) -> Linked:
        """Return the sources of the evidence that counts on the day, each once."""
        cited = dict.fromkeys(self.snapshot.evidence[id].source for id in self.snapshot.counting(evidence))
        pieces: list[Piece] = []
        for id in cited:
            pieces += [(", ", None)] if pieces else []
            pieces += self.cited(id)
        return Linked.of(pieces)

    def after(self, text: str, cited: Linked) -> Linked:
        """Return a text and after it, in parentheses, who says so."""
        if not cited:
            return Linked.of([(text, None)])
        if not text:
            return cited
        return Linked.of([(f"{text} (", None), *cited.pieces, (")", None)])

    def evidence(self, ids: Iterable[str], *, mark_later: bool = True) -> Iterator[tuple[str, Linked]]:
        """Yield what each piece of evidence that counts on the day says, and where it says so."""
        for id in self.snapshot.counting(ids):
            piece = self.snapshot.evidence[id]
            yield said(piece), self.where(piece, later=mark_later and self.snapshot.only_hindsight([id]))

    def where(self, piece: Evidence, *, later: bool = False) -> Linked:
        """Return who published a piece, where, when, and how it is graded."""
        source = self.sources[piece.source]
        grade = f"{source.reliability or '-'}{piece.credibility or '-'}"
        date = date_in_words(piece.date) or clean(source.date or "")
        more = [clean(piece.where or ""), date, "" if grade == "--" else grade, _("known only later") if later else ""]
        told = [*self.cited(piece.source), *((f", {text}", None) for text in more if text)]
        return Linked.of(told)

    def table(self) -> Section:
        """Return the list of sources."""
        rows = []
        for source in self.snapshot.conflict.sources:
            title = clean(source.title or source.publisher or source.id)
            authors = ", ".join(map(clean, source.authors))
            by = ", ".join(filter(None, (authors, clean(source.publisher or ""), clean(source.date or ""))))
            address = address_of(source)
            shown = [(address, address)] if address else [(clean(source.doi or source.url or ""), None)]
            number, grade = str(self.number[source.id]), source.reliability or ""
            rows.append((number, Linked.of([(title, address)]), by, grade, Linked.of(shown)))
        lead = _("The letter grades how reliable a source is: A is most reliable, F cannot be judged.")
        headings = (_("No."), _("Title"), _("Who, when"), _("Grade"), _("Address"))
        if not any(row[3] for row in rows):
            lead = ""
        return filled(_("Sources"), lead, headings, rows)

    def evidence_table(self, names: Names) -> Section:
        """Return every piece of evidence that counts on the day."""
        counting = self.snapshot.counting(self.snapshot.evidence)
        told = zip(counting, self.evidence(counting), strict=True)
        rows = tuple((clean(id), says, where) for id, (says, where) in told)
        lead = _(
            "A letter and a digit grade a piece: how reliable its source is (A best), how credible the piece (1 best)."
        )
        return Section(_("Evidence"), lead, (_("Piece"), _("What it says"), _("Where")), rows)


def address_of(source: Source) -> str | None:
    """Return where a source can be read: its address, or that of its DOI."""
    return source.url or (f"https://doi.org/{source.doi}" if source.doi else None)  # not said
