"""Every key of the model file, once: the reader, the JSON Schema and the reference page all read this table."""

from __future__ import annotations

from attrs import frozen

from denouement.language import marked


@frozen
class Key:
    """One key of a mapping in the file: how its value is written, and what it says."""

    name: str
    form: str
    """A form of the schema (`text`, `date`, `ids`, …), `MAPPING` for one mapping of that kind,
    `id: MAPPING` for a mapping from ids to such mappings, or `list: MAPPING`."""
    says: str
    """Marked for translation, and translated where it is said."""
    required: bool = False


_WINDOW = (
    Key("since", "date", marked("Counts only from this day on.")),
    Key("until", "date", marked("Counts only up to and including this day.")),
)

_OTHER_FORMS = (
    Key("ranking", "ranking", marked("States from best to worst; an inner list is a tie.")),
    Key("unknown", "list: two states", marked("Beside a ranking: pairs between which the preference is not known.")),
    Key("weights", "id: number", marked("A number per option; a state is worth the sum over those taken.")),
    Key(
        "payoffs",
        "payoffs",
        marked("Numbers for states, or for conditions; a state is worth the sum of those that fit."),
    ),
    Key("pairs", "list: pair", marked("The states two by two: s1 > s2, s1 ~ s3, s2 ? s4, s5 >> s1.")),
)

