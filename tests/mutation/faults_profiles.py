"""Faults in answering many preference profiles at once."""

from __future__ import annotations

from tests.mutation.fault import Fault

KERNELS = "analysis/stability/profiles.py"
OUTCOMES = "analysis/outcomes.py"

_MANY = "tests/properties/test_many_profiles.py::"
ANY_MOVES = _MANY + "test_any_moves_and_any_ranks_get_the_answers_of_the_definitions"
FLAGSHIP = _MANY + "test_the_flagship_gets_its_own_answers_in_batches_of_any_size[30000]"
ONE_BY_ONE = _MANY + "test_outcomes_are_those_of_one_analysis_after_another[0]"
NOT_KNOWN = _MANY + "test_outcomes_with_preferences_that_are_not_known"

PROFILES = (
    Fault(
        "profiles-ties-tempt",
        KERNELS,
        "rank[target] > stay_at if",
        "rank[target] >= stay_at if",
        "A move to something equally good is no improvement.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-ties-are-no-sanction",
        KERNELS,
        "(held_to[target] > stay_at)",
        "(held_to[target] >= stay_at)",
        "Ending just as well as before deters.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-opponents-like-what-is-worse",
        KERNELS,
        "return [rank[target] > here[",
        "return [rank[target] < here[",
        "A credible answer is better for whoever gives it.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-own-moves-sanction",
        KERNELS,
        "if j != i and len(",
        "if len(",
        "Only opponents answer.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-escape-forgotten",
        KERNELS,
        "if demand.symmetric:",
        "if demand.symmetric and demand.credible:",
        "Under SMR the mover must not get out of the answer.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-twice-in-succession",
        KERNELS,
        "for k in range(count) if k != j)",
        "for k in range(count))",
        "Nobody moves twice in succession.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-one-round-of-answers",
        KERNELS,
        "while fresh < len(opponents):",
        "if fresh < len(opponents):",
        "Answers go on until nothing is lower.",
        FLAGSHIP,
    ),
    Fault(
        "profiles-batches-mixed-up",
        KERNELS,
        "chosen = picks[begin : begin + size]",
        "chosen = picks[: size]",
        "Every batch has profiles of its own.",
        ANY_MOVES + "[1]",
    ),
    Fault(
        "profiles-last-layer-lost",
        KERNELS,
        "for k in range(int(degree.max(initial=0))):",
        "for k in range(int(degree.max(initial=0)) - 1):",
        "All arcs of a state count.",
        ANY_MOVES + "[0]",
    ),
    Fault(
        "profiles-endings-out-of-reach",
        OUTCOMES,
        "return resting if self.analysis.reachable is None else resting & self.analysis.reachable",
        "return resting",
        "What cannot be reached is no ending.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-better-is-worse",
        OUTCOMES,
        "(1 - np.sign(liking.rank",
        "(1 + np.sign(liking.rank",
        "A higher rank is better.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-the-last-answer-first",
        OUTCOMES,
        "for name in reversed(order):",
        "for name in order:",
        "`and` fails where a part fails.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-some-ending-means-all",
        OUTCOMES,
        'FIRST_OF["or" if says.where == "some_ending" else "and"]',
        'FIRST_OF["and"]',
        "Some ending is one of them.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-endings-of-all-scenarios",
        OUTCOMES,
        "asked = self.endings & self.scenarios[says.where.text]",
        "asked = self.endings",
        "A scenario means the endings of it.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-in-another-order",
        OUTCOMES,
        "column[place] for concept",
        "column[np.sort(place)] for concept",
        "Each profile gets its own answer.",
        ONE_BY_ONE,
    ),
    Fault(
        "profiles-unknown-is-worse",
        OUTCOMES,
        "_HOLDS: agrees, _UNKNOWN: unknown, _FAILS: asked & ~agrees & ~unknown",
        "_HOLDS: agrees, _FAILS: asked & ~agrees",
        "Where a preference is not known, neither is whether the claim holds.",
        NOT_KNOWN,
    ),
    Fault(
        "profiles-relations-alike",
        "states/relation.py",
        "return _digest(self.better, self.same)",
        "return _digest(self.same)",
        "Two relations are alike if they say the same of every pair.",
        _MANY + "test_likings_that_say_the_same_are_one",
    ),
)
