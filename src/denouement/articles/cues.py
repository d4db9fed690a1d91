"""The words that tell how sure a writer is: one table, which the program prints with `read --cues`.

A pattern is written as in the text, in lower case. `(a|b)` is a choice, `x?` may be missing, `*` is any ending of a
word, `~` stands for up to two words between (or none), `{…}` names a list below. Where two patterns meet in a
text the longer one counts; so a longer one of kind `""` (a false friend) takes the text from a shorter one.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Kind = Literal["seems", "likely", "possible", "conditional", "unknown", "reported", "strong", "forecast", ""]


@frozen
class Cue:
    """Words of one language that mean the same degree of certainty."""

    language: Literal["en", "fr"]
    kind: Kind
    """`""` for false friends: they look like a cue and are none."""
    certainty: str | None
    """A word of the probability yardstick; None where the cue is about something else than how likely it is."""
    patterns: tuple[str, ...]


def _cue(language: Literal["en", "fr"], kind: Kind, certainty: str | None, patterns: str) -> Cue:
    return Cue(language, kind, certainty, tuple(" ".join(pattern.split()) for pattern in patterns.split(";")))


CUES: tuple[Cue, ...] = (
    # English
    _cue("en", "seems", "likely", "seem; seems; seemed; seemingly; appears?; appeared; apparent; apparently"),
    _cue("en", "likely", "remote", "(remote|slim|slight) chance; almost impossible; next to impossible"),
    _cue("en", "likely", "highly unlikely", "(very|highly|most|extremely) unlikely; very improbable"),
    _cue("en", "likely", "unlikely", "unlikely; improbable; not (very )?likely; not (be )?expected to; doubtful"),
    _cue(
        "en", "likely", "likely",
        "likely; more likely; (the )?(most|least) (likely|probable); likelier; probable; probably; "
        "in all likelihood; presumably; "
        "(is|are|was|were|be|been|widely) expected to; expected to; poised to; set to",
    ),
    _cue("en", "likely", "highly likely", "(very|highly|extremely|increasingly) likely; very probably; most probably"),
    _cue(
        "en", "likely", "almost certain",
        "almost certain(ly)?; nearly certain; all but certain; virtually certain; all but (sure|inevitable)",
    ),
    _cue(
        "en", "possible", "realistic possibility",
        "may; might; could; possible; possibly; perhaps; maybe; conceivable; conceivably; potentially; "
        "cannot be (ruled out|excluded); can’t be ruled out",
    ),
    _cue("en", "conditional", "realistic possibility", "would; wouldn’t; would’ve"),
    _cue(
        "en", "unknown", None,
        "not (yet |entirely |immediately |at all )?(clear|known|certain|sure); "
        "(is|was|are|were)n’t (clear|known|certain|sure); "
        "unclear; unknown; uncertain; hard to (say|see|tell|know|predict); difficult to (say|see|tell|know|predict); "
        "impossible to (say|tell|know|predict); (remains?|is|are) (an )?open( question)?; open question; "
        "remains? to be seen; too (early|soon|fast|quickly) (to|for); nobody knows; no one knows; "
        "(could|can|has|have) not be(en)? (independently )?(confirmed|verified); "
        "(has|have|had|did|does) not (confirm|confirmed|specify|specified|say|said|disclosed?); "
        "anyone’s guess; up in the air; in doubt",
    ),
    _cue(
        "en", "reported", None,
        "said; says; say; told; tells; according to; reportedly; allegedly; announced; announces; stated; "
        "states that; claim(s|ed)?; reports that; reported; confirm(s|ed)?; denied; denies; warned; warns; "
        "insist(s|ed); "
        "argue(s|d)?; believe(s|d)?; thinks?; promised; vowed; threatened; threaten; added; adds; wrote; "
        "tweeted; posted; replied; acknowledged; admitted; suggest(s|ed) that; expressed; people familiar with",
    ),
    _cue(
        "en", "strong", "almost certain",
        "one thing is ~ (clear|certain|sure); (it|what|that) is ~ (clear|certain|obvious); "
        "(it’s|that’s) (clear|certain|obvious); "
        "clearly; certainly; undoubtedly; unquestionably; inevitable; inevitably; undisputed; definitely; obviously; "
        "no doubt; without (a )?doubt; beyond doubt; for (sure|certain); we know that; the only; "
        "the (best|worst|biggest|largest|greatest|strongest|weakest|least|most)",
    ),
    _cue("en", "forecast", None, "will; won’t; (is|are|’s|’re) going to; about to; shall"),
    _cue(
        "en", "", None,
        "the said; said (contract|plan|agreement|document|person|property); "
        "as (soon|quickly|early|much|far) as possible; "
        "where possible; (military|economic|political) might; the might of; with all (his|her|their|its) might; "
        "(good|free|last|ill) will; (his|her|their|own|political|the) will (to|of); will and testament; would-be; "
        "at (the )?(most|least|best|worst); "
        "certain (people|persons|things|number); that is to say; say in; have a say; had a say; no say; "
        "the largest (city|town); need not say; earnings reports",
    ),
    # French
    _cue(
        "fr", "seems", "likely",
        "sembl(e|ent|ait|aient); parai(t|ssent|ssait); paraî(t|trait); apparemment; apparents?; apparentes?; "
        "selon toute apparence; avoir l’air; a l’air; ont l’air; donn(e|ent) l’impression",
    ),
    _cue("fr", "likely", "remote", "quasi(ment|-)? ?impossible; presque impossible; (une|aucune) chance infime"),
    _cue("fr", "likely", "highly unlikely", "(très|fort|hautement) (improbables?|peu probables?); très peu probables?"),
    _cue(
        "fr", "likely", "unlikely",
        "peu (probables?|vraisemblables?); improbables?; invraisemblables?; (pas|guère) (très )?probables?; "
        "douteu(x|se|ses)",
    ),
    _cue(
        "fr", "likely", "likely",
        "probables?; probablement; vraisemblables?; vraisemblablement; sans doute; "
        "(de plus en|le|la|les) plus (probables?|vraisemblables?); "
        "devr(ait|aient); s’attend(ent)? à; (est|était) attendue?; (sont|étaient) attendu(e)?s",
    ),
    _cue(
        "fr", "likely", "highly likely",
        "(très|fort|hautement) (probables?|probablement|vraisemblables?|vraisemblablement); "
        "selon toute vraisemblance; "
        "il y a de fortes chances",
    ),
    _cue(
        "fr", "likely", "almost certain",
        "(presque|quasi|quasiment|pratiquement) (certaine?s?|sûre?s?|inévitables?); quasi-certaine?s?; à coup sûr",
    ),
    _cue(
        "fr", "possible", "realistic possibility",
        "peut-être; possibles?; possiblement; potentiellement; pourr(ait|aient); éventuellement; "
        "éventuel(le)?s?; il se peut; "
        "(pas|plus) (exclue?s?|à exclure|impossible); envisageables?; susceptibles? de",
    ),
    _cue("fr", "conditional", "realistic possibility", "{conditional}"),
    _cue(
        "fr", "unknown", None,
        "(pas|guère|plus|jamais) (encore |très |tout à fait |vraiment )?(claire?s?|certaine?s?|sûre?s?|"
        "connue?s?|établie?s?); "
        "(reste|restent|demeure|demeurent) (encore |très )?(floue?s?|ouvertes?|incertaine?s?|inconnue?s?|"
        "obscure?s?|à (voir|savoir|préciser)); "
        "question ~ ouverte; (difficile|impossible) (de|à) (dire|savoir|prévoir|prédire|deviner|comprendre); "
        "on ignore; nul ne sait; personne ne sait; on ne sait (pas|guère); nous ne savons pas; incertaine?s?; "
        "inconnue?s?; "
        "trop (tôt|vite|rapidement) pour; "
        "(n’a|n’ont|n’avait|n’avaient) (pas|rien|ni) (encore )?(confirmé|précisé|démenti|dévoilé|communiqué|dit); "
        "en suspens; reste à (voir|savoir)",
    ),
    _cue(
        "fr", "reported", None,
        "selon; d’après; {have} ~ {said}; s’(est|était) dit(e)?; s’interrog(e|ent); se (dit|disent|disaient); "
        "(affirm|déclar|expliqu|indiqu|précis|annonc|confirm|dénonc|évoqu|assur|estim|souhait|jug|rapport|"
        "raconte|ajout|rappel|"
        "insist|menac|révèl|révél|not|soulign|admet|promet|prétend|souten|exig|accus)(e|ent|t|ait|"
        "aient)-(t-)?(il|elle|on|ils|elles); "
        "affirm(e|ent); déclar(e|ent); expliqu(e|ent); indiqu(e|ent); annonc(e|ent); confirm(e|ent); évoqu(e|ent); "
        "estim(e|ent); jug(e|ent) que; préten(d|dent); assur(e|ent) que; précis(e|ent) que; soutien(t|nent) que; "
        "rapport(e|ent) que; souligne(nt)?; dénonc(e|ent); dit que; disent que; de source*; aux dires de",
    ),
    _cue(
        "fr", "strong", "almost certain",
        "ce qui est ~ (clair|certain|sûr); une chose est ~ (claire|certaine|sûre); "
        "il est ~ (clair|certain|évident) que; c’est ~ (clair|certain|évident); "
        "clairement; certainement; assurément; évidemment que; indéniable(ment)?; incontestable(ment)?; "
        "incontesté(e|s|es)?; "
        "inévitable(ment)?; avec certitude; sans aucun doute; nul doute; sans conteste; aucun doute; à l’évidence; "
        "l’unique; (le|la|les) seul(e|s|es)?; (le|la|les) (pire|meilleur)(e|s|es)?; (le|la|les) (plus|moins) {word}",
    ),
    _cue(
        "fr", "forecast", None,
        "{future}; nous (ne |n’|le |la |les |y |en )?{future_of_nous}; (va|vont) {infinitive}; sur le point de",
    ),
    _cue(
        "fr", "", None,
        "selon (que|lequel|laquelle|les cas|le cas); dès que possible; (aussi|autant|plus) ~ que possible; "
        "si possible; "
        "le moins possible; pas possible; au plus tard; (le|la|les) plus (tard|tôt|souvent|possible); "
        "certaine?s? nombre; (une|cette|son|leur|la|l’|d’une) ?annonce; à (le|la) seule fin; le seul fait; "
        "il paraît que oui; sans doute aucun",
    ),
)  # fmt: skip

_STEMS_IN_R = (
    "err serr enterr déterr desserr resserr atterr barr bourr narr démarr amarr carr tir retir attir étir "
    "soutir aspir inspir "
    "respir expir conspir transpir soupir admir désir vir déchir cir chavir délir mir cadr encadr engendr poudr livr "
    "délivr ouvr rouvr entrouvr couvr découvr recouvr enivr sevr œuvr oeuvr manœuvr navr"
)
"""Verbs whose stem ends like a conditional: `tirait` and `ouvrait` are imperfects, `ouvra` and `vira` past tenses."""

_NOT_VERBS = "sierra riviera sahara guerra terra opera camera"

_FUTURE_STEM = r"(?:\w*(?:er|ir|clur|dr|vr|rr|ettr|battr|[aoâô]î?tr|ompr|incr)|aur|saur)"
"""What stands before the ending in the French future and conditional: always an r, and before it one of few letters.

