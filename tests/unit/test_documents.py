"""Documents: chapters, what is left out and said, other formats than HTML, the command that writes them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from attrs import evolve
from markdown_it import MarkdownIt
from rich.cells import cell_len

import denouement
from denouement.language import speaking
from denouement.model.condition_parser import parse_condition
from denouement.model.vocabulary import Vocabulary
from denouement.report.document.compose import compose
from denouement.report.document.conditions import Conditions
from denouement.report.document.findings import PARTS, gather
from denouement.report.document.parts import Chapter, Linked, followed
from denouement.report.document.plain import COLUMNS, document_csv, document_text
from denouement.report.markdown import document_markdown
from denouement.report.outline import Section
from denouement.report.page.html import to_html
from denouement.report.readings_outline import readings_outline
from denouement.report.words import Names
from denouement.states.budget import Budget
from denouement.ui.cli import report as command
from tests.documents import conflict_called, document, findings, page
from tests.unit.models import read

CHAPTERS = [
    "answer", "claims", "story", "players", "wants", "endings", "reasons", "ways", "deciding", "limits", "appendix",
]  # fmt: skip


def sections(chapter: Chapter) -> list[Section]:
    return list(chapter.sections())


def chapter(name: str, id: str, language: str = "en") -> Chapter:
    return next(it for it in document(name, language).chapters if it.id == id)


def said(chapter: Chapter) -> str:
    """Return all that a chapter says, in one text."""
    return "\n".join(
        text for it in sections(chapter) for text in (it.title, it.lead, *(cell for row in it.rows for cell in row))
    )


# -- what a document tells ------------------------------------------------------------------------------------------


def test_the_chapters_come_in_the_order_of_the_questions():
    assert [it.id for it in document("openai-2023").chapters] == CHAPTERS
    assert [it.id for it in document("prisoners-dilemma").chapters] == [id for id in CHAPTERS if id != "claims"]


def test_the_same_model_gives_the_same_bytes():
    again = gather(conflict_called("openai-2023-small").analyse(), asked=PARTS, called="openai-2023-small", draws=60)
    assert to_html(compose(again)) == page("openai-2023-small")


def test_the_answer_is_not_told_without_what_other_readings_say():
    text = said(chapter("openai-2023", "answer"))
    assert "Microsoft: better off in every ending in 6 of 18 combinations of readings, exactly with Microsoft" in text
    assert "Standoff, which is no ending here, is an ending in 9 of 18" in text
    assert "not what is likely" in text


def test_weak_standings_bear_a_star_and_the_reason_is_told():
    answer = chapter("openai-2023", "answer")
    grid = next(it for it in sections(answer) if it.grid)
    assert any(cell.endswith("*") for row in grid.rows for cell in row)
    assert ("Altman and Brockman, The staff and The investors", "“no crisis”", "unlikely, no evidence") in [
        row for it in sections(answer) for row in it.rows
    ]  # fmt: skip


def test_every_part_that_is_too_large_is_named_with_the_reason_where_it_would_stand():
    analysis = denouement.load("openai-2023").analyse()
    found = gather(analysis, asked=PARTS, budget=Budget(seconds=1e-6))
    assert set(found.left_out) >= {"readings", "claims", "decides", "sweep"}
    told = compose(found)
    deciding = said(next(it for it in told.chapters if it.id == "deciding"))
    assert deciding.count("Not worked out: ") == len(set(found.left_out) - {"claims"})
    assert "Not judged: " in said(next(it for it in told.chapters if it.id == "claims"))
    rows = [row for it in sections(told.chapters[-2]) for row in it.rows]
    for reason in found.left_out.values():
        assert any(row[-1] == reason for row in rows)


def test_parts_that_nobody_asked_for_are_named_and_the_appendix_tells_the_command():
    found = gather(denouement.load("prisoners-dilemma").analyse(), asked=("readings",), called="prisoners-dilemma")
    told = compose(found)
    assert said(next(it for it in told.chapters if it.id == "deciding")).count("this was not asked for") == 1
    limits = [
        row for it in sections(told.chapters[-2]) for row in it.rows if "asked for" in row[-1] or "history" in row[-1]
    ]
    assert [label for label, _why in limits] == [
        "the claims", "single changes", "the history day by day", "draws of doubtful judgements",
    ]  # fmt: skip
    assert ("the history day by day", "no history is written") in limits
    assert "`denouement report prisoners-dilemma --with all -o report.html`" in said(told.chapters[-1])
    assert "<code>denouement report prisoners-dilemma --with all -o report.html</code>" in to_html(told)


@pytest.mark.parametrize("name", ["openai-2023", "elmira-graph", "openai-2023-small"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_is_handed_a_document_is_shown_commands_in_one_place_alone(name, language):
    told = document(name, language)
    every = [it for part in told.chapters for it in part.sections()]
    at = [it.title for it in every].index({"en": "How to go on", "fr": "Pour aller plus loin"}[language])
    typed = re.compile(r"`|(?<![\w-])--[a-z]|\bdenouement [a-z]+\b")
    for it in every[:at]:
        for text in (it.title, it.lead, *it.headings, *(cell for row in it.rows for cell in row)):
            assert not typed.search(text), text
    commands = [it.lead for it in every[at + 1 :]]
    assert all(typed.search(text) for text in commands)
    state = {"en": "STATE", "fr": "ÉTAT"}[language]
    assert any(text.endswith(f"`denouement why {name} {state}`") for text in commands)


def test_who_asks_by_command_is_hinted_at_more_and_sees_the_notation():
    overview = findings("openai-2023").overview
    assert overview is not None
    told = readings_outline(overview)[2]
    at_terminal = "\n".join(text for it in told for text in (it.lead, *(cell for row in it.rows for cell in row)))
    assert "`denouement sweep`" in at_terminal
    assert "not ending(standoff)" in at_terminal
    in_document = said(chapter("openai-2023", "deciding"))
    assert "not ending(standoff)" not in in_document
    assert "it cannot end in “Standoff”" in in_document


def test_a_part_asked_for_fills_its_place():
    text = said(chapter("openai-2023", "deciding"))
    assert "Not worked out" not in text
    assert "Not asked for" not in text


def test_an_ending_in_other_states_of_a_kind_is_not_taken_for_the_state_it_stands_in():
    text = said(chapter("openai-2023", "answer"))
    assert "Where it stands is an ending in none of 18 combinations" in text
    assert "That is in other states of this kind than the one where it stands now." in text
    assert "in other states of this kind" not in said(chapter("openai-2023-small", "answer"))  # there it is that state


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("chicken", "no answer of the others would spoil"),
        ("elmira-graph", "only by moves that not every one of them likes"),
        ("american-revolution", "by moves that they like"),
        ("milk-river", "Nobody has a better move."),
    ],
)
def test_the_concepts_are_put_plainly(name, plain):
    analysis = denouement.load(name).analyse()
    now = analysis.status_quo
    assert now is not None
    text = said(compose(gather(analysis, asked=())).chapters[0])
    holds = {concept: analysis.holds(now, concept) for concept in analysis.concepts}
    assert plain in text
    assert ("Somebody has a better move" in text) == (not holds["nash"])


def test_a_model_that_rules_out_little_says_so():
    text = said(compose(gather(denouement.load("milk-river").analyse(), asked=())).chapters[0])
    assert "That is 35 of the 36 states that can be reached" in text
    other = said(compose(gather(denouement.load("american-revolution").analyse(), asked=())).chapters[0])
    assert "rules out little" not in other
    assert "Better off in some, as well off as before in others, worse off in others again: The British." in other
    assert "not known" not in other


def test_without_scenarios_states_are_told_by_what_is_taken_in_them():
    conflict = denouement.Conflict(
        title="Strike",
        decision_makers=[
            denouement.decision_maker("union", {"strike": "Strike"}, ["strike"]),
            denouement.decision_maker("port", {"pay": "Pay"}, ["not pay"]),
        ],
    )
    text = said(compose(gather(conflict.analyse(), asked=())).chapters[0])
    assert "Where it stands: State 1 (nothing taken)." in text
    assert "In 1 ending: State 2 (Strike)." in text


def test_what_is_not_known_is_told_with_the_certainty():
    states = {"a": "Peace", "b": "Quarrel"}
    text = "\n".join(
        [
            "denouement: 1", "title: Two", f"states: {{a: {{name: {states['a']}}}, b: {{name: {states['b']}}}}}",
            "status_quo: a", "decision_makers:",
            "  ann: {name: Ann, moves: {a: [b]}, preferences: {pairs: [b > a]}}",
            "  bob: {name: Bob, moves: {b: [a]}, preferences: {pairs: []}}", "",
        ]
    )  # fmt: skip
    told = said(compose(gather(read(text).analyse(), asked=())).chapters[0])
    assert "Not all that is preferred is known: Bob." in told
    assert "Nobody is known to be better off in every ending." in told or "Better off in every ending: Ann." in told
    assert "a better move" not in told


def test_sources_can_be_followed_to_the_web_alone():
    assert followed("https://example.org/a") == "https://example.org/a"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "http://a b",
        "file:///etc",
    ):
        assert followed(address) is None
    cells = [cell for it in sections(chapter("openai-2023", "story")) for row in it.rows for cell in row]
    links = [address for cell in cells if isinstance(cell, Linked) for _text, address in cell.pieces if address]
    assert len(links) > 30
    assert all(address.startswith(("https://", "http://")) for address in links)


def test_evidence_known_only_later_is_marked_so():
    text = said(chapter("openai-2023", "wants"))
    assert "known only later" in text


def test_what_is_one_way_and_what_is_weak_is_told_among_the_limits():
    text = said(chapter("openai-2023", "limits"))
    assert "“Leave together” (The staff)" in text
    assert "“no crisis” (unlikely, no evidence)" in text


def test_large_models_tell_what_is_left_out_and_where_the_rest_is():
    found = findings("openai-2023")
    states = next(it for it in sections(chapter("openai-2023", "appendix")) if it.title == "States")
    assert f"Listed are {len(states.rows)}" in states.lead
    holding = {concept: len(found.analysis.equilibria[concept]) for concept in ("nash", "seq")}
    assert f"Nash {holding['nash']}," in states.lead
    assert f"SEQ {holding['seq']}," in states.lead
    listed = {row[0].split()[0] for row in states.rows}
    assert {ending.state.id for ending in found.analysis.endings} <= listed
    assert any("(now)" in row[0] for row in states.rows)


def test_small_models_list_all_states():
    analysis = findings("elmira-graph").analysis
    states = next(it for it in sections(chapter("elmira-graph", "appendix")) if it.title == "All states")
    assert [row[0].split()[0] for row in states.rows] == [state.id for state in analysis.states]


def test_a_model_without_endings_or_wants_is_told():
    conflict = denouement.Conflict(
        title="Round and round",
        decision_makers=[
            denouement.decision_maker("a", {"x": "X"}, ["x iff z"]),
            denouement.decision_maker("b", {"z": "Z"}, ["x xor z"]),
        ],
    )
    analysis = conflict.analyse(concepts=["nash"], ending_concepts=["nash"])
    assert not analysis.endings
    told = compose(gather(analysis, asked=PARTS, draws=10))
    assert "There is no ending" in said(next(it for it in told.chapters if it.id == "endings"))
    assert "reasons" not in [it.id for it in told.chapters]
    assert to_html(told)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("push", "“Push hard”"),
        ("not push", "not “Push hard”"),
        ("push and not (wait or eased)", "“Push hard” and not (“Wait” or eased)"),
        ("wait if push", "“Wait” if “Push hard”"),
        ("wait implies push", "if “Wait”, then “Push hard”"),
        ("wait unless push", "“Wait” unless “Push hard”"),
        ("wait iff push", "“Wait” just when “Push hard”"),
        ("at least 1 of (wait, push)", "at least 1 of: “Wait”, “Push hard”"),
        ('"Y-"', "“Wait”"),
        ("true", "always"),
    ],
)
def test_conditions_are_told_by_the_names_of_options(condition, words):
    conflict = denouement.Conflict(
        title="Words",
        decision_makers=[
            denouement.decision_maker("a", {"wait": "Wait"}, ["wait"]),
            denouement.decision_maker("b", {"push": "Push hard"}, ["push"]),
        ],
        definitions={"eased": "wait and not push"},
    )
    told = Conditions(Vocabulary.of(conflict), Names(conflict))
    assert told.in_words(parse_condition(condition)) == words


# -- in French ------------------------------------------------------------------------------------------------------


def test_the_answer_in_french_has_names_inside_sentences_and_digits_of_its_own():
    text = said(chapter("openai-2023", "answer", "fr"))
    assert "Qui bougerait\u00a0: les salariés et les régulateurs." in text
    assert "Perte dans toutes les issues pour Altman et Brockman, les salariés, Microsoft" in text
    assert "8 issues\u00a0: Exode (4) et Retour (4\u00a0: " in text
    assert "2\u202f048" in said(chapter("openai-2023", "players", "fr"))


def test_one_and_many_in_french():
    with speaking("fr"):
        one = compose(findings("openai-2023-small"))
    text = said(next(it for it in one.chapters if it.id == "claims"))
    assert "affirmations se traduisent dans les termes du modèle" in text
    assert "Les préférences du conseil" in said(chapter("openai-2023", "limits", "fr"))


# -- other formats --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hostile", "openai-2023-small"])
def test_markdown_has_no_html_and_no_trap_in_it(name):
    text = document_markdown(document(name))
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [inner for token in reader.parse(text) for inner in (token, *(token.children or []))]
    assert not [token.content for token in tokens if token.type.startswith("html")]
    links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    assert links
    assert all(str(address).startswith(("https://", "http://")) for address in links)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


def test_markdown_tables_have_cells_alike_in_all_rows():
    tokens = MarkdownIt("commonmark").enable("table").parse(document_markdown(document("hostile")))
    width = 0
    for token in tokens:
        if token.type == "tr_open":
            cells = 0
        elif token.type in ("th_open", "td_open"):
            cells += 1
        elif token.type == "thead_close":
            width = cells
        elif token.type == "tr_close" and width:
            assert cells == width or token.level == 1
        elif token.type == "table_close":
            width = 0
    assert any(token.type == "table_open" for token in tokens)


def test_text_is_as_wide_as_a_terminal_and_says_what_the_page_says():
    text = document_text(document("openai-2023-small"))
    assert max(map(cell_len, text.splitlines())) <= 80
    for it in document("openai-2023-small").chapters:
        assert f". {it.title}\n" in text


def test_csv_is_long_and_opens_no_formula():
    text = document_csv(document("hostile"))
    header, *rows = csv.reader(io.StringIO(text))
    assert tuple(header) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    cells = {(row[0], row[2], row[3], row[4]): row[6] for row in rows}
    told = next(it for it in chapter("hostile", "answer").sections() if it.grid)
    for number, row in enumerate(told.rows, 1):
        for at, cell in enumerate(row, 1):
            assert cells["answer", told.title, str(number), str(at)].lstrip("'") == cell


# -- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "begins"),
    [("r.html", "<!doctype html>"), ("r.md", "# "), ("r.txt", "Prisoner"), ("r.csv", "chapter,part,section")],
)
def test_the_end_of_the_name_decides_what_is_written(call, tmp_path, file, begins):
    assert call("report", "prisoners-dilemma", "-o", file) == (0, f"Wrote {file}.\n", "")
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(begins)


def test_without_a_file_the_page_is_printed(call):
    code, out, _ = call("report", "prisoners-dilemma")
    assert (code, out[:15]) == (0, "<!doctype html>")
    assert call("report", "prisoners-dilemma", "-o", "-", "--format", "csv")[1].startswith("chapter,")


def test_the_language_asked_for_is_that_of_the_page(call):
    assert '<html lang="fr" dir="ltr">' in call("report", "prisoners-dilemma", "--lang", "fr")[1]


def test_an_unknown_part_or_ending_is_refused_with_advice(call, tmp_path):
    code, _, err = call("report", "prisoners-dilemma", "--with", "sweeep")
    assert code == 2
    assert "did you mean sweep?" in err
    code, _, err = call("report", "prisoners-dilemma", "-o", "r.pdf")
    assert code == 2
    assert ".html, .md, .txt or .csv" in err
    code, _, err = call("report", "prisoners-dilemma", "-o", "nowhere/r.html")
    assert code == 2
    assert "there is no such folder" in err
    assert call("report", "prisoners-dilemma", "-o", str(tmp_path))[0] == 2
    assert not list(tmp_path.iterdir())


def test_the_day_it_was_made_is_said_only_if_asked_for(call):
    plain, dated = (call("report", "prisoners-dilemma", *more)[1] for more in ((), ("--dated",)))
    assert "Made on" not in plain
    assert re.search(r"Made on \d+ \w+ \d{4}\.", dated)


def test_an_interrupted_report_leaves_the_old_file_and_no_half_of_a_new_one(call, tmp_path, monkeypatch):
    (tmp_path / "r.html").write_text("old", encoding="utf-8")

    def interrupted(_document):
        raise KeyboardInterrupt

    monkeypatch.setitem(command._WRITERS, "html", interrupted)
    assert call("report", "prisoners-dilemma", "-o", "r.html")[0] == 130
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == "old"


def test_a_file_that_is_there_is_replaced(call, tmp_path):
    (tmp_path / "r.html").write_text("old", encoding="utf-8")
    assert call("report", "prisoners-dilemma", "-o", "r.html")[0] == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_supposed_is_said_in_the_answer(call):
    out = call("report", "openai-2023-small", "--with", "claims", "--format", "txt", "--drop-rule", "rule1")[1]
    assert "All answers suppose this" in out
    assert "without rule1" in out


def test_a_link_is_kept_through_other_writers():
    cell = Linked.of([("Axios", "https://example.org/a|b"), (" later", None)])
    told = evolve(document("prisoners-dilemma"), chapters=(Chapter("x", "X", (Section("T", rows=((cell, "y"),)),)),))
    assert "[Axios](<https://example.org/a%7Cb>) later" in document_markdown(told)
    assert "Axios later" in document_text(told)


def test_a_search_that_is_interrupted_makes_no_document_of_half_an_answer(monkeypatch):
    from denouement.foresight.flips.flips import flips

    def half(*arguments, **more):
        return evolve(flips(*arguments, **more), stopped="interrupted")

    monkeypatch.setattr("denouement.report.document.findings.flips", half)
    with pytest.raises(KeyboardInterrupt):
        gather(denouement.load("prisoners-dilemma").analyse(), asked=["decides"])


def test_pictures_are_told_to_be_no_probabilities_where_they_look_like_it():
    html = page("openai-2023")
    for key in (
        "Places are ranks: a gap does not say how much more something is wanted.",
        "In how many combinations something comes out is no probability.",
        "The darker a state, the more decision makers have no better move there (Nash).",
        "Where a state stands, and how dark, says nothing about how likely it is.",
    ):
        assert key in html
    assert "An arrow is the best move of somebody" in page("openai-2023-small")
    assert "An arrow is" not in html


def test_a_text_without_pictures_does_not_tell_what_its_tables_tell():
    text, html = document_text(document("openai-2023")), page("openai-2023")
    assert "What comes out in which readings" in html
    assert "What comes out in which readings" not in text
    assert "What comes out in which readings" not in document_markdown(document("openai-2023"))
    assert "What the judgements rest on" in text  # which no table tells so


def test_claims_of_one_source_name_it_once():
    text = said(chapter("openai-2023", "claims"))
    assert text.count("20 November 2023") == 2  # those judged, and those not judged
    assert "In how many of them it holds is no probability." in text
