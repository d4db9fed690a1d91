"""Pictures of what was worked out: each one function that takes results and gives a `Picture`.

    endings_grid(analysis)                               stories and decision makers: ▲ better, ● same, ▼ worse
    state_map(analysis, *, all_improvements=False,       states in a grid, and the best moves between few; what can
              from_now=False, concept="nash")            be reached from now; how many stay, under which concept
    ego_diagram(analysis, state)                         who can bring us to a state, and who would leave it
    preference_strips(analysis)                          for each decision maker, situations from worst to best
    readings_matrix(overview)                            what comes out in which readings
    sweep_bars(sweep)                                    shares of the draws, with intervals
    replay_timeline(replay)                              what happened, and how it could have ended on each day
    evidence_quality(analysis)                           how good the sources are, and what rests on none

All take `prefix`, a word that makes the ids of a picture unique where several stand in one page, and have a default.
`Picture` has `svg` (one `<svg>` element), `title`, `description`, and `alone()` (the text of a file). A page with
pictures embeds `STYLE` once; it may set the custom properties named in `style.LIGHT` (--ink, --paper, --soft, --muted,
--series-1 to --series-5, --better, --same, --worse).

The map can be explored as well:

    interactive_map(analysis, *, concept="nash", prefix="map") -> str    a fragment of HTML: picture, switches, data
    SCRIPT                                                   what the page embeds once to bring it to life

A map of more than MOST_STATES states raises RequestError (`state_map`, `interactive_map`, `map_data`). On a narrow
screen pictures shrink with the page, unless they stand in a box that scrolls.
"""

from denouement.report.pictures.bars import sweep_bars
from denouement.report.pictures.ego import ego_diagram
from denouement.report.pictures.evidence import evidence_quality
from denouement.report.pictures.grid import endings_grid
from denouement.report.pictures.interactive import SCRIPT, interactive_map, map_data
from denouement.report.pictures.map_parts import MOST_STATES
from denouement.report.pictures.matrix import readings_matrix
from denouement.report.pictures.picture import Picture
from denouement.report.pictures.state_map import state_map
from denouement.report.pictures.strips import preference_strips
from denouement.report.pictures.style import STYLE
from denouement.report.pictures.timeline import replay_timeline

__all__ = [
    "MOST_STATES",
    "SCRIPT",
    "STYLE",
    "Picture",
    "ego_diagram",
    "endings_grid",
    "evidence_quality",
    "interactive_map",
    "map_data",
    "preference_strips",
    "readings_matrix",
    "replay_timeline",
    "state_map",
    "sweep_bars",
]
