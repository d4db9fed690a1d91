"""What all tests share: tests in a browser are never left out silently."""

from __future__ import annotations

import pytest


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
