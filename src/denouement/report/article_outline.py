"""What a reader is told about an article: what it is, who, when, how much, and each sentence with its use."""

from __future__ import annotations

from collections.abc import Iterator

from denouement.articles.against import Comparison, Element
from denouement.articles.article import Article, Candidate, Sentence
from denouement.articles.cues import CUES, Cue, Kind
from denouement.articles.moments import Moment
from denouement.language import _, in_digits, in_row, marked, ngettext, pgettext, together
from denouement.report.clean import clean
from denouement.report.section import Section
from denouement.report.words import yardstick_in_words

_LANGUAGES = {"en": marked("English"), "fr": marked("French")}
_USES = {"claim": marked("claim"), "evidence": marked("evidence"), "question": marked("question")}
_NAMES_SHOWN = 20


def article_outline(
    article: Article, comparison: Comparison | None = None, *, draft: str | None = None
) -> tuple[str, str, tuple[Section, ...]]:
    """Return the title, the facts beneath it and the sections; `draft` is the file that was written, if any."""
    if comparison is None:
        sections = [*_who(article), *_when(article), *_how_much(article), _sentences(article), _next(draft)]
    else:
        sections = [_beside(article, comparison), *_left_out(article, comparison)]
    return clean(article.title) or _("An article"), _facts(article), tuple(sections)


def cues_outline(language: str | None) -> tuple[str, str, tuple[Section, ...]]:
    """Return the table of cues, in one language or both."""
    sections = tuple(
        Section(
            _("{language:cap}: {kind}", language=_(_LANGUAGES[cue.language]), kind=_kind(cue)), "; ".join(cue.patterns)
        )
        for cue in CUES
        if language in (None, cue.language)
    )
    facts = _(
        "(a|b) is a choice, x? may be missing, ~ stands for up to two words; {conditional} and {future} "
        "are the endings of French verbs"
    )
    return _("Words that tell how sure a writer is"), facts, sections


def _kind(cue: Cue) -> str:
    kind = _kind_in_words(cue.kind)
    if not cue.kind or not cue.certainty:
        return kind
    return _("{kind} ({certainty})", kind=kind, certainty=yardstick_in_words(cue.certainty))


def _kind_in_words(kind: Kind) -> str:
    match kind:
        case "seems":
            return pgettext("kind of cue", "seems")
        case "likely":
            return pgettext("kind of cue", "likely")
        case "possible":
            return pgettext("kind of cue", "possible")
        case "conditional":
            return pgettext("kind of cue", "conditional")
        case "unknown":
            return pgettext("kind of cue", "unknown")
        case "reported":
            return pgettext("kind of cue", "reported")
        case "strong":
            return pgettext("kind of cue", "strong")
        case "forecast":
            return pgettext("kind of cue", "forecast")
        case "":
            return _("false friends, which look like cues and are none")


def _facts(article: Article) -> str:
    language = _(_LANGUAGES[article.language])
    if article.guessed:
        language = _("{language} (guessed; --language says otherwise)", language=language)
    parts = [
        ngettext("{number} paragraph", "{number} paragraphs", len(article.paragraphs)),
        ngettext("{number} sentence", "{number} sentences", len(article.sentences)),
        ngettext("{number} word", "{number} words", article.words),
        language,
    ]
    return ", ".join(parts)


def _who(article: Article) -> Iterator[Section]:
    title = _("Who is named")
    if not article.names:
        yield Section(title, _("Nobody, as far as capitals tell."))
        return
    rows = []
    for named in article.names[:_NAMES_SHOWN]:
        others = [clean(form) for form in named.forms if form != named.name]
        also = _("also {names}", names=together(others)) if others else ""
        rows.append((clean(named.name), in_digits(len(named.mentions)), f"{named.first[0]}.{named.first[1]}", also))
    if rest := article.names[_NAMES_SHOWN:]:
        rows.append((ngettext("… and {number} more name", "… and {number} more names", len(rest)), "", "", ""))
    lead = _("Told by capitals alone: people, organisations, places and products look alike.")
    yield Section(title, lead, (_("Name"), _("Times"), _("First in"), ""), tuple(rows))


def _when(article: Article) -> Iterator[Section]:
    rows = [
        (clean(moment.text), _moment(moment, article), sentence.number)
        for sentence in article.sentences
        for moment in sentence.moments
    ]
    if not rows:
        return
    lead = (
        ""
        if article.date
        else _("Days such as Friday need the day of the article: give it with --date, such as --date 2023-11-20.")
    )
    yield Section(_("When"), lead, (_("Words"), _("Date"), pgettext("in which sentence", "In")), tuple(rows))


