"""The libraries that only the reading of articles needs."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from denouement.errors import Problem, RequestError
from denouement.language import _


def needed(module: str) -> ModuleType:
    """Return a library that comes with the extra `read`; raise RequestError if it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        message = _(
            "reading an article needs the library {library}, which is not installed", library=module.partition(".")[0]
        )
        raise RequestError(Problem(message, _("install it with: pip install 'denouement[read]'"))) from None
