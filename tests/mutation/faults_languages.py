"""Faults in what is said: in which language, with which numbers, and whether it is safe to print."""

from __future__ import annotations

from tests.mutation.fault import Fault

LANGUAGE = "language.py"
CLEAN = "report/clean.py"
SPOKEN = "ui/cli/spoken.py"

_UNIT = "tests/unit/test_language.py::"
_COMMANDS = "tests/unit/test_command_line_languages.py::"
_JOINED = _UNIT + "test_a_french_name_is_joined_to_the_word_before_it"

LANGUAGE_FAULTS = [
    Fault(
        "a-language-stays-after-an-error",
        LANGUAGE,
        "    try:\n        yield\n    finally:\n        _spoken.reset(before)",
        "    yield\n    _spoken.reset(before)",
        "Whatever happens in a block, the language spoken before it comes back.",
        _UNIT + "test_an_error_inside_the_block_leaves_no_language_behind",
    ),
    Fault(
        "english-comes-back-instead",
        LANGUAGE,
        "        _spoken.reset(before)",
        "        _spoken.set(_ENGLISH)",
        "After a block the language spoken before it comes back, whichever that was.",
        _UNIT + "test_a_language_is_spoken_within_its_block_alone",
    ),
    Fault(
        "the-weakest-variable-first",
        LANGUAGE,
        '("LC_ALL", "LC_MESSAGES", "LANG")',
        '("LANG", "LC_MESSAGES", "LC_ALL")',
        "LC_ALL overrides the others, and LC_MESSAGES overrides LANG.",
        _UNIT + "test_the_environment_says_which_language_is_wanted",
    ),
    Fault(
        "plain-c-has-an-encoding",
        LANGUAGE,
        'if locale.partition(".")[0] in ("C", "POSIX"):',
        'if locale in ("C", "POSIX"):',
        "C.UTF-8 is the C locale too, in which LANGUAGE does not count.",
        _UNIT + "test_the_environment_says_which_language_is_wanted",
    ),
    Fault(
        "only-the-first-wish",
        LANGUAGE,
        '(environment.get("LANGUAGE") or locale).split(":"):',
        '(environment.get("LANGUAGE") or locale).split(":")[:1]:',
        "The first language of the list that is known is spoken.",
        _UNIT + "test_the_environment_says_which_language_is_wanted",
    ),
    Fault(
        "every-message-is-read-for-places",
        LANGUAGE,
        "return _WRITER.vformat(message, (), values) if values else message",
        "return _WRITER.vformat(message, (), values)",
        "Without values a message stands as it is, braces and all.",
        _UNIT + "test_a_message_without_values_is_not_read_for_places",
    ),
    Fault(
        "counts-lose-their-groups",
        LANGUAGE,
        '{"number": number, **values}',
        '{"number": str(number), **values}',
        "A count in a message has the digit groups of the language.",
        _UNIT + "test_whole_numbers_in_messages_have_the_digit_groups_of_the_language",
    ),
    Fault(
        "one-is-many",
        LANGUAGE,
        ".ngettext(singular, plural, number)",
        ".ngettext(singular, plural, number + 1)",
        "One thing is singular.",
        _UNIT + "test_whole_numbers_in_messages_have_the_digit_groups_of_the_language",
    ),
    Fault(
        "truths-are-counted",
        LANGUAGE,
        "if isinstance(value, int) and not isinstance(value, bool) and not spec:",
        "if isinstance(value, int) and not spec:",
        "A truth is no number.",
        _UNIT + "test_truths_and_formatted_numbers_are_no_counts",
    ),
    Fault(
        "de-les",
        LANGUAGE,
        '"de": {"le ": "du ", "les ": "des "}',
        '"de": {"le ": "du "}',
        "`de` and `les` are written together.",
        _JOINED,
    ),
    Fault(
        "a-elided-before-a-vowel",
        LANGUAGE,
        'if word != "à" and _VOWEL.match(name):',
        "if _VOWEL.match(name):",
        "`à` stands before a vowel as it is.",
        _JOINED,
    ),
    Fault(
        "every-h-is-silent",
        LANGUAGE,
        'if word != "à" and _VOWEL.match(name):',
        'if word != "à" and name[:1].lower() in "aeiouyhéèê":',
        "`de Hongrie`, but `d’Hélène`.",
        _JOINED,
    ),
    Fault(
        "lavoisier-is-an-article",
        LANGUAGE,
        "|Des)(?= )|L(?=[’'])",
        "|Des)(?= )|L",
        "An L is an article before an apostrophe only.",
        _JOINED,
    ),
    Fault(
        "only-the-first-name-is-joined",
        LANGUAGE,
        "return together([self.format_field(one, spec) for one in value])",
        "return self.format_field(together(value), spec)",
        "Of several names each is joined to the word before.",
        _UNIT + "test_several_names_are_each_joined",
    ),
    Fault(
        "ties-are-rounded-another-way",
        LANGUAGE,
        'Decimal(f"{number:.{places}f}")',
        "Decimal(str(number))",
        "A number is the same number in both languages.",
        _UNIT + "test_both_languages_round_alike",
    ),
    Fault(
        "the-twenty-first-is-a-first",
        LANGUAGE,
        'return re.sub("^1 ", ',
        'return re.sub("1 ", ',
        "Only the first day of a month is written `1er`.",
        _UNIT + "test_days_are_written_as_in_the_language",
    ),
    Fault(
        "a-choice-is-a-sum",
        LANGUAGE,
        'return _("{some} or {last}"',
        'return _("{some} and {last}"',
        "`or` is not `and`.",
        _UNIT + "test_lists_and_quotations_are_written_as_in_the_language",
    ),
    Fault(
        "texts-keep-the-model-s-language",
        CLEAN,
        "for character in in_language(text, language()))",
        "for character in text)",
        "A text of a model is said in the language spoken, if it was written in it.",
        _UNIT + "test_a_text_of_a_model_is_in_the_language_spoken",
    ),
    Fault(
        "directions-can-be-turned",
        CLEAN,
        "if character in _DIRECTION or unicodedata",
        "if unicodedata",
        "No text of a model turns the reading direction of what stands around it.",
        _UNIT + "test_what_could_steer_a_terminal_is_written_out",
    ),
    Fault(
        "terminals-can-be-steered",
        CLEAN,
        'in ("Cc", "Cs", "Zl", "Zp", "Cn"):',
        'in ("Cs", "Zl", "Zp", "Cn"):',
        "Control characters are written out.",
        _UNIT + "test_what_could_steer_a_terminal_is_written_out",
    ),
    Fault(
        "the-first-lang-counts",
        SPOKEN,
        "            wanted = arguments[number + 1]",
        "            return arguments[number + 1]",
        "Of an option given twice the last counts.",
        _COMMANDS + "test_help_in_french_wherever_the_option_stands",
    ),
    Fault(
        "what-follows-two-dashes-is-an-option",
        SPOKEN,
        '        if text == "--":\n            break\n        if text == _LANG',
        "        if text == _LANG",
        "After two dashes everything is an argument.",
        _COMMANDS + "test_language_after_two_dashes_is_an_argument",
    ),
]