def _moment(moment: Moment, article: Article) -> str:
    """Return the date that is meant; where two can be meant, the one nearer to the day of the article first."""
    if moment.when is None:
        return ""
    if moment.or_ahead is None:
        return moment.when
    if moment.is_nearer_ahead(article.date):
        return _("{ahead} or, if past, {past}", ahead=moment.or_ahead, past=moment.when)
    return _("{past} or, if still to come, {ahead}", past=moment.when, ahead=moment.or_ahead)


def _how_much(article: Article) -> Iterator[Section]:
    rows = tuple(
        (clean(quantity.text), sentence.number) for sentence in article.sentences for quantity in sentence.quantities
    )
    if rows:
        yield Section(_("How much"), "", (_("Words"), pgettext("in which sentence", "In")), rows)


def _sentences(article: Article) -> Section:
    rows = tuple((sentence.number, clean(sentence.text), _uses(sentence)) for sentence in article.sentences)
    lead = _(
        "What each could become in a model, with the words that say so. A certainty is what the writer's words "
        "come to on the probability yardstick, not what is true."
    )
    return Section(_("Sentence by sentence"), lead, ("", _("Sentence"), _("Could become")), rows)


def _uses(sentence: Sentence) -> str:
    return in_row([_use(sentence, candidate) for candidate in sentence.candidates])


def _use(sentence: Sentence, candidate: Candidate) -> str:
    kinds = {
        "claim": ("seems", "likely", "possible", "strong", "conditional", "forecast"),
        "evidence": ("reported",),
        "question": ("unknown",),
    }[candidate.use]
    cues = together([clean(hedge.text) for hedge in sentence.hedges if hedge.kind in kinds])
    words = _(_USES[candidate.use])
    if candidate.certainty:
        words += ", " + yardstick_in_words(candidate.certainty)
    return f"{words} ({cues})" if cues else words


def _next(draft: str | None) -> Section:
    if draft is None:
        lead = _(
            "denouement read … -o draft.yaml writes evidence and claims with their quotes into a draft of a model."
        )
    else:
        lead = _(
            "{draft} holds the evidence and the claims with their quotes. Who decides, what they can do and what they "
            "want is yours to say: replace the block that says so, then denouement check {draft}.",
            draft=clean(draft),
        )
    return Section(_("Next"), lead)


def _beside(article: Article, comparison: Comparison) -> Section:
    rows = tuple(
        (
            sentence.number,
            clean(sentence.text),
            ", ".join(_called(element) for element in comparison.citing(sentence.place)) or "–",
        )
        for sentence in article.sentences
    )
    if comparison.source is None:
        lead = _("No quote of the model is in this text.")
    elif comparison.named:
        lead = _("This text is the model's source {source}.", source=clean(comparison.source))
    else:
        lead = _(
            "This text is the model's source {source}, recognised by its quotes; --source says otherwise.",
            source=clean(comparison.source),
        )
    return Section(_("The text beside the model"), lead, ("", _("Sentence"), _("Cited by")), rows)


def _called(element: Element) -> str:
    return f"{_(_USES[element.kind])} {element.id}"


def _left_out(article: Article, comparison: Comparison) -> Iterator[Section]:
    texts = {sentence.place: sentence for sentence in article.sentences}
    telling = [texts[place] for place in comparison.uncited if texts[place].candidates]
    rows = tuple((sentence.number, _uses(sentence)) for sentence in telling)
    if uncited := len(comparison.uncited):
        total = len(article.sentences)
        lead = ngettext("{number} sentence of {total}.", "{number} sentences of {total}.", uncited, total=total)
        if rows:
            lead = ngettext(
                "{number} sentence of {total}; of these, a model could use:",
                "{number} sentences of {total}; of these, a model could use:",
                uncited,
                total=total,
            )
        yield Section(_("Cited by nobody"), lead, ("", _("Could become")) if rows else (), rows)
    if comparison.missing:
        yield Section(
            _("Quotes that are not in the text"),
            _("They name {source} as their source, but its words differ:", source=clean(str(comparison.source))),
            ("", _("Quote")),
            tuple((_called(element), clean(element.quote)) for element in comparison.missing),
        )
    if comparison.elsewhere:
        yield Section(
            "",
            ngettext(
                "{number} other quote of the model, from other sources, left aside.",
                "{number} other quotes of the model, from other sources, left aside.",
                comparison.elsewhere,
            ),
        )
