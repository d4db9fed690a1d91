"""How results show themselves: in a notebook as HTML, to data frame libraries as tables."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any, ClassVar

from attrs import frozen

from denouement.errors import Problem, RequestError
from denouement.language import _
from denouement.model.names import did_you_mean


class Shown:
    """Something that a notebook displays as HTML, in the language spoken."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Whoever shows results stands above them; this is looked up only when a notebook asks.
        from denouement.ui.notebook import html_of

        return html_of(self)


@frozen
class Table:
    """Rows with named columns; a cell is a text, a whole number, a truth or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Tabular(Shown):
    """Something that has tables, made into data frames of pandas or of Polars."""

    __slots__ = ()

    tables: ClassVar[tuple[str, ...]]
    """Names of the tables; the first is meant if none is asked for."""

    def table(self, name: str | None = None) -> Table:
        """Return one of the tables, the first by default; raise RequestError for one that is not there."""
        if name is not None and name not in self.tables:
            hint = did_you_mean(name, self.tables)
            raise RequestError(Problem(_("there is no table {name!r}", name=name), hint))
        from denouement.ui.notebook import table_of  # as above

        return table_of(self, name or self.tables[0])

    def to_pandas(self, table: str | None = None) -> Any:
        """Return a table as a pandas DataFrame; needs the extra `pandas`.

        Raises RequestError for a table that is not there, or if pandas is not installed.
        """
        pandas = _library("pandas")
        asked = self.table(table)
        return pandas.DataFrame(list(asked.rows), columns=list(asked.columns))

    def to_polars(self, table: str | None = None) -> Any:
        """Return a table as a Polars DataFrame; needs the extra `polars`.

        Raises RequestError for a table that is not there, or if Polars is not installed.
        """
        polars = _library("polars")
        asked = self.table(table)
        return polars.DataFrame(list(asked.rows), schema=list(asked.columns), orient="row", infer_schema_length=None)


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError:
        message = _("{library} is not installed", library=name)
        hint = _("install it with: {command}", command=f"pip install 'denouement[{name}]'")
        raise RequestError(Problem(message, hint)) from None
