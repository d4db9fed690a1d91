"""Dates, windows of time, certainties and the scales of sources."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denouement.errors import ModelError
from denouement.model.conflict import Option
from denouement.model.dates import Date, counts
from denouement.model.evidence import Certainty
from tests.unit.models import messages, only_problem, pair, problems, read

UTC = datetime.UTC


def day(text: str) -> Date:
    return Date.parse(text)


# -- text rule 4 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date", "time"),
    [
        ("2023-11-20", (2023, 11, 20), None),
        ("2024-02-29", (2024, 2, 29), None),
        ("2023-11-19T23:53", (2023, 11, 19), datetime.time(23, 53)),
        ("2023-11-19 23:53:07", (2023, 11, 19), datetime.time(23, 53, 7)),
        ("2023-11-19T23:53Z", (2023, 11, 19), datetime.time(23, 53, tzinfo=UTC)),
        (
            "2023-11-19T23:53-08:00",
            (2023, 11, 19),
            datetime.time(23, 53, tzinfo=datetime.timezone(datetime.timedelta(hours=-8))),
        ),
    ],
)
def test_text_rule_4_iso_dates_with_optional_time_and_offset(text, date, time):
    found = Date.parse(text)
    assert (found.day, found.time, str(found)) == (datetime.date(*date), time, text)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2023-13-01", "2023-00-10", "2023-11-31", "0000-01-01", "2023-11-20T24:30", "2023-11-20T10:60"],
)
def test_text_rule_4_impossible_dates_are_errors(text):
    with pytest.raises(ModelError, match="no such day or time"):
        Date.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "20 November 2023",
        "20/11/2023",
        "2023-11-2",
        "2023-11",
        "2023",
        "20231120",
        "2023-W47-1",
        "2023-11-20T",
        "2023-11-20T1",
        "2023-11-20T10",
        "2023-11-20T10:00+8",
        "２０２３-11-20",
        "",
        "2023-11-20x",
    ],
)
def test_text_rule_4_what_is_not_iso_is_refused_with_an_example(text):
    with pytest.raises(ModelError, match="is not a date") as caught:
        Date.parse(text)
    assert "2023-11-19T23:53-08:00" in caught.value.problems[0].hint


def test_text_rule_4_impossible_date_in_a_file_is_one_error_at_its_place():
    problem = only_problem(pair("as_of: 2023-02-30\n"))
    assert problem.location is not None
    assert (problem.location.line, problem.location.column) == (10, 8)


# -- order ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023-11-19", "2023-11-20"),
        ("2023-11-19T23:00", "2023-11-20"),
        ("2023-11-19", "2023-11-20T00:00"),
        ("2023-11-20T08:00", "2023-11-20T09:00"),
        ("2023-11-20T08:00Z", "2023-11-20T09:00Z"),
        ("2023-11-20T09:00+02:00", "2023-11-20T08:00Z"),
        ("2023-11-20T23:30Z", "2023-11-20T20:00-08:00"),
        ("2023-11-20T08:00", "2023-11-20T09:00Z"),
    ],
)
def test_dates_before(first, second):
    assert day(first).is_before(day(second))
    assert not day(second).is_before(day(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023-11-20", "2023-11-20"),
        ("2023-11-20", "2023-11-20T00:00"),
        ("2023-11-20", "2023-11-20T23:59-08:00"),
        ("2023-11-20T10:00+02:00", "2023-11-20T08:00Z"),
    ],
)
def test_dates_neither_before(first, second):
    assert not day(first).is_before(day(second))
    assert not day(second).is_before(day(first))


@given(st.dates(), st.dates())
def test_dates_bare_days_are_ordered_as_days(first, second):
    assert day(first.isoformat()).is_before(day(second.isoformat())) is (first < second)


def test_dates_at_the_ends_of_the_calendar():
    assert day("0001-01-01").eve() == day("0001-01-01")
    assert day("0001-01-01T00:00+14:00").is_before(day("9999-12-31T23:59-12:00"))
    assert day("2024-03-01").eve() == day("2024-02-29")


# -- windows: history rule 2 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        (None, None, "2023-11-20", True),
        ("2023-11-20", None, "2023-11-19", False),
        ("2023-11-20", None, "2023-11-20", True),
        ("2023-11-20", None, "2023-11-21", True),
        (None, "2023-11-20", "2023-11-20", True),
        (None, "2023-11-20", "2023-11-21", False),
        ("2023-11-19", "2023-11-20", "2023-11-19", True),
        ("2023-11-19", "2023-11-20", "2023-11-18", False),
        ("2023-11-20", "2023-11-20", "2023-11-20T12:00", True),
        ("2023-11-20T12:00", None, "2023-11-20T11:59", False),
        ("2023-11-20T12:00", None, "2023-11-20", True),
        (None, None, None, True),
        ("2023-11-20", None, None, True),
        (None, "2023-11-20", None, False),
        ("2023-11-19", "2023-11-20", None, False),
    ],
)
def test_history_rule_2_windows_are_inclusive_and_without_a_date_until_never_counts(since, until, on, expected):
    item = Option("x", since=day(since) if since else None, until=day(until) if until else None)
    assert counts(item, day(on) if on else None) is expected


def test_history_rule_2_a_window_that_ends_before_it_begins_is_an_error():
    problem = only_problem(pair(options_a="{x: {name: X, since: 2023-11-21, until: 2023-11-20}}"))
    assert "before `since`" in problem.message


# -- certainty -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "hundredths"),
    [
        ("remote", 3),
        ("highly unlikely", 15),
        ("unlikely", 30),
        ("realistic possibility", 45),
        ("likely", 65),
        ("probable", 65),
        ("highly likely", 85),
        ("almost certain", 97),
        ("certain", 100),
        ("Highly  Likely", 85),
    ],
)
def test_certainty_words_are_read_as_the_middle_of_their_band(word, hundredths):
    assert Certainty.parse(word).value == Fraction(hundredths, 100)


@pytest.mark.parametrize(
    ("text", "value"), [("1", 1), (".5", Fraction(1, 2)), ("0.1", Fraction(1, 10)), ("1/3", Fraction(1, 3))]
)
def test_certainty_numbers_are_exact(text, value):
    assert Certainty.parse(text).value == value


@pytest.mark.parametrize("text", ["0", "0.0", "-0.5", "1.01", "65", "2"])
def test_certainty_outside_its_range_is_an_error(text):
    with pytest.raises(ModelError, match="above 0 and at most at 1"):
        Certainty.parse(text)


@pytest.mark.parametrize("text", ["65 %", "maybe", "nan", "inf", "1e-1", "1/0", "0." + "1" * 40, "1e999999999"])
def test_certainty_what_is_none_is_refused_with_the_words(text):
    with pytest.raises(ModelError, match="is not a certainty") as caught:
        Certainty.parse(text)
    assert "unlikely" in caught.value.problems[0].hint


def test_certainty_misspelt_word_is_guessed():
    assert "did you mean unlikely" in only_problem(pair(a="[{that: x, certainty: unlikly}]")).hint


def weighted(*certainties: str) -> str:
    readings = ", ".join(
        f"r{n}: {{statements: [x]{f', certainty: {certainty}' if certainty else ''}}}"
        for n, certainty in enumerate(certainties)
    )
    return pair(a=f"{{readings: {{{readings}}}}}")


def test_preferences_reading_weights_over_1_with_one_missing_are_an_error():
    assert "more than 1" in only_problem(weighted(".7", ".6", "")).message


@pytest.mark.parametrize("certainties", [(".7", ".6"), (".7", ".3", ""), (".2", ""), ("", ""), ("certain", "")])
def test_preferences_other_reading_weights_are_read(certainties):
    assert len(read(weighted(*certainties)).decision_maker("a").readings) == len(certainties)


def test_certainty_plain_analysis_uses_every_statement():
    doubtful = pair(a="[{that: not z, certainty: remote}, {that: x, certainty: .01}]")
    sure = pair(a="[not z, x]")
    assert read(doubtful).analyse().to_dict()["stability"] == read(sure).analyse().to_dict()["stability"]


# -- sources and evidence ------------------------------------------------------------------------------------


def cited(source: str = "{}", evidence: str = "{source: s, note: n}") -> str:
    return pair(f"sources: {{s: {source}}}\nevidence: {{e: {evidence}}}\n", a="[{that: x, evidence: [e]}]")


@pytest.mark.parametrize("letter", list("ABCDEF"))
def test_certainty_sources_carry_reliability_a_to_f(letter):
    assert read(cited(f"{{reliability: {letter}}}")).sources[0].reliability == letter


@pytest.mark.parametrize("number", list("123456"))
def test_certainty_evidence_carries_credibility_1_to_6(number):
    assert read(cited(evidence=f"{{source: s, note: n, credibility: {number}}}")).evidence[0].credibility == number


@pytest.mark.parametrize("wrong", ["G", "a", "1"])
def test_certainty_other_reliability_is_an_error(wrong):
    assert "A to F" in only_problem(cited(f"{{reliability: {wrong}}}")).message


@pytest.mark.parametrize("wrong", ["0", "7", "A", "2.0", "02"])
def test_certainty_other_credibility_is_an_error(wrong):
    assert "1 to 6" in only_problem(cited(evidence=f"{{source: s, note: n, credibility: {wrong}}}")).message


@pytest.mark.parametrize("date", ["1993", "1993-05", "1993-05-07", "1993-05-07T10:00Z"])
def test_sources_may_be_dated_by_year_or_month(date):
    assert read(cited(f"{{date: {date}}}")).sources[0].date == date


@pytest.mark.parametrize("date", ["93", "1993-13", "1993-05-32", "May 1993"])
def test_sources_impossible_dates_are_errors(date):
    only_problem(cited(f"{{date: {date}}}"))


@pytest.mark.parametrize("date", ["1993", "1993-05"])
def test_evidence_is_dated_by_day(date):
    assert "is not a date" in only_problem(cited(evidence=f"{{source: s, note: n, date: {date}}}")).message


def test_evidence_needs_a_source_that_exists_and_something_said():
    assert "no source 't'" in only_problem(cited(evidence="{source: t, note: n}")).message
    assert "quote" in only_problem(cited(evidence="{source: s}")).message
    assert "`source` is missing" in only_problem(cited(evidence="{note: n}")).message


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "www.example.org", "http://a b", "ftp://a.b"]
)
def test_sources_have_web_addresses_only(url):
    assert "web address" in only_problem(cited(f"{{url: {url!r}}}")).message


def test_citations_of_evidence_that_is_not_there_are_errors_with_a_guess():
    found = messages(cited().replace("evidence: [e]", "evidence: [e, f], against: [ee]"))
    assert [message.split(" (")[0] for message in found] == ["there is no evidence 'f'", "there is no evidence 'ee'"]


@pytest.mark.parametrize(
    "extra",
    [
        "rules: [{always: true or x, evidence: [no_such]}]",
        "history: [{date: 2023-11-20, event: Rain, evidence: [no_such]}]",
        "claims: {c: {quote: They win, source: no_such}}",
    ],
)
def test_citations_are_checked_everywhere(extra):
    assert len(problems(pair(extra))) == 1
