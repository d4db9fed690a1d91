"""Faults in documents: what they count, what they leave out, what a page of them allows."""

from __future__ import annotations

from tests.mutation.fault import Fault

REPORT = "ui/cli/report.py"
DOCUMENT = "report/document/"
HTML = "report/page/html.py"
MARKUP = "report/page/markup.py"
PROSE = "report/page/prose.py"
MARKDOWN = "report/markdown.py"

_ASKED = "tests/unit/test_documents_asked.py::"
_PARTS = "tests/unit/test_documents.py::"
_NUMBERS = "tests/unit/test_documents_numbers.py::"
_PAGE = "tests/unit/test_documents_page.py::"
_POLICY = _PAGE + "test_the_page_allows_itself_its_style_and_script_and_nothing_else[openai-2023-small-en]"

_OF_PAGES = [
    Fault(
        "attributes-are-pasted-in",
        MARKUP,
        """f' {name}="{html.escape(str(value), quote=True)}"'""",
        """f' {name}="{value}"'""",
        "Nothing that stands in an attribute ends it.",
        _PAGE + "test_whatever_is_no_element_is_escaped",
    ),
    Fault(
        "texts-may-be-elements",
        MARKUP,
        "escaped = html.escape(content, quote=True)",
        "escaped = content",
        "Whatever is no element is a text.",
        _PAGE + "test_a_hostile_model_is_told_as_text",
    ),
    Fault(
        "words-turn-their-neighbours",
        MARKUP,
        'return Markup(_RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", escaped))',
        "return Markup(escaped)",
        "Words written from right to left turn nothing around them.",
        _PAGE + "test_words_from_right_to_left_turn_nothing_around_them",
    ),
    Fault(
        "the-hash-of-another-text",
        HTML,
        "script-src '{_hash(script)}'",
        "script-src '{_hash(style)}'",
        "A page allows the script that is in it.",
        _POLICY,
    ),
    Fault(
        "a-style-is-changed-after-its-hash",
        HTML,
        'element("style", Markup(style)),',
        'element("style", Markup(style.strip() + "\\n\\n")),',
        "A page allows the style that is in it.",
        _POLICY,
    ),
    Fault(
        "titles-end-the-style",
        HTML,
        "_in_css(title[:_RUNNING_TITLE])",
        "title[:_RUNNING_TITLE]",
        "A title in a style is a text.",
        _PAGE + "test_the_title_stands_on_every_printed_page_and_cannot_end_the_style",
    ),
    Fault(
        "smaller-chapters-are-no-smaller",
        HTML,
        "_parts(part.parts, level + 1, before=part.title)",
        "_parts(part.parts, level, before=part.title)",
        "What stands under a heading has smaller ones.",
        _ASKED + "test_smaller_chapters_have_smaller_headings",
    ),
    Fault(
        "prose-may-lead-anywhere",
        PROSE,
        "return followed(html.unescape(url)) is not None",
        "return True",
        "Readers are led to the web and nowhere else.",
        _PAGE + "test_prose_keeps_emphasis_lists_and_safe_links_and_shows_the_rest_as_text",
    ),
    Fault(
        "prose-may-be-html",
        PROSE,
        'MarkdownIt("zero", {"html": False,',
        'MarkdownIt("commonmark", {"html": True,',
        "A model's text is no HTML of its own.",
        _PAGE + "test_prose_keeps_emphasis_lists_and_safe_links_and_shows_the_rest_as_text",
    ),
    Fault(
        "files-are-followed",
        DOCUMENT + "parts.py",
        'parts.scheme in ("http", "https") and',
        'parts.scheme not in ("", "javascript") and',
        "Readers are led to the web and nowhere else.",
        _ASKED + "test_only_addresses_of_the_web_are_followed",
    ),
    Fault(
        "cells-may-lead-anywhere",
        DOCUMENT + "parts.py",
        "told = tuple((text, followed(address)) for text, address in pieces)",
        "told = tuple(pieces)",
        "Readers are led to the web and nowhere else.",
        _ASKED + "test_only_addresses_of_the_web_are_followed",
    ),
]