Imperfects such as `montrait` or `préparait` have other letters, or an accent as in `espérait`.
"""


def _but(stems: str, endings: str) -> str:
    return f"(?!(?:{'|'.join(stems.split())})(?:{endings})\\b)"


LISTS: dict[str, str] = {
    "conditional": _but(_STEMS_IN_R, "ait|aient") + _FUTURE_STEM + "(?:ait|aient)",
    "future": _but(_NOT_VERBS, "") + _but(_STEMS_IN_R, "a|ont") + _FUTURE_STEM + "(?:a|ont)",
    "future_of_nous": _but(_STEMS_IN_R, "ons") + _FUTURE_STEM + "ons",
    "have": "(?:a|ont|avait|avaient|aurait|auraient)",
    "said": "(?:annoncé|déclaré|dit|affirmé|indiqué|confirmé|expliqué|précisé|ajouté|promis|menacé|assuré|"
    "estimé|évoqué|"
    "averti|prévenu|démenti|révélé|reconnu|exprimé|écrit|répondu|souligné|rappelé|dénoncé|raconté|admis|soutenu|"
    "exigé|"
    "rapporté|jugé)",
    "infinitive": r"\w+(?:er|ir|re|oir)",
    "word": r"\w+",
}
"""What patterns name in braces, as regular expressions."""
