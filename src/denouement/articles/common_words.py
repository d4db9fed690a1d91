"""Words that begin sentences with a capital, or are always written with one, and name nobody."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENERS: dict[str, frozenset[str]] = {
    "en": _words(
        "a about above according after again against all almost also although am among an and another any anyone are "
        "around as asked at back be because been before behind being below besides between both but by can cannot "
        "certainly clearly could critics despite did do does done down during each early earlier either even every "
        "everyone everything experts few fewer finally first for former four from further get given had half "
        "has have "
        "he hence her here hers herself high him himself his how however hundreds i if in indeed inside instead into "
        "is it its itself just last late later least less let like little long low many may maybe me meanwhile "
        "members "
        "might more moreover most much must my near neither never nevertheless new next no nobody none nor not "
        "nothing "
        "now obviously of off officials often old on once one only or other others otherwise our out outside "
        "over own "
        "people perhaps please possibly presumably probably quite rather reportedly same second several shall she "
        "should since six so some somebody someone something sometimes soon sources still such than that the their "
        "them then there therefore these they thing third this those though thousands three through thus to today "
        "together tomorrow too two ultimately under undoubtedly unless unlike until up upon us very was we well were "
        "what whatever when whenever where whereas whether which while who whoever whom whose why will with within "
        "without would yes yesterday yet you your analysts workers investors dozens five seven eight nine ten"
    ),
    "fr": _words(
        "a afin ah ai ailleurs ainsi alors après as assez au aucun aucune aujourd’hui auparavant auprès aussi "
        "aussitôt "
        "autant autour autre autres aux avant avec beaucoup bien bientôt bref ça car ce ceci cela celle celle-ci "
        "celles celui celui-ci cependant certain certaine certaines certains ces cet cette ceux chacun chacune "
        "chaque "
        "chez ci cinq comme comment contre d dans de debout dedans dehors déjà demain depuis derrière des dès deux "
        "devant dix donc dont du durant elle elles en encore enfin ensuite entre environ est et être eux face faute "
        "finalement fin grâce hier hors huit ici il ils jamais je jusqu jusque l la là le les lequel leur leurs loin "
        "lors lorsque lui ma madame mais malgré me même mes mieux moi moins mon monsieur n ne ni non nos notre nous "
        "nul nulle on or ou où oui outre par parce parfois parmi pas pendant peu peut-être plus plusieurs "
        "plutôt point "
        "pour pourquoi pourtant près presque puis puisque qu quand quant quatre que quel quelle quelles quelque "
        "quelques quels qui quiconque quoi quoique rien s sa salariés sans sauf se seize selon sept ses seul "
        "seule si "
        "six soit son sous souvent suite suivant sur surtout ta tandis tant tel telle tels tes toi ton toujours tous "
        "tout toute toutefois toutes trois trop tu un une vers voici voilà votre vous y bien encore interrogé "
        "interrogée dit"
    ),
}
"""Words that a sentence may well begin with."""

CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars "
    "avril mai juin juillet août septembre octobre novembre décembre jan feb mar apr jun jul aug sep sept oct nov "
    "dec"
)

TITLES = _words(
    "mr mrs ms dr prof professor sir dame lord lady mayor president minister senator judge justice chairman "
    "chairwoman chair captain general colonel governor secretary chancellor king queen prince princess pope rev "
    "reverend saint mme "
    "mmes mlle m mm me pr maître monsieur madame ceo cfo cto pdg dg"
)
"""Titles before a name; they are no part of it."""

NOT_NAMES = _words(
    "i ia pdg dg opa ipo ai ceo cfo cto coo pib gdp tv ong ngo ok e-mail english french german british american "
    "european "
    "chinese russian italian spanish dutch belgian swiss japanese indian canadian african asian american’s internet "
    "christmas easter noël pâques"
)
"""Written with capitals, and yet nobody's name when they stand alone."""

INSTITUTIONS = _words(
    "académie agence alliance assemblée association autorité banque bourse bureau centre chambre coalition comité "
    "commission communauté confédération conseil cour direction fédération fondation fonds fraternité front haut "
    "institut ligue ministère mouvement musée observatoire office ordre organisation parlement parti préfecture "
    "régie "
    "société syndicat tribunal union université académie bank board bureau chamber church college commission "
    "committee "
    "community confederation congress coalition council court department federation foundation fund guild house "
    "institute league ministry movement museum office order organisation organization parliament party society "
    "tribunal union university association assembly authority agency alliance"
)
"""Words that open the name of a body, so that `of`, `de` or `des` after them carry the name on."""