KEYS: dict[str, tuple[Key, ...]] = {
    "model": (
        Key("denouement", "version", marked("Version of the format: 1."), required=True),
        Key("title", "text", marked("Which conflict this is, in a few words."), required=True),
        Key("summary", "text", marked("What it is about, in Markdown without HTML.")),
        Key("language", "language", marked("Language of the texts, such as en or fr.")),
        Key("as_of", "date", marked("The day the analysis stands on.")),
        Key("tags", "texts", marked("Words to find the model by.")),
        Key("sources", "id: source", marked("Where something can be read.")),
        Key("evidence", "id: evidence", marked("What the sources say.")),
        Key(
            "decision_makers",
            "id: decision_maker",
            marked("Who can change the state, and what they want."),
            required=True,
        ),
        Key("definitions", "id: condition", marked("Names for conditions used in several places.")),
        Key("rules", "list: rule", marked("What cannot be, each with its reason.")),
        Key("scenarios", "id: scenario", marked("Names for families of states; the first that holds names the state.")),
        Key("start", "state", marked("The options taken before the story begins (default: none).")),
        Key("history", "list: step", marked("What has happened, in order of date.")),
        Key("status_quo", "state", marked("Where the story stands, for models without history.")),
        Key("baseline", "state", marked("What better and worse off are measured against (default: the start).")),
        Key("claims", "id: claim", marked("What somebody said the outcome would be.")),
        Key("states", "id: listed state", marked("The states, listed (graph form); then rules make none.")),
        Key("forbidden_moves", "list: forbidden_move", marked("Single moves that are not possible.")),
        Key("coalesce", "list: coalesced", marked("States that count as one.")),
    ),
    "source": (
        Key("title", "text", marked("Title of the text.")),
        Key("authors", "texts", marked("Who wrote it.")),
        Key("publisher", "text", marked("Newspaper, journal or house.")),
        Key("date", "loose date", marked("Day, month or year of publication.")),
        Key("url", "url", marked("Where it can be read; http or https.")),
        Key("doi", "text", marked("Digital object identifier.")),
        Key("language", "language", marked("Language of the source, if another than the model's.")),
        Key("reliability", "reliability", marked("Admiralty scale, A (best) to F (cannot be judged).")),
        Key("note", "text", marked("Anything else, in your own words.")),
    ),
    "evidence": (
        Key("source", "id", marked("The source that says it."), required=True),
        Key("quote", "text", marked("A short quotation, word for word.")),
        Key("note", "text", marked("What it says, in your own words.")),
        Key("where", "text", marked("Page, table or minute.")),
        Key("date", "date", marked("When it became known.")),
        Key("credibility", "credibility", marked("Admiralty scale, 1 (confirmed) to 6 (cannot be judged).")),
        *_WINDOW,
    ),
    "decision_maker": (
        Key("name", "text", marked("What it is called.")),
        Key("kind", "word", marked("person, group, organisation, state, crowd or committee.")),
        Key("members", "texts", marked("Who belongs to it.")),
        Key("note", "text", marked("Anything else, in your own words.")),
        Key("options", "id: option", marked("What it can do or leave.")),
        Key("moves", "id: ids", marked("In graph form: from each state the states it can move to.")),
        Key("preferences", "preferences", marked("What it wants."), required=True),
        Key("perceptions", "list: perception", marked("How its view of the conflict differs from the model.")),
    ),
    "option": (
        Key("name", "text", marked("What taking it is called.")),
        Key("moves", "moves", marked("both (default), take (never undone), drop (never taken again) or never.")),
        Key("note", "text", marked("Anything else, in your own words.")),
        Key("evidence", "ids", marked("Evidence that the option exists.")),
        *_WINDOW,
    ),
    "preferences": (
        Key("statements", "list: statement", marked("What is wanted, most important first.")),
        *_OTHER_FORMS,
        Key(
            "readings",
            "id: reading",
            marked("Rival accounts of one mind: exactly one is true, the first is the default."),
        ),
    ),
    "reading": (
        Key("name", "text", marked("What this reading is called.")),
        Key("note", "text", marked("Anything else, in your own words.")),
        Key("certainty", "certainty", marked("The probability that this reading is the true one.")),
        Key("evidence", "ids", marked("Evidence for this reading.")),
        Key("statements", "list: statement", marked("What is wanted, most important first.")),
        *_OTHER_FORMS,
        *_WINDOW,
    ),
    "perception": (
        Key("name", "text", marked("What this perception is called.")),
        Key("readings", "id: id", marked("Others, and the reading it takes each to have.")),
        Key(
            "preferences",
            "id: perceived wants",
            marked("Others, and what it thinks each wants, where no reading says that."),
        ),
        Key("unseen", "ids", marked("Options, its own or of others, that it has not thought of.")),
        Key("rules", "list: rule", marked("Rules it believes in besides those of the model.")),
        Key("disbelieves", "ids", marked("Rules of the model (by id, or rule3) that it does not believe in.")),
        Key("evidence", "ids", marked("Evidence that it saw things so.")),
        Key("note", "text", marked("Anything else, in your own words.")),
        *_WINDOW,
    ),
    "perceived_wants": (
        Key("statements", "list: statement", marked("What it is thought to want, most important first.")),
        *_OTHER_FORMS,
    ),
    "statement": (
        Key("that", "condition", marked("What is wanted to be true."), required=True),
        Key("name", "text", marked("What the statement is called.")),
        Key("id", "id", marked("An id of its own (default: board.checks.2, by its position).")),
        Key("certainty", "certainty", marked("The probability that this is wanted at all.")),
        Key("evidence", "ids", marked("Evidence for it.")),
        Key("against", "ids", marked("Evidence against it.")),
        Key("strength", "strength", marked("great: what a leading run of statements decides is decided greatly.")),
        *_WINDOW,
    ),
    "rule": (
        Key("always", "condition", marked("A condition that every state meets.")),
        Key("never", "condition", marked("A condition that no state meets.")),
        Key("at_most_one", "conditions", marked("At most one of these is true.")),
        Key("exactly_one", "conditions", marked("Exactly one of these is true.")),
        Key("at_least_one", "conditions", marked("At least one of these is true.")),
        Key("why", "text", marked("The reason.")),
        Key("id", "id", marked("An id of its own (default: rule3, by its position).")),
        Key("evidence", "ids", marked("Evidence for it.")),
        *_WINDOW,
    ),
    "scenario": (
        Key("when", "condition", marked("When a state belongs to it, if to none before it."), required=True),
        Key("name", "text", marked("What it is called.")),
        Key("story", "text", marked("Scenarios with the same story are told together.")),
        Key("note", "text", marked("Anything else, in your own words.")),
    ),
    "step": (
        Key("date", "date", marked("The day, perhaps with time and offset."), required=True),
        Key("by", "id or ids", marked("Who made the step; several for a joint one.")),
        Key("take", "ids", marked("Options taken.")),
        Key("drop", "ids", marked("Options dropped.")),
        Key("to", "id", marked("In graph form: the state that the step leads to.")),
        Key("event", "text", marked("What happened, in a few words; without `by` it only tells.")),
        Key("evidence", "ids", marked("Evidence for it.")),
        Key("note", "text", marked("Anything else, in your own words.")),
    ),
    "listed_state": (
        Key("name", "text", marked("What it is called.")),
        Key("taken", "state", marked("The options taken in it: a list, or a full pattern.")),
        Key("note", "text", marked("Anything else, in your own words.")),
    ),
    "forbidden_move": (
        Key("by", "id", marked("Whose moves."), required=True),
        Key("from", "condition", marked("Where they begin (default: anywhere).")),
        Key("to", "condition", marked("Where they lead (default: anywhere).")),
        Key("why", "text", marked("The reason.")),
        Key("evidence", "ids", marked("Evidence for it.")),
        *_WINDOW,
    ),
    "coalesced": (
        Key("when", "condition", marked("Which states count as one."), required=True),
        Key("as", "id", marked("A name for the merged state.")),
        Key(
            "represented_by",
            "state",
            marked("The member whose options and ranks it has (default: the lowest-numbered)."),
        ),
        Key("why", "text", marked("The reason.")),
    ),
    "claim": (
        Key("quote", "text", marked("The claim, word for word.")),
        Key("source", "id", marked("Who made it.")),
        Key("certainty", "certainty", marked("How certain its author was.")),
        Key("says", "says", marked("The claim in terms of the model, such as better(microsoft, endings).")),
        Key("date", "date", marked("When it was made.")),
        Key("note", "text", marked("Anything else, in your own words.")),
    ),
}

FORMS = ("statements", "ranking", "weights", "payoffs", "pairs")
"""Ways to say what is wanted; one in each place."""

KINDS = ("person", "group", "organisation", "state", "crowd", "committee")