_OF_DOCUMENTS = [
    Fault(
        "nobody-is-told-the-limits",
        DOCUMENT + "compose.py",
        "        limits(found),\n",
        "",
        "What a document cannot tell is a chapter of it.",
        _ASKED + "test_what_is_weak_and_what_could_be_read_otherwise_is_a_limit",
    ),
    Fault(
        "what-is-left-out-is-not-said",
        DOCUMENT + "limits.py",
        "for part, reason in found.left_out.items()]",
        "for part, reason in found.left_out.items() if not reason]",
        "What was too large to work out is named with the reason.",
        _PARTS + "test_every_part_that_is_too_large_is_named_with_the_reason_where_it_would_stand",
    ),
    Fault(
        "weak-statements-are-no-limits",
        DOCUMENT + "limits.py",
        "if it.decision_maker == maker and weaknesses(it, cited=cited)]",
        "if it.decision_maker == maker and not weaknesses(it, cited=cited)]",
        "What rests on weak evidence could be otherwise.",
        _ASKED + "test_what_is_weak_and_what_could_be_read_otherwise_is_a_limit",
    ),
    Fault(
        "the-model-s-own-day",
        DOCUMENT + "compose.py",
        "date = found.analysis.situation.snapshot.date",
        "date = found.analysis.conflict.as_of",
        "A document stands on the day that was asked about.",
        _ASKED + "test_another_day_than_the_model_s_own_is_the_day_of_everything",
    ),
    Fault(
        "as-of-the-model-s-own-day",
        DOCUMENT + "appendix.py",
        "date = analysis.situation.snapshot.date",
        "date = analysis.conflict.as_of",
        "A document stands on the day that was asked about.",
        _ASKED + "test_another_day_than_the_model_s_own_is_the_day_of_everything",
    ),
    Fault(
        "the-history-goes-on",
        DOCUMENT + "findings.py",
        "as_of=self.analysis.as_of,",
        'as_of="latest",',
        "The history is told up to the day that was asked about.",
        _ASKED + "test_another_day_than_the_model_s_own_is_the_day_of_everything",
    ),
    Fault(
        "half-a-hash",
        DOCUMENT + "appendix.py",
        "analysis.conflict.sha256",
        "analysis.conflict.sha256[:12]",
        "A model is known by its whole hash.",
        _ASKED + "test_who_is_read_as_asked_is_read_so_in_every_combination_and_draw",
    ),
    Fault(
        "readings-asked-for-vary-all-the-same",
        DOCUMENT + "findings.py",
        "every_reading(self.analysis, fixed=self.fixed, seed",
        "every_reading(self.analysis, seed",
        "Who is read as asked is read so in every combination.",
        _ASKED + "test_who_is_read_as_asked_is_read_so_in_every_combination_and_draw",
    ),
    Fault(
        "claims-are-judged-under-other-readings",
        DOCUMENT + "findings.py",
        "return judge_claims(self.analysis, judging, fixed=self.fixed)",
        "return judge_claims(self.analysis, judging)",
        "Who is read as asked is read so in every combination.",
        _ASKED + "test_who_is_read_as_asked_is_read_so_in_every_combination_and_draw",
    ),
    Fault(
        "draws-have-a-seed-of-their-own",
        DOCUMENT + "findings.py",
        "draws=self.draws, seed=self.seed, fixed=self.fixed",
        "draws=self.draws, seed=0, fixed=self.fixed",
        "The seed asked for is that of the draws.",
        _ASKED + "test_who_is_read_as_asked_is_read_so_in_every_combination_and_draw",
    ),
    Fault(
        "only-liked-moves-are-legal",
        DOCUMENT + "findings.py",
        "legal=paths(analysis),",
        "legal=paths(analysis, improving=True),",
        "A move can be made whether or not anybody likes it.",
        _ASKED + "test_moves_are_those_that_can_be_made_and_improvements_those_that_somebody_likes",
    ),
    Fault(
        "a-claim-s-failures-are-counted",
        DOCUMENT + "claims.py",
        'count=judgement.counts["holds"], number=total',
        'count=judgement.counts["fails"], number=total',
        "It is told in how many readings a claim holds.",
        _ASKED + "test_a_claim_is_told_with_the_number_of_readings_in_which_it_holds",
    ),
    Fault(
        "the-weakest-ending-in-full",
        DOCUMENT + "endings.py",
        "return max(story.endings, key=",
        "return min(story.endings, key=",
        "The ending that holds under the most concepts is explained in full.",
        _ASKED + "test_the_strongest_ending_is_the_one_explained_in_full",
    ),
    Fault(
        "endings-in-all-readings",
        DOCUMENT + "endings.py",
        "{it.state.id: it.finding.holds.combinations for it in",
        "{it.state.id: it.finding.readings for it in",
        "It is told in how many readings a state is an ending.",
        _ASKED + "test_an_ending_is_told_with_the_number_of_readings_in_which_it_is_one",
    ),
    Fault(
        "with-and-without-a-rule",
        DOCUMENT + "players.py",
        "found.append((combinations - len(alone), len(without)))",
        "found.append((combinations - len(without), len(alone)))",
        "What a rule excludes alone is not what there would be without it.",
        _NUMBERS + "test_what_rules_exclude_is_counted",
    ),
    Fault(
        "all-is-known-later",
        DOCUMENT + "sources.py",
        "later=mark_later and self.snapshot.only_hindsight([id])",
        "later=mark_later and self.snapshot.only_hindsight(ids)",
        "Later is what that piece is dated after.",
        _ASKED + "test_only_evidence_dated_after_the_day_is_known_later",
    ),
    Fault(
        "rows-lose-their-title",
        DOCUMENT + "plain.py",
        "title = section.title or title",
        "title = section.title",
        "A table without a title stands under the title before.",
        _ASKED + "test_a_cell_of_the_long_form_stands_under_its_own_title_and_heading",
    ),
    Fault(
        "formulas-in-the-long-form",
        DOCUMENT + "plain.py",
        "writer.writerow(cell(text) for text in",
        "writer.writerow(text for text in",
        "No text of a model is a formula in somebody's spreadsheet.",
        _ASKED + "test_a_cell_of_the_long_form_stands_under_its_own_title_and_heading",
    ),
    Fault(
        "an-address-ends-its-cell",
        MARKDOWN,
        '.replace("|", "%7C")',
        "",
        "An address does not end the cell it stands in.",
        _PARTS + "test_a_link_is_kept_through_other_writers",
    ),
]

