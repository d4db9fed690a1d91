"""A model by its path or its name in the catalogue."""

from __future__ import annotations

import os
import pathlib

from denouement import catalogue
from denouement.errors import FileError, Problem
from denouement.files.conflict_yaml import read_file
from denouement.files.refusals import refusal
from denouement.language import _
from denouement.model.conflict import Conflict
from denouement.model.names import did_you_mean

_ENDINGS = (".yaml", ".yml", ".json")


def load(path_or_name: str | os.PathLike[str]) -> Conflict:
    """Return the conflict in a model file, or the catalogue model of that name.

    A name that is both a file here and in the catalogue means the file. Raises FileError if there is neither,
    and FileError or ModelError with every problem of a file that is no sound model.
    """
    path = pathlib.Path(path_or_name)
    name = os.fspath(path_or_name)
    if not name:
        raise FileError(Problem(_("no file is named"), _("write a path, or a name from the catalogue")))
    try:
        is_there = path.exists()
    except OSError as error:  # such as a name that is too long for any file
        message = _("cannot read {file}: {reason}", file=name[:80], reason=refusal(error))
        raise FileError(Problem(message, _("is the path right?"))) from None
    if is_there and not path.is_dir():
        return read_file(path)
    if name in catalogue.names():
        return catalogue.load(name)
    if path.is_dir():
        raise FileError(Problem(_("{path} is a folder", path=name), _("name a model file in it")))
    if name.endswith(_ENDINGS) or os.sep in name:
        raise FileError(Problem(_("there is no file {name!r}", name=name), _("is the path right?")))
    message = _("there is no file {name!r}, and no model of that name in the catalogue", name=name)
    raise FileError(Problem(message, did_you_mean(name, catalogue.names())))
