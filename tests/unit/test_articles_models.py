"""From an article to a draft that loads, and an article beside a model; the command around both."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denouement.analysis.lints.examine import examine
from denouement.articles.against import compare
from denouement.articles.article import read_article
from denouement.articles.draft import PLACEHOLDER, candidates, draft
from denouement.errors import RequestError
from tests.unit.articles.measure import TEXTS, marked
from tests.unit.models import PAIR, read

TEXT = """The board gives way

The board of Norlund said on Friday that it would pay. Iris Holt, its chair, may resign.

It is not clear who will follow her. Some 90 people left.
"""

# -- the draft ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("date", [None, "2023-11-20"])
def test_a_draft_loads_and_is_analysed_and_has_no_long_quote(name, date):
    import datetime

    day = datetime.date.fromisoformat(date) if date else None
    conflict = read(draft(read_article(marked(name)[0], date=day)))
    assert [maker.id for maker in conflict.decision_makers] == [PLACEHOLDER]
    assert conflict.analyse().number_of_states == 2
    assert "long-quote" not in {finding.code for finding in examine(conflict).findings}


NASTY = [*"“\"':{}[\\%&*!|>`@,?…~.é漢😀", " #", "- ", "null", "yes", "1e3", "Vane", "said", "may"]
NASTY += ["\u202e", "\u2028", "\x85", "\x1b", "\t", "\ufeff"]


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.lists(st.sampled_from(NASTY), min_size=1, max_size=30), st.sampled_from([" ", ""]))
def test_whatever_the_text_a_draft_parses_back_to_the_same_quotes(parts, between):
    text = "Vane of the Board said on Friday that it may. " + between.join(parts)
    article = read_article(text, language="en")
    written = draft(article)
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", written)
    conflict = read(written)
    expected = {id: candidate.quote for id, _, candidate in candidates(article) if candidate.use != "question"}
    quotes = {entry.id: entry.quote for entry in conflict.evidence} | {
        claim.id: claim.quote for claim in conflict.claims
    }
    assert quotes == expected
    assert expected


def test_a_name_in_the_draft_becomes_a_decision_maker_when_its_sign_is_taken_away():
    text = draft(read_article(marked("harbour.en")[0]))
    loaded = read(re.sub(r"^#(  \w+: \{name: .*preferences: \[\]\})", r"\1", text, flags=re.MULTILINE))
    assert "Ana Ruiz" in {maker.name for maker in loaded.decision_makers}


@pytest.mark.parametrize("name", ["Start Now", "Not", "YN", "漢字", "Replace Me", "Ünïcode-Werke & Co"])
def test_ids_made_from_names_are_ids(name):
    text = draft(read_article(f"It was the end for {name} and for {name.upper()} too.", language="en"))
    uncommented = re.sub(r"^#(  \S+: \{name: .*preferences: \[\]\})", r"\1", text, flags=re.MULTILINE)
    read(uncommented)


# -- beside a model -------------------------------------------------------------------------------------------


def model_with(*, evidence: dict[str, str], claims: dict[str, str] | None = None, source: str = "paper") -> str:
    text = PAIR + "sources: {paper: {title: P}, other: {title: O}}\n"
    if evidence:
        text += "evidence:\n" + "".join(
            f"  {id}: {{source: {source}, quote: {json.dumps(quote)}}}\n" for id, quote in evidence.items()
        )
    if claims:
        text += "claims:\n" + "".join(
            f"  {id}: {{source: {source}, quote: {json.dumps(quote)}}}\n" for id, quote in claims.items()
        )
    return text


def places(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    comparison = compare(read_article(text), read(model_with(evidence={"e": quote})), source="paper")
    assert (not comparison.cited) == bool(comparison.missing)
    return comparison.cited[0].places if comparison.cited else ()


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("it would pay", ((2, 1),)),
        ("IT  would\u00a0pay.", ((2, 1),)),
        ("The board … would pay", ((2, 1),)),
        ("would pay. Iris Holt", ((2, 1), (2, 2))),
        ("The board [...] may resign", ((2, 1), (2, 2))),
        ("would pay nothing", ()),
        ("ould pay", ()),
        ("may resign … it would pay", ()),
        ("…", ()),
    ],
)
def test_a_quote_is_found_where_it_stands(quote, expected):
    assert places(TEXT, quote) == expected


def test_typographic_signs_make_no_difference():
    assert places(
        "Le conseil de l’entreprise a dit « non » hier – et c’est tout.", 'l\'entreprise a dit "non" hier - et'
    )


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.sampled_from(TEXTS), st.data())
def test_any_stretch_of_words_of_a_sentence_is_found_in_it(name, data):
    article = read_article(marked(name)[0])
    sentence = data.draw(st.sampled_from(article.sentences))
    words = sentence.text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    if not any(map(str.isalnum, quote)):
        return
    # The first place in the text counts; a short quote may stand in an earlier sentence too.
    earlier = [other for other in article.sentences if other.place <= sentence.place]
    comparison = compare(article, read(model_with(evidence={"e": quote})))
    assert comparison.cited, quote
    assert comparison.cited[0].places[0] in {other.place for other in earlier}


@pytest.mark.parametrize("name", TEXTS)
def test_a_draft_cites_what_it_was_made_from(name):
    article = read_article(marked(name)[0])
    comparison = compare(article, read(draft(article)))
    assert comparison.missing == ()
    assert comparison.source == "article"
    expected = {sentence.place for _, sentence, candidate in candidates(article) if candidate.use != "question"}
    assert expected <= {place for one in comparison.cited for place in one.places}
    assert set(comparison.uncited) == {sentence.place for sentence in article.sentences} - {
        place for one in comparison.cited for place in one.places
    }


def test_the_source_is_that_of_most_quotes_and_only_its_quotes_can_be_missing():
    text = model_with(evidence={"a": "it would pay", "b": "it would never pay"}, claims={"c": "may resign"})
    text += "  d: {source: other, quote: nobody said so}\n  e: {source: other, quote: Some 90 people left}\n"
    comparison = compare(read_article(TEXT), read(text))
    assert (comparison.source, comparison.named) == ("paper", False)
    assert [element.id for element in comparison.missing] == ["b"]
    assert comparison.elsewhere == 2  # that one of them stands in this text too does not make it a citation of it
    assert [element.id for element in comparison.citing((2, 2))] == ["c"]
    assert comparison.uncited == ((1, 1), (3, 1), (3, 2))


def test_a_model_that_cites_nothing_of_the_text():
    comparison = compare(read_article(TEXT), read(model_with(evidence={"a": "not in there"})))
    assert (comparison.source, comparison.cited, comparison.missing, comparison.elsewhere) == (None, (), (), 1)


def test_a_source_that_is_not_in_the_model():
    with pytest.raises(RequestError, match="did you mean paper"):
        compare(read_article(TEXT), read(model_with(evidence={})), source="papre")


# -- the command ----------------------------------------------------------------------------------------------


@pytest.fixture
def article(tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    return "article.txt"


def test_the_report_answers_in_order(call, article):
    code, out, err = call("read", article, "--date", "2023-11-20")
    assert (code, err) == (0, "")
    headings = ["The board gives way", "3 paragraphs, 5 sentences", "Who is named", "When", "How much", "Sentence by"]
    assert sorted(headings, key=out.index) == headings
    assert out.index("Sentence by") < out.index("Next")
    for words in (
        "Iris Holt",
        "2023-11-17 or, if still to come, 2023-11-24",
        "realistic possibility (may)",
        "English (guessed",
    ):
        assert words in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_json_and_nothing_else(call, article):
    code, out, err = call("read", article, "--json", "--language", "en")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert data["format"] == "denouement-read/1"
    assert (data["language"], data["language_guessed"], data["date"]) == ("en", False, None)
    assert [sentence["number"] for sentence in data["sentences"]] == ["1.1", "2.1", "2.2", "3.1", "3.2"]
    assert data["sentences"][2]["candidates"] == [
        {"use": "claim", "quote": "Iris Holt, its chair, may resign", "certainty": "realistic possibility"}
    ]
    assert data["sentences"][4]["quantities"] == [
        {"text": "Some 90 people", "value": "90", "unit": "people", "rounded": "some"}
    ]
    assert "against" not in data


def test_a_draft_is_written_once(call, article, tmp_path):
    assert call("read", article, "-o", "draft.yaml")[0] == 0
    before = (tmp_path / "draft.yaml").read_bytes()
    assert call("check", "draft.yaml")[0] == 0
    code, out, err = call("read", article, "-o", "draft.yaml")
    assert (code, out) == (2, "")
    assert "exists already" in err
    assert (tmp_path / "draft.yaml").read_bytes() == before


def test_against_a_model(call, article, model):
    model(model_with(evidence={"pays": "it would pay", "never": "it would never pay"}))
    code, out, _ = call("read", article, "--against", "model.yaml")
    assert code == 0
    squeezed = " ".join(out.split())
    assert "evidence pays" in squeezed
    assert "Quotes that are not in the text" in squeezed
    assert "evidence never it would never pay" in squeezed
    data = json.loads(call("read", article, "--against", "model.yaml", "--json")[1])
    assert data["against"]["source"] == "paper"
    assert [element["id"] for element in data["against"]["not_found"]] == ["never"]
    assert data["against"]["not_cited"] == ["1.1", "2.2", "3.1", "3.2"]
    assert data["sentences"][1]["cited_by"] == [{"kind": "evidence", "id": "pays"}]


def test_standard_input(call, monkeypatch):
    class Stream:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stream)
    assert "The board gives way" in call("read", "-")[1]


def test_control_and_direction_characters_cannot_steer_a_terminal(call, tmp_path):
    (tmp_path / "article.txt").write_text("The board of \x1b[31mNorlund\u202e said it may. " * 3, encoding="utf-8")
    code, out, _ = call("read", "article.txt")
    assert code == 0
    assert not set(out) & {"\x1b", "\u202e"}
    assert "\\x1b" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.txt"], "cannot read nowhere.txt"),
        (["."], "cannot read ."),
        ([], "no article is named"),
        (["article.txt", "--language", "de"], "English (en) or French (fr)"),
        (["article.txt", "--date", "yesterday"], "--date: 'yesterday' is not a date"),
        (["article.txt", "--date", "2023-02-30"], "--date: there is no such day"),
        (["article.txt", "--source", "x"], "needs --against"),
        (["article.txt", "--against", "nowhere.yaml"], "there is no file 'nowhere.yaml'"),
        (["article.txt", "--cues"], "stands alone"),
        (["article.txt", "-o", "nowhere/draft.yaml"], "cannot write nowhere/draft.yaml"),
        (["german.txt"], "neither English (en) nor French (fr)"),
        (["empty.txt"], "no words in it"),
        (["latin.txt"], "not in UTF-8"),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_bad_input_is_one_clear_message(call, article, tmp_path, arguments, says, as_json):
    (tmp_path / "german.txt").write_text("Der Vorstand hat sich dagegen ausgesprochen.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"\n")
    (tmp_path / "latin.txt").write_bytes("Vérité".encode("latin-1"))
    code, out, err = call("read", *arguments, *(["--json"] if as_json else []))
    assert code == 2
    if as_json:
        (error,) = json.loads(out)["errors"]
        assert err == ""
        assert says in error["message"] + error["hint"]
    else:
        assert out == ""
        assert says in err
        assert "Traceback" not in err


@pytest.mark.parametrize("library", ["sentencex", "dateparser"])
def test_without_the_libraries_one_line_says_what_to_install(call, article, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    code, out, err = call("read", article, "--date", "2023-11-20")
    assert (code, out) == (2, "")
    assert library in err
    assert "pip install 'denouement[read]'" in err


def test_the_libraries_are_imported_only_to_read():
    program = "import sys, denouement.ui.cli.read, denouement.articles.article, denouement.report.article_outline; "
    program += "print([m for m in ('sentencex', 'dateparser', 'regex') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
