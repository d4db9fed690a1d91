"""The words that tell how sure a writer is, and what a sentence could become."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denouement.articles.article import read_article
from denouement.articles.cues import CUES
from denouement.articles.hedges import _patterns, certainty_of, hedges_of
from denouement.model.evidence import YARDSTICK


def cues(sentence: str, language: str) -> list[tuple[str, str]]:
    return [(hedge.text, hedge.kind) for hedge in hedges_of(sentence, language)]


@pytest.mark.parametrize(
    ("language", "sentence", "expected", "certainty"),
    [
        ("en", "It seems likely.", [("seems", "seems"), ("likely", "likely")], "likely"),
        (
            "en",
            "It is very unlikely that he would.",
            [("very unlikely", "likely"), ("would", "conditional")],
            "highly unlikely",
        ),
        ("en", "He might, or may.", [("might", "possible"), ("may", "possible")], "realistic possibility"),
        ("en", "It is almost certainly over.", [("almost certainly", "likely")], "almost certain"),
        ("en", "It is clear that he will.", [("It is clear", "strong"), ("will", "forecast")], "almost certain"),
        ("en", "It is not clear whether.", [("not clear", "unknown")], None),
        ("en", "The most likely end is peace.", [("The most likely", "likely")], "likely"),
        ("en", "That remains an open question.", [("remains an open question", "unknown")], None),
        ("en", "He reportedly left.", [("reportedly", "reported")], None),
        ("en", "Is it over?", [("?", "unknown")], None),
        ("en", "“Is it over?” he said.", [("?", "unknown"), ("said", "reported")], None),
        ("fr", "Ce n’est pas clair.", [("pas clair", "unknown")], None),
        ("fr", "Il est clair que non.", [("Il est clair que", "strong")], "almost certain"),
        ("fr", "Il semble peu probable.", [("semble", "seems"), ("peu probable", "likely")], "unlikely"),
        ("fr", "Il aurait probablement gagné.", [("aurait", "conditional"), ("probablement", "likely")], "likely"),
        ("fr", "Il pourrait partir.", [("pourrait", "possible")], "realistic possibility"),
        ("fr", "Elle devrait venir.", [("devrait", "likely")], "likely"),
        ("fr", "Il a ensuite annoncé la fin.", [("a ensuite annoncé", "reported")], None),
        ("fr", "D’après elle, nous partirons.", [("D’après", "reported"), ("nous partirons", "forecast")], None),
        ("fr", "C’est sans aucun doute fini.", [("sans aucun doute", "strong")], "almost certain"),
        (
            "fr",
            "Il est difficile de dire qui viendra.",
            [("difficile de dire", "unknown"), ("viendra", "forecast")],
            None,
        ),
        ("fr", "« Il l'a dit », affirme-t-il.", [("a dit", "reported"), ("affirme-t-il", "reported")], None),
    ],
)
def test_cues(language, sentence, expected, certainty):
    assert cues(sentence, language) == expected
    assert certainty_of(hedges_of(sentence, language)) == certainty


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In May, Will Smith signed the said contract."),
        ("en", "The military might of the would-be king met his will to win as soon as possible."),
        ("en", "It is impossible, dislikelyhood aside."),
        ("fr", "Le retrait et le portrait montraient un opéra."),
        ("fr", "Il espérait, préparait, ouvrait et tirait; elle livra la caméra."),
        ("fr", "Selon que l’on part, dès que possible, un certain nombre reste."),
        ("fr", "Une annonce définitive."),
    ],
)
def test_false_friends(language, sentence):
    assert cues(sentence, language) == []


# Written out from a grammar, not from the program's endings: infinitive, conditional, future, and the imperfect and
# past whose letters come near.
VERBS = """
partir partirait partira partait partit
rejoindre rejoindrait rejoindra rejoignait rejoignit
être serait sera était fut
avoir aurait aura avait eut
faire ferait fera faisait fit
aller irait ira allait alla
venir viendrait viendra venait vint
tenir tiendrait tiendra tenait tint
vouloir voudrait voudra voulait voulut
savoir saurait saura savait sut
falloir faudrait faudra fallait fallut
voir verrait verra voyait vit
envoyer enverrait enverra envoyait envoya
courir courrait courra courait courut
mourir mourrait mourra mourait mourut
recevoir recevrait recevra recevait reçut
mettre mettrait mettra mettait mit
battre battrait battra battait battit
connaître connaîtrait connaîtra connaissait connut
rompre romprait rompra rompait rompit
vaincre vaincrait vaincra vainquait vainquit
conclure conclurait conclura concluait conclut
lire lirait lira lisait lut
vivre vivrait vivra vivait vécut
entrer entrerait entrera entrait entra
montrer montrerait montrera montrait montra
déclarer déclarerait déclarera déclarait déclara
assurer assurerait assurera assurait assura
espérer espérerait espérera espérait espéra
tirer tirerait tirera tirait tira
retirer retirerait retirera retirait retira
ouvrir ouvrirait ouvrira ouvrait ouvrit
offrir offrirait offrira offrait offrit
livrer livrerait livrera livrait livra
serrer serrerait serrera serrait serra
démarrer démarrerait démarrera démarrait démarra
cadrer cadrerait cadrera cadrait cadra
admirer admirerait admirera admirait admira
fermer fermerait fermera fermait ferma
acheter achèterait achètera achetait acheta
finir finirait finira finissait finit
"""


@pytest.mark.parametrize("line", VERBS.strip().splitlines())
def test_french_moods_are_told_by_their_endings(line):
    _, conditional, future, imperfect, past = line.split()
    for third in ("il", "ils"):
        plural = third == "ils"
        forms = (conditional[:-3] + "aient" if plural else conditional, future[:-1] + "ont" if plural else future)
        assert cues(f"Et {third} {forms[0]} là.", "fr") == [(forms[0], "conditional")]
        assert cues(f"Et {third} {forms[1]} là.", "fr") == [(forms[1], "forecast")]
        other = imperfect[:-3] + "aient" if plural else imperfect
        assert cues(f"Et {third} {other} là.", "fr") == []
    assert cues(f"Et il {past} là.", "fr") == []


def test_the_table_holds_together():
    for cue in CUES:
        assert (cue.certainty is None) == (cue.kind in ("unknown", "reported", "forecast", ""))
        assert cue.certainty is None or cue.certainty in YARDSTICK
        assert all(pattern == " ".join(pattern.split()) != "" for pattern in cue.patterns)
    for language in ("en", "fr"):
        patterns = [pattern for cue in CUES if cue.language == language for pattern in cue.patterns]
        assert len(patterns) == len(set(patterns)), "a pattern stands twice"


ENGLISH = "very likely unlikely the said may might not clear it is would be almost certain will to of the most only"
FRENCH = "peu probable très il est clair que pas semble a annoncé dit sans doute aucun serait le plus possible"
SAMPLES = {"en": ENGLISH.split(), "fr": FRENCH.split()}


@settings(deadline=None)  # the libraries are loaded on first use
@given(st.sampled_from(["en", "fr"]), st.data())
def test_of_cues_that_meet_the_longest_counts(language, data):
    sentence = " ".join(data.draw(st.lists(st.sampled_from(SAMPLES[language]), min_size=1, max_size=9)))
    spans = [
        (match.end() - match.start(), -order, match.start(), kind)
        for order, (pattern, kind, _) in enumerate(_patterns(language))
        for match in pattern.finditer(sentence)
    ]
    expected: list[tuple[int, int, str]] = []
    # From the definition: take the longest left over, earliest in the table, and drop all that meet it.
    while spans:
        length, _, start, kind = max(spans, key=lambda span: (span[0], span[1], -span[2]))
        expected.append((start, start + length, kind))
        spans = [span for span in spans if span[2] + span[0] <= start or start + length <= span[2]]
    found = [(hedge.start, hedge.end, hedge.kind) for hedge in hedges_of(sentence, language)]
    assert found == sorted(span for span in expected if span[2])


WORDS = {
    "remote": "slim chance",
    "highly unlikely": "very unlikely",
    "unlikely": "unlikely",
    "realistic possibility": "might",
    "likely": "likely",
    "highly likely": "very likely",
    "almost certain": "almost certain",
}


@pytest.mark.parametrize("pair", list(itertools.permutations(WORDS, 2)))
def test_the_most_doubtful_word_counts(pair):
    sentence = f"{WORDS[pair[0]]} or so {WORDS[pair[1]]}."
    assert certainty_of(hedges_of(sentence, "en")) == min(pair, key=YARDSTICK.__getitem__)


def uses(sentence: str, language: str = "en") -> list[tuple[str, str | None]]:
    (only,) = read_article(sentence, language=language).sentences
    return [(candidate.use, candidate.certainty) for candidate in only.candidates]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The board will win.", [("claim", None)]),
        ("The board would win.", [("claim", "realistic possibility")]),
        ("The board said it would win.", [("evidence", None)]),
        ("The board said it may win.", [("claim", "realistic possibility"), ("evidence", None)]),
        ("It is not clear whether the board would win.", [("question", None)]),
        ("Will the board win?", [("question", None)]),
        ("Holt resigned on Friday.", [("evidence", None)]),
        ("Some 90 people left.", [("evidence", None)]),
        ("Holt resigned.", []),
        ("Nobody knows who will win, but Holt is the likely victim.", [("claim", "likely"), ("question", None)]),
    ],
)
def test_what_a_sentence_could_become(sentence, expected):
    assert uses(sentence) == expected


def test_the_page_of_the_table_shows_every_pattern(call):
    code, out, err = call("read", "--cues")
    assert (code, err) == (0, "")
    squeezed = re.sub(r"\s+", "", out)
    for word in ("seems", "vraisemblablement", "wouldn’t", "quasi-certaine?s?"):
        assert word in squeezed
