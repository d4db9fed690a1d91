"""Plants the faults of faults_*.py, one at a time, in a copy of src/ and sees that a test notices each.

    .venv/bin/python tests/mutation/run.py [--only NAME]...

First the tests run on the copy without a fault, and must pass. Exits 0 if every fault was noticed, 1 if one
survived, 2 if it could not be tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.mutation.fault import ROOT, SRC, Fault, RottenFaultError
from tests.mutation.faults import FAULTS

TIME_LIMIT = 120.0  # seconds for one run; no fault is meant to make the program hang
NAME_WIDTH = max(len(fault.name) for fault in FAULTS)

# Runs pytest in a process of its own and makes sure that it tests the copy, not what is installed.
LAUNCHER = """
import sys
import denouement
if not denouement.__file__.startswith(sys.argv[1]):
    print(denouement.__file__, "would be tested, which is not the copy")
    sys.exit(9)
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""
# Plugins that nothing here needs take as long to import as the test takes to run.
WITHOUT = ("no:cacheprovider", "no:xdist", "no:hypothesispytest")
PYTEST_OPTIONS = ["-x", "-q", "--tb=line", "--color=no", *(word for plugin in WITHOUT for word in ("-p", plugin))]
CAUGHT, SURVIVED, NOT_TRIED = "caught", "SURVIVED", "NOT TRIED"
PASSED, FAILED = 0, 1  # pytest's own exit codes; any other means that it did not get to testing

Plan = list[tuple[Fault | None, tuple[str, ...]]]


@dataclass
class Run:
    """Some tests on a copy of the code, with one fault or none, in a process of its own."""

    code: Path
    folder: Path
    fault: Fault | None
    tests: tuple[str, ...]
    process: subprocess.Popen[bytes] = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        src = self.folder / "src"
        shutil.copytree(self.code, src)
        if self.fault is not None:
            self.fault.plant(src)
        self.began = time.monotonic()
        environment = {key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"}
        with open(self.folder / "output", "wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", LAUNCHER, str(src), *PYTEST_OPTIONS, *self.tests],
                cwd=ROOT,
                env={**environment, "PYTHONPATH": str(src), "PYTHONDONTWRITEBYTECODE": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def is_over(self) -> bool:
        return self.process.poll() is not None or self.seconds > TIME_LIMIT

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8", errors="replace")

    def failed_test(self) -> str | None:
        """Return the name of the test that failed, without its folders; None if none got so far."""
        for line in self.output().splitlines():
            if line.startswith("FAILED "):
                file, colons, name = line.removeprefix("FAILED ").partition(" - ")[0].partition("::")
                return file.rpartition("/")[2] + colons + name
        return None


def finished(code: Path, folder: Path, plan: Plan, workers: int) -> Generator[Run, None, None]:
    """Yield runs as they end, `workers` at a time; whatever is left running is stopped."""
    waiting = list(enumerate(plan))[::-1]
    running: list[Run] = []
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                number, (fault, tests) = waiting.pop()
                running.append(Run(code, folder / str(number), fault, tests))
            over = [run for run in running if run.is_over()]
            for run in over:
                running.remove(run)
                run.stop()
                yield run
                shutil.rmtree(run.folder)
            if not over:
                time.sleep(0.02)
    finally:
        for run in running:
            run.stop()


def verdict_on(run: Run) -> tuple[str, str]:
    """Return what became of a fault, in a word or two, and by what."""
    code = run.process.returncode
    failed = run.failed_test()
    if code == FAILED and failed is not None:
        return CAUGHT, failed
    if code == PASSED:
        return SURVIVED, "its test still passes"
    return NOT_TRIED, f"no end in {TIME_LIMIT:.0f} s" if code < 0 else f"exit code {code}"


def try_all(faults: list[Fault], folder: Path, workers: int) -> int:
    """Return the exit code after trying faults, told as they end; raise RottenFaultError if one does not fit."""
    began = time.monotonic()
    code = folder / "src"  # taken once, so that an edit during the run changes nothing
    shutil.copytree(SRC, code, ignore=shutil.ignore_patterns("__pycache__"))
    for fault in faults:
        fault.planted((code / "denouement" / fault.file).read_text(encoding="utf-8"))
    tests = tuple(dict.fromkeys(fault.noticed_by for fault in faults))
    print(f"{len(faults)} faults. First the code as it is ...", flush=True)
    with closing(finished(code, folder / "unchanged", [(None, tests)], workers)) as runs:
        for run in runs:
            if run.process.returncode != PASSED:
                print(run.output(), "The tests must pass on the code as it is.", sep="\n")
                return 2
            print(f"  passes {len(tests)} tests ({run.seconds:.1f} s)", flush=True)
    outcomes: dict[str, list[Fault]] = {CAUGHT: [], SURVIVED: [], NOT_TRIED: []}
    plan: Plan = [(fault, (fault.noticed_by,)) for fault in faults]
    with closing(finished(code, folder / "faults", plan, workers)) as runs:
        for done, run in enumerate(runs, start=1):
            assert run.fault is not None
            verdict, told = verdict_on(run)
            outcomes[verdict].append(run.fault)
            if verdict == NOT_TRIED:
                print(run.output())
            place = f"[{done:{len(str(len(faults)))}}/{len(faults)}]"
            print(f"{place} {verdict:9} {run.seconds:5.1f} s  {run.fault.name:{NAME_WIDTH}}  {told}", flush=True)
    for fault in outcomes[SURVIVED]:
        print(f"\n{fault.name} survived {fault.noticed_by}\n  {fault.why}\n  in {fault.file}:")
        print(f"- {fault.old.strip()}\n+ {fault.new.strip()}")
    print(f"\n{len(outcomes[CAUGHT])} of {len(faults)} faults caught in {time.monotonic() - began:.0f} s")
    return 2 if outcomes[NOT_TRIED] else int(bool(outcomes[SURVIVED]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--only", action="append", metavar="NAME", help="try this fault only (may be repeated)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="how many to try at once (2)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only every Nth fault (1: all)")
    arguments = parser.parse_args()
    unknown = set(arguments.only or ()) - {fault.name for fault in FAULTS}
    if unknown:
        parser.error(f"no fault is called {', '.join(sorted(unknown))}; faults_*.py list them")
    chosen = [fault for fault in FAULTS if not arguments.only or fault.name in arguments.only]
    faults = chosen[:: max(1, arguments.every)]
    with tempfile.TemporaryDirectory(prefix="denouement-faults-") as folder:
        try:
            return try_all(faults, Path(folder).resolve(), max(1, arguments.workers))
        except RottenFaultError as error:
            print(error)
            return 2
        except KeyboardInterrupt:
            print("\nstopped")
            return 130


if __name__ == "__main__":
    sys.exit(main())
