"""What `import denouement` offers, and the examples in the docstrings."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pathlib
import pkgutil
import re
import subprocess
import sys

import pytest

import denouement

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(denouement.__path__, "denouement.")
    if not module.name.endswith("__main__")  # importing it runs the command line
)


def test_public_names_are_sorted_and_each_once():
    assert denouement.__all__ == sorted(set(denouement.__all__))


@pytest.mark.parametrize("name", denouement.__all__)
def test_public_names_can_be_imported_and_are_explained(name):
    thing = getattr(denouement, name)
    assert inspect.isclass(thing) or inspect.isfunction(thing) or thing is denouement.Date
    assert inspect.getdoc(thing)
    assert thing.__module__.startswith("denouement.")


def test_public_names_are_complete():
    source = pathlib.Path(str(denouement.__file__)).read_text(encoding="utf-8")
    imported = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("denouement.")
        for alias in node.names
    }
    assert imported - {"__version__"} == set(denouement.__all__)
    assert set(dir(denouement)) == {*denouement.__all__, "__version__"}


def test_public_names_every_exception_is_public():
    errors = importlib.import_module("denouement.errors")
    exceptions = {
        name for name, thing in vars(errors).items() if inspect.isclass(thing) and issubclass(thing, Exception)
    }
    assert exceptions <= set(denouement.__all__)


def test_public_names_others_are_attribute_errors():
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        denouement.nothing_of_that_name  # noqa: B018
    with pytest.raises(ImportError):
        exec("from denouement import nothing_of_that_name")


def test_public_names_version_has_three_numbers():
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", denouement.__version__)


def test_exceptions_their_exit_codes():
    codes = {
        "DenouementError": 1,
        "InputError": 2,
        "FileError": 2,
        "ModelError": 2,
        "RequestError": 2,
        "BudgetError": 3,
    }
    assert {name: getattr(denouement, name).exit_code for name in codes} == codes
    assert issubclass(denouement.FileError, denouement.InputError)
    assert not issubclass(denouement.BudgetError, denouement.InputError)


def test_importing_the_package_imports_nothing_heavy():
    program = "import sys, denouement; print([m for m in ('numpy', 'yaml', 'rich', 'click') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["denouement", *MODULES])
def test_modules_are_explained_and_their_examples_run(name):
    module = importlib.import_module(name)
    assert module.__doc__
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_the_package_s_own_example_shows_the_whole_way():
    assert doctest.testmod(denouement, optionflags=doctest.ELLIPSIS).attempted >= 5