_OF_THE_COMMAND = [
    Fault(
        "a-report-is-written-in-place",
        REPORT,
        "        write_target(target, content)",
        '        open(target, "w", encoding="utf-8").write(content)',
        "A file holds all of the old report or all of the new one.",
        _ASKED + "test_a_full_disk_leaves_the_old_file_and_no_half_of_a_new_one",
    ),
    Fault(
        "unknown-parts-are-passed-over",
        REPORT,
        "    if wrong:\n        raise RequestError(wrong)\n",
        "",
        "A part that is none is refused.",
        _PARTS + "test_an_unknown_part_or_ending_is_refused_with_advice",
    ),
    Fault(
        "every-report-is-of-today",
        REPORT,
        "today = day_in_words(datetime.date.today()) if dated else None",
        "today = day_in_words(datetime.date.today())",
        "The same model gives the same bytes on every day.",
        _PARTS + "test_the_day_it_was_made_is_said_only_if_asked_for",
    ),
    Fault(
        "the-seed-is-not-passed-on",
        REPORT,
        "        seed=seed,\n",
        "        seed=0,\n",
        "The seed asked for is that of the draws.",
        _ASKED + "test_what_the_command_is_asked_is_what_the_report_says",
    ),
    Fault(
        "nobody-is-fixed",
        REPORT,
        "        fixed=tuple(question.readings),\n",
        "",
        "Who is read as asked is read so in every combination.",
        _ASKED + "test_what_the_command_is_asked_is_what_the_report_says",
    ),
]

DOCUMENT_FAULTS = [*_OF_PAGES, *_OF_DOCUMENTS, *_OF_THE_COMMAND]
