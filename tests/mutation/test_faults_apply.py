"""Every fault still fits the code; and, slowly, a test notices each."""

import re
import subprocess
import sys

import pytest

from tests.mutation.fault import ROOT, SRC, Fault, RottenFaultError
from tests.mutation.faults import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_can_be_planted(fault: Fault) -> None:
    fault.planted((SRC / "denouement" / fault.file).read_text(encoding="utf-8"))


def test_faults_are_told_apart() -> None:
    assert len(FAULTS) >= 450
    assert len({fault.name for fault in FAULTS}) == len({(fault.file, fault.old, fault.new) for fault in FAULTS})
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_the_tests_that_must_notice_are_there() -> None:
    missing = set()
    for fault in FAULTS:
        file, _, test = fault.noticed_by.partition("::")
        function = test.partition("[")[0].rpartition("::")[2]
        if not re.search(rf"^ *def {function}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE):
            missing.add(fault.noticed_by)
    assert not missing


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("y = 2\n", "occurs 0 times"),
        ("x = 1\nx = 1\n", "occurs 2 times"),
        ("x = 1 + (\n2)\n", "no longer Python"),
    ],
)
def test_a_fault_that_no_longer_fits_is_an_error(code: str, told: str) -> None:
    fault = Fault("name", "file.py", "x = 1", "x = 1)", "why", "test")
    with pytest.raises(RottenFaultError, match=told):
        fault.planted(code)


def test_a_fault_that_changes_only_a_comment_is_an_error() -> None:
    fault = Fault("name", "file.py", "one", "two", "why", "test")
    with pytest.raises(RottenFaultError, match="nothing that runs"):
        fault.planted("x = 1  # one\n")


@pytest.mark.slow
def test_a_sample_of_the_faults_is_noticed() -> None:
    command = [sys.executable, "tests/mutation/run.py", "--every", "11"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
