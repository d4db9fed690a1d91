"""What all tests share: English unless they ask for more, and no test in a browser left out silently."""

from __future__ import annotations

import os

import pytest

# Whatever language the developer's machine speaks; also for the programs that tests start.
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of a run that tests in a browser were left out, and what to install."""
    left_out = [report for report in terminalreporter.stats.get("skipped", ()) if "tests/browser/" in report.nodeid]
    if left_out:
        terminalreporter.write_line("")
        terminalreporter.write_line(
            f"WARNING: {len(left_out)} tests in a browser were left out, for there is no Chromium. "
            "Install it with: apt-get install chromium fonts-dejavu-core",
            yellow=True,
            bold=True,
        )
