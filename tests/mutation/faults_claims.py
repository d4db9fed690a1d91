"""Faults in the judging of claims: what they say, when it is true, and which reading decides."""

from __future__ import annotations

from tests.mutation.fault import Fault

LANGUAGE = "model/claim_language.py"
PARSER = "model/claim_parser.py"
TRUTH = "analysis/claims.py"
READINGS = "foresight/readings.py"
OVER_READINGS = "foresight/claims.py"

_UNIT = "tests/unit/test_claims.py::"
_RANDOM = "tests/properties/test_claims.py::"
CLAIMS = _RANDOM + "test_random_claims_over_options_are_judged_as_the_twin_judges_them[0]"
NOT_KNOWN = _RANDOM + "test_random_claims_with_preferences_that_are_not_known[0]"
DESCRIBED = _RANDOM + "test_a_description_names_just_the_combinations_described_and_is_found_if_there_is_one"
WRITTEN = _UNIT + "test_claims_are_written_back_with_the_fewest_parentheses"
BINDING = _UNIT + "test_claims_not_binds_tightest_then_and_then_or"
SAID = _UNIT + "test_claims_say_what_the_format_says_they_say"
LEANINGS = _UNIT + "test_claims_name_the_statements_that_decide_and_how_doubtful_they_are"
FIXED = _UNIT + "test_claims_with_a_reading_fixed_are_judged_under_the_others"
DEPENDING = _UNIT + "test_claims_that_hold_in_some_readings_and_do_not_arise_in_others_depend"
FLAGSHIP = "tests/unit/test_flagship_claims.py::"

CLAIM_FAULTS = (
    Fault(
        "claims-or-before-and",
        PARSER,
        'self.joined_by("and") if word == "or" else self.part()',
        'self.part() if word == "or" else self.joined_by("or")',
        "`and` binds tighter than `or`.",
        BINDING,
    ),
    Fault(
        "claims-parentheses-lost",
        LANGUAGE,
        '_BINDING = {"or": 1, "and": 2}',
        '_BINDING = {"or": 2, "and": 1}',
        "A claim written back must be read as the same claim.",
        WRITTEN,
    ),
    Fault(
        "claims-vacuously-true",
        TRUTH,
        'return Ground(says, "does_not_arise", reason="no such ending")',
        'return Ground(says, "holds", reason="no such ending")',
        "What is said of endings that there are not does not arise; it does not hold.",
        CLAIMS,
    ),
    Fault(
        "claims-moot-settles-and",
        TRUTH,
        '"and": ("fails", "unknown", "does_not_arise", "holds"),',
        '"and": ("does_not_arise", "fails", "unknown", "holds"),',
        "A part that fails makes the whole fail, whatever does not arise.",
        CLAIMS,
    ),
    Fault(
        "claims-unknown-settles-or",
        TRUTH,
        '"or": ("holds", "unknown", "does_not_arise", "fails"),',
        '"or": ("unknown", "holds", "does_not_arise", "fails"),',
        "A part that holds is enough for `or`.",
        CLAIMS,
    ),
    Fault(
        "claims-not-of-nothing",
        TRUTH,
        "return Answer(opposite.get(inside.truth, inside.truth), inside.grounds)",
        'return Answer(opposite.get(inside.truth, "holds"), inside.grounds)',
        "The opposite of what does not arise does not arise either.",
        CLAIMS,
    ),
    Fault(
        "claims-some-ending-is-every-ending",
        TRUTH,
        'word = "or" if says.where == "some_ending" else "and"',
        'word = "and"',
        "`some_ending` asks for one ending.",
        CLAIMS,
    ),
    Fault(
        "claims-every-ending-is-some-ending",
        TRUTH,
        'word = "or" if says.where == "some_ending" else "and"',
        'word = "or"',
        "`endings` and a scenario ask for all their endings.",
        CLAIMS,
    ),
    Fault(
        "claims-scenario-forgotten",
        TRUTH,
        "if ending.state.scenario == says.where.text)",
        "if says.where.text)",
        "A scenario stands for the endings in it, not for all.",
        CLAIMS,
    ),
    Fault(
        "claims-unknown-standing-fails",
        TRUTH,
        '    if standing == "unknown":\n        return "unknown"\n',
        "",
        "Where it is not known what is preferred, it is not known how somebody fares.",
        NOT_KNOWN,
    ),
    Fault(
        "claims-stable-without-its-concept",
        TRUTH,
        "analysis.holds(states[0], says.concept)",
        "analysis.holds(states[0], analysis.concepts[0])",
        "An equilibrium is asked for under the concept named.",
        CLAIMS,
    ),
    Fault(
        "claims-reachable-whole-scenario",
        TRUTH,
        "(found & analysis.reachable).any()",
        "(analysis.reachable | ~found).all()",
        "A scenario can be reached if one of its states can.",
        CLAIMS,
    ),
    Fault(
        "claims-infeasible-state-unknown",
        TRUTH,
        'Ground(says, "fails" if found == "no such state" else "unknown", reason=found)\n    ending = ',
        'Ground(says, "unknown", reason=found)\n    ending = ',
        "A state that cannot be is no ending.",
        CLAIMS,
    ),
    Fault(
        "claims-several-states-are-the-first",
        TRUTH,
        '    if len(states) > 1:\n        return Ground(says, "unknown", reason="several states")\n',
        "",
        "Which of several states is meant by `stable` is not said.",
        CLAIMS,
    ),
    Fault(
        "claims-fixed-readings-vary",
        OVER_READINGS,
        "under_every_reading(analysis, fixed=fixed, progress=progress)",
        "under_every_reading(analysis, progress=progress)",
        "A reading that was chosen stays.",
        FIXED,
    ),
    Fault(
        "claims-fail-though-they-hold-elsewhere",
        OVER_READINGS,
        'return "holds" if self.counts["holds"] == self.readings else "depends"',
        'return "depends" if self.counts["fails"] else "holds"',
        "What does not arise in some readings holds in some of them only.",
        DEPENDING,
    ),
    Fault(
        "claims-fail-though-not-known",
        OVER_READINGS,
        '        if self.counts["unknown"]:\n            return "unknown"\n',
        "",
        "A claim fails only if it is known not to hold.",
        _UNIT + "test_claims_without_a_baseline_are_unknown_with_the_reason",
    ),
    Fault(
        "claims-leanings-of-the-other-answer",
        OVER_READINGS,
        "tally[answer.truth].add(answer)",
        'tally["holds"].add(answer)',
        "What decides where a claim holds is not what decides where it fails.",
        LEANINGS,
    ),
    Fault(
        "claims-doubt-forgotten",
        OVER_READINGS,
        "doubtful=any(premise.doubtful for premise in premises)",
        "doubtful=all(premise.doubtful for premise in premises)",
        "A statement doubted in one of the readings is a doubtful one.",
        LEANINGS,
    ),
    Fault(
        "described-by-too-much",
        READINGS,
        "if prod(map(len, sides.values())) != len(combinations):",
        "if not combinations:",
        "A description must not name combinations in which something else comes out.",
        DESCRIBED,
    ),
    Fault(
        "described-by-what-is-left-out",
        READINGS,
        "tuple(id for id in rivals[maker] if id not in ids)",
        "ids",
        "The parts of a union are the readings that what is left out has not.",
        DESCRIBED,
    ),
)
