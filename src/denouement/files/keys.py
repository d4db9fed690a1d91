"""Every key of the model file, once: the reader, the JSON Schema and the reference page all read this table."""

from __future__ import annotations

from attrs import frozen


@frozen
class Key:
    """One key of a mapping in the file: how its value is written, and what it says."""

    name: str
    form: str
    """A form of the schema (`text`, `date`, `ids`, …), `MAPPING` for one mapping of that kind,
    `id: MAPPING` for a mapping from ids to such mappings, or `list: MAPPING`."""
    says: str
    required: bool = False


_WINDOW = (
    Key("since", "date", "Counts only from this day on."),
    Key("until", "date", "Counts only up to and including this day."),
)

_OTHER_FORMS = (
    Key("ranking", "ranking", "States from best to worst; an inner list is a tie."),
    Key("unknown", "list: two states", "Beside a ranking: pairs between which the preference is not known."),
    Key("weights", "id: number", "A number per option; a state is worth the sum over those taken."),
    Key("payoffs", "payoffs", "Numbers for states, or for conditions; a state is worth the sum of those that fit."),
    Key("pairs", "list: pair", "The states two by two: s1 > s2, s1 ~ s3, s2 ? s4, s5 >> s1."),
)

KEYS: dict[str, tuple[Key, ...]] = {
    "model": (
        Key("denouement", "version", "Version of the format: 1.", required=True),
        Key("title", "text", "Which conflict this is, in a few words.", required=True),
        Key("summary", "text", "What it is about, in Markdown without HTML."),
        Key("language", "language", "Language of the texts, such as en or fr."),
        Key("as_of", "date", "The day the analysis stands on."),
        Key("tags", "texts", "Words to find the model by."),
        Key("sources", "id: source", "Where something can be read."),
        Key("evidence", "id: evidence", "What the sources say."),
        Key(
            "decision_makers",
            "id: decision_maker",
            "Who can change the state, and what they want.",
            required=True,
        ),
        Key("definitions", "id: condition", "Names for conditions used in several places."),
        Key("rules", "list: rule", "What cannot be, each with its reason."),
        Key("scenarios", "id: scenario", "Names for families of states; the first that holds names the state."),
        Key("start", "state", "The options taken before the story begins (default: none)."),
        Key("history", "list: step", "What has happened, in order of date."),
        Key("status_quo", "state", "Where the story stands, for models without history."),
        Key("baseline", "state", "What better and worse off are measured against (default: the start)."),
        Key("claims", "id: claim", "What somebody said the outcome would be."),
        Key("states", "id: listed state", "The states, listed (graph form); then rules make none."),
        Key("forbidden_moves", "list: forbidden_move", "Single moves that are not possible."),
        Key("coalesce", "list: coalesced", "States that count as one."),
    ),
    "source": (
        Key("title", "text", "Title of the text."),
        Key("authors", "texts", "Who wrote it."),
        Key("publisher", "text", "Newspaper, journal or house."),
        Key("date", "loose date", "Day, month or year of publication."),
        Key("url", "url", "Where it can be read; http or https."),
        Key("doi", "text", "Digital object identifier."),
        Key("language", "language", "Language of the source, if another than the model's."),
        Key("reliability", "reliability", "Admiralty scale, A (best) to F (cannot be judged)."),
        Key("note", "text", "Anything else, in your own words."),
    ),
    "evidence": (
        Key("source", "id", "The source that says it.", required=True),
        Key("quote", "text", "A short quotation, word for word."),
        Key("note", "text", "What it says, in your own words."),
        Key("where", "text", "Page, table or minute."),
        Key("date", "date", "When it became known."),
        Key("credibility", "credibility", "Admiralty scale, 1 (confirmed) to 6 (cannot be judged)."),
        *_WINDOW,
    ),
    "decision_maker": (
        Key("name", "text", "What it is called."),
        Key("kind", "word", "person, group, organisation, state, crowd or committee."),
        Key("members", "texts", "Who belongs to it."),
        Key("note", "text", "Anything else, in your own words."),
        Key("options", "id: option", "What it can do or leave."),
        Key("moves", "id: ids", "In graph form: from each state the states it can move to."),
        Key("preferences", "preferences", "What it wants.", required=True),
        Key("perceptions", "list: perception", "How its view of the conflict differs from the model."),
    ),
    "option": (
        Key("name", "text", "What taking it is called."),
        Key("moves", "moves", "both (default), take (never undone), drop (never taken again) or never."),
        Key("note", "text", "Anything else, in your own words."),
        Key("evidence", "ids", "Evidence that the option exists."),
        *_WINDOW,
    ),
    "preferences": (
        Key("statements", "list: statement", "What is wanted, most important first."),
        *_OTHER_FORMS,
        Key(
            "readings",
            "id: reading",
            "Rival accounts of one mind: exactly one is true, the first is the default.",
        ),
    ),
    "reading": (
        Key("name", "text", "What this reading is called."),
        Key("note", "text", "Anything else, in your own words."),
        Key("certainty", "certainty", "The probability that this reading is the true one."),
        Key("evidence", "ids", "Evidence for this reading."),
        Key("statements", "list: statement", "What is wanted, most important first."),
        *_OTHER_FORMS,
        *_WINDOW,
    ),
    "perception": (
        Key("name", "text", "What this perception is called."),
        Key("readings", "id: id", "Others, and the reading it takes each to have."),
        Key("preferences", "id: perceived wants", "Others, and what it thinks each wants, where no reading says that."),
        Key("unseen", "ids", "Options, its own or of others, that it has not thought of."),
        Key("rules", "list: rule", "Rules it believes in besides those of the model."),
        Key("disbelieves", "ids", "Rules of the model (by id, or rule3) that it does not believe in."),
        Key("evidence", "ids", "Evidence that it saw things so."),
        Key("note", "text", "Anything else, in your own words."),
        *_WINDOW,
    ),
    "perceived_wants": (
        Key("statements", "list: statement", "What it is thought to want, most important first."),
        *_OTHER_FORMS,
    ),
    "statement": (
        Key("that", "condition", "What is wanted to be true.", required=True),
        Key("name", "text", "What the statement is called."),
        Key("id", "id", "An id of its own (default: board.checks.2, by its position)."),
        Key("certainty", "certainty", "The probability that this is wanted at all."),
        Key("evidence", "ids", "Evidence for it."),
        Key("against", "ids", "Evidence against it."),
        Key("strength", "strength", "great: what a leading run of statements decides is decided greatly."),
        *_WINDOW,
    ),
    "rule": (
        Key("always", "condition", "A condition that every state meets."),
        Key("never", "condition", "A condition that no state meets."),
        Key("at_most_one", "conditions", "At most one of these is true."),
        Key("exactly_one", "conditions", "Exactly one of these is true."),
        Key("at_least_one", "conditions", "At least one of these is true."),
        Key("why", "text", "The reason."),
        Key("id", "id", "An id of its own (default: rule3, by its position)."),
        Key("evidence", "ids", "Evidence for it."),
        *_WINDOW,
    ),
    "scenario": (
        Key("when", "condition", "When a state belongs to it, if to none before it.", required=True),
        Key("name", "text", "What it is called."),
        Key("story", "text", "Scenarios with the same story are told together."),
        Key("note", "text", "Anything else, in your own words."),
    ),
    "step": (
        Key("date", "date", "The day, perhaps with time and offset.", required=True),
        Key("by", "id or ids", "Who made the step; several for a joint one."),
        Key("take", "ids", "Options taken."),
        Key("drop", "ids", "Options dropped."),
        Key("to", "id", "In graph form: the state that the step leads to."),
        Key("event", "text", "What happened, in a few words; without `by` it only tells."),
        Key("evidence", "ids", "Evidence for it."),
        Key("note", "text", "Anything else, in your own words."),
    ),
    "listed_state": (
        Key("name", "text", "What it is called."),
        Key("taken", "state", "The options taken in it: a list, or a full pattern."),
        Key("note", "text", "Anything else, in your own words."),
    ),
    "forbidden_move": (
        Key("by", "id", "Whose moves.", required=True),
        Key("from", "condition", "Where they begin (default: anywhere)."),
        Key("to", "condition", "Where they lead (default: anywhere)."),
        Key("why", "text", "The reason."),
        Key("evidence", "ids", "Evidence for it."),
        *_WINDOW,
    ),
    "coalesced": (
        Key("when", "condition", "Which states count as one.", required=True),
        Key("as", "id", "A name for the merged state."),
        Key("represented_by", "state", "The member whose options and ranks it has (default: the lowest-numbered)."),
        Key("why", "text", "The reason."),
    ),
    "claim": (
        Key("quote", "text", "The claim, word for word."),
        Key("source", "id", "Who made it."),
        Key("certainty", "certainty", "How certain its author was."),
        Key("says", "says", "The claim in terms of the model, such as better(microsoft, endings)."),
        Key("date", "date", "When it was made."),
        Key("note", "text", "Anything else, in your own words."),
    ),
}

FORMS = ("statements", "ranking", "weights", "payoffs", "pairs")
"""Ways to say what is wanted; one in each place."""

KINDS = ("person", "group", "organisation", "state", "crowd", "committee")
