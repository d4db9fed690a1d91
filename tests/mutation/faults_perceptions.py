"""Faults in perceptions: how they are put together, what views they make, and what is misjudged."""

from __future__ import annotations

from tests.mutation.fault import Fault

VIEWS = "analysis/views.py"
HYPERGAME = "analysis/hypergame.py"
SURPRISES = "analysis/surprises.py"
VIEWING = "states/viewing.py"
PERCEPTION = "model/perception.py"
PROBLEMS = "model/perception_problems.py"
BELIEVING = "model/believing.py"

_UNIT = "tests/unit/test_perceptions.py::"
_TWIN = "tests/properties/test_perceptions.py::"
_RANDOM = _TWIN + "test_random_hypergames_get_the_answers_of_the_twin"

PERCEPTIONS = [
    Fault(
        "what-is-taken-stays-unseen",
        VIEWS,
        "            if option in taken:\n",
        "            if option in ():\n",
        "An option that is taken where the story stands is seen.",
        _UNIT + "test_a_view_has_no_states_with_an_option_unseen_and_sees_it_once_it_is_taken",
    ),
    Fault(
        "wants-are-not-thought-of-as-the-same-mind",
        VIEWS,
        'found["mind", who] = Element("wants", who, number, wants=wants)',
        'found["wants", who] = Element("wants", who, number, wants=wants)',
        "Of two perceptions of one mind the later counts.",
        _UNIT + "test_perceptions_count_in_their_window_and_the_later_of_two_wins",
    ),
    Fault(
        "everything-is-believed",
        VIEWS,
        "yield from (pair for pair in moment.rules if rule_id(*pair) not in disbelieved)",
        "yield from (pair for pair in moment.rules if rule_id(*pair) or disbelieved)",
        "A rule that is not believed does not hold in the view.",
        _RANDOM,
    ),
    Fault(
        "rules-believed-are-forgotten",
        VIEWS,
        'if element.kind == "rule" and element.rule is not None:',
        'if element.kind == "rule" and element.rule is None:',
        "A rule that is believed holds in the view.",
        _RANDOM,
    ),
    Fault(
        "stability-in-truth-for-all",
        HYPERGAME,
        "stable = self.views[decision_maker].analysis.verdicts[concept][decision_maker].stable",
        "stable = self.views[decision_maker].analysis.verdicts[concept][self.truth.decision_makers[0]].stable",
        "Everybody's own stability counts in its own view.",
        _RANDOM,
    ),
    Fault(
        "what-is-not-seen-is-stable",
        HYPERGAME,
        "return np.where(place >= 0, stable[place], False)",
        "return np.where(place >= 0, stable[place], True)",
        "Nobody stays in a state that it does not see.",
        _RANDOM,
    ),
    Fault(
        "what-lasts-for-nobody",
        HYPERGAME,
        "self._resting(staying & some & ~everybody, stable)",
        "self._resting(staying & ~everybody, stable)",
        "A state that nobody sees is not one where all who see it stay.",
        _TWIN + "test_states_that_nobody_sees_are_not_said_to_last",
    ),
    Fault(
        "surprises-from-anywhere",
        SURPRISES,
        "true = {pair for pair in _tempting(truth, maker, concept) if begin[pair[0]] and place[pair[0]] >= 0}",
        "true = {pair for pair in _tempting(truth, maker, concept) if place[pair[0]] >= 0}",
        "Only moves from the states asked about are told.",
        _RANDOM,
    ),
    Fault(
        "chances-not-seen-are-missed",
        SURPRISES,
        "        seen = place[target] >= 0\n",
        "        seen = place[source] >= 0\n",
        "A move to a state that is not in the view is not seen, rather than feared.",
        _RANDOM,
    ),
    Fault(
        "any-correction-will-do",
        SURPRISES,
        "if any(set(less) <= set(corrected) for less in found):",
        "if any(set(less) < set() for less in found):",
        "A correction that holds a smaller one is not a least one.",
        _RANDOM,
    ),
    Fault(
        "corrections-one-by-one",
        SURPRISES,
        "LARGEST = 2\n",
        "LARGEST = 1\n",
        "Two parts that mislead together are corrected together.",
        _RANDOM,
    ),
    Fault(
        "numbers-of-the-view",
        VIEWING,
        'OF_THE_MODEL = ("number", "status_quo", "start", "date")',
        'OF_THE_MODEL = ("status_quo", "start", "date")',
        "A number means the state of the model in every view.",
        _UNIT + "test_rankings_by_number_mean_the_states_of_the_model_in_every_view",
    ),
    Fault(
        "what-was-believed-is-lost",
        PERCEPTION,
        "preferences=(*perception.preferences, *((who, gone[id]) for who, id in lost)),",
        "preferences=perception.preferences,",
        "What was believed of somebody stays when their reading is replaced.",
        _UNIT + "test_what_was_believed_stays_when_the_reading_named_is_replaced",
    ),
    Fault(
        "disbelief-moves-to-another-rule",
        PERCEPTION,
        "now = {id(rule): rule_id(number, rule) for number, rule in enumerate(after)}",
        "now = {id(rule): rule_id(number, rule) for number, rule in enumerate(before)}",
        "A rule that is not believed is the same when others are dropped.",
        _UNIT + "test_rules_not_believed_are_the_same_when_others_are_dropped",
    ),
    Fault(
        "mistaken-about-oneself",
        PROBLEMS,
        "elif who == maker.id:",
        'elif who == "":',
        "What somebody wants is its own.",
        _UNIT + "test_errors_of_perceptions_have_their_places",
    ),
    Fault(
        "two-beliefs-in-one",
        BELIEVING,
        'any(part.partition(" ")[0] in _WORDS or "=" in part for part in further)',
        'any(part.partition(" ")[0] in _WORDS for part in further)',
        "Two beliefs in one text are no list of wants.",
        _UNIT + "test_beliefs_that_are_none",
    ),
    Fault(
        "beliefs-replace-those-of-the-file",
        BELIEVING,
        "(*conflict.decision_maker(who).perceptions, perception)",
        "(perception,)",
        "A belief counts beside the perceptions of the file.",
        _UNIT + "test_beliefs_are_added_after_those_of_the_file",
    ),
]
