"""Small faults, each of which makes an answer wrong, and for each the test that must notice it.

A fault names a text that occurs exactly once in its file, and what stands there instead when the fault is planted.
Where the code changes, `test_faults_apply.py` says which texts must be written anew. A change that alters no answer
does not belong here: no test could notice it. The lists are long because they are lists; skim the names.
"""

from __future__ import annotations

from tests.mutation.faults_analysis import ANALYSIS
from tests.mutation.faults_claims import CLAIM_FAULTS
from tests.mutation.faults_decides import DECIDES
from tests.mutation.faults_documents import DOCUMENT_FAULTS
from tests.mutation.faults_explain import EXPLANATIONS
from tests.mutation.faults_languages import LANGUAGE_FAULTS
from tests.mutation.faults_model import MODEL
from tests.mutation.faults_perceptions import PERCEPTIONS
from tests.mutation.faults_pictures import PICTURE_FAULTS
from tests.mutation.faults_play import PLAYS
from tests.mutation.faults_profiles import PROFILES
from tests.mutation.faults_readings import OVER_READINGS
from tests.mutation.faults_replay import REPLAYS
from tests.mutation.faults_shown import SHOWN_FAULTS
from tests.mutation.faults_states import STATES
from tests.mutation.faults_sweep import SWEEPS
from tests.mutation.faults_wanting import WANTINGS
from tests.mutation.faults_what_if import WHAT_IFS

FAULTS = (
    *ANALYSIS, *STATES, *MODEL, *CLAIM_FAULTS, *WHAT_IFS, *EXPLANATIONS, *WANTINGS, *PLAYS,
    *PROFILES, *OVER_READINGS, *REPLAYS, *SWEEPS, *DECIDES, *PERCEPTIONS,
    *LANGUAGE_FAULTS, *PICTURE_FAULTS, *SHOWN_FAULTS, *DOCUMENT_FAULTS,
)  # fmt: skip
