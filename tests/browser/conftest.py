"""A browser for tests: one for each worker, without a network, that must be there where CI is true."""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.documents import page as page_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# The resolver rule lets no name be found, so that whatever asks a network fails.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip
DESKTOP, PHONE = (1280, 900), (320, 640)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of this worker; without one skip, or fail in CI."""
    if CHROMIUM is None:
        message = "no chromium: apt-get install chromium fonts-dejavu-core"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_report(browser, tmp_path):
    """Open the report of a model from a file; at the end of the test nothing may have failed or been asked for."""
    contexts, troubles, asked = [], [], []

    def opened(
        name: str, language: str = "en", *, size: tuple[int, int] = DESKTOP, scheme: str = "light", free: bool = False
    ) -> Page:
        file = pathlib.Path(tmp_path) / f"{name}-{language}.html"
        file.write_text(page_of(name, language), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce",
            bypass_csp=free,
        )  # fmt: skip
        contexts.append(context)
        page: Page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
    assert not [url for url in asked if not url.startswith(f"file://{tmp_path}")]
