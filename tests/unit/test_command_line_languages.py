"""The command line in French: --lang anywhere, the environment, help, click's own complaints, and back to English."""

from __future__ import annotations

import ast
import gettext
import inspect
import json
import os
from importlib import import_module

import click
import pytest

from denouement.language import _, ngettext, speaking
from denouement.ui.cli import clicks_sentences
from denouement.ui.cli.program import program

ORDERS = [
    ["--lang", "fr", "why", "--help"],
    ["--lang=fr", "why", "--help"],
    ["why", "--lang", "fr", "--help"],
    ["why", "--help", "--lang", "fr"],
    ["why", "--help", "--lang=fr"],
    ["--lang", "en", "why", "-h", "--lang", "fr"],  # the last one counts, as with any option
]


@pytest.mark.parametrize("arguments", ORDERS, ids=" ".join)
def test_help_in_french_wherever_the_option_stands(call, arguments):
    code, out, err = call(*arguments)
    assert code == 0
    assert not err
    assert out.startswith("Usage\u00a0: denouement why [OPTIONS] MODÈLE ÉTAT [QUI]\n")
    assert "--reading QUI=LECTURE  Retenir une lecture rivale, par exemple board=checks." in out
    assert "Afficher cette aide." in out


def test_language_after_two_dashes_is_an_argument(call):
    code, _out, err = call("analyse", "chicken", "--", "--lang", "fr")
    assert code == 2
    assert "unexpected extra arguments" in err


@pytest.mark.parametrize(
    ("environment", "start"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "Usage\u00a0:"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE"}, "Usage\u00a0:"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "Usage\u00a0:"),
        ({"LANG": "C", "LANGUAGE": "fr"}, "Usage: "),
        ({"LANG": "de_DE.UTF-8"}, "Usage: "),
    ],
)
def test_environment_decides_without_the_option(call, monkeypatch, environment, start):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert call("--help")[1].startswith(start)
    assert call("--help", "--lang", "en")[1].startswith("Usage: ")


@pytest.mark.parametrize("arguments", [["--lang", "de", "analyse", "chicken"], ["why", "--help", "--lang=de"]])
def test_unknown_language_is_a_usage_error_that_names_the_known_ones(call, arguments):
    code, out, err = call(*arguments)
    assert code == 2
    assert not out
    assert err == "denouement: there is no language 'de'; write --lang en or --lang fr\n"


def test_language_alone_shows_the_help(call):
    code, out, _err = call("--lang", "fr")
    assert code == 0
    assert out == call("--help", "--lang", "fr")[1]
    assert call("catalogue", "--lang=fr")[:2] == (0, call("catalogue", "--help", "--lang=fr")[1])


MISTAKES = [
    (["why", "chicken"], "Il manque l’argument 'ÉTAT'."),
    (["analyse", "chicken", "--foo"], "Il n’y a pas d’option "),
    (["analyse", "chicken", "--as-o"], "(Options voisines\u00a0: "),
    (["play", "chicken", "--staying-endz"], "Vouliez-vous dire "),
    (["analyse", "chicken", "--as-of"], "L’option '--as-of' demande une valeur."),
    (["diff", "chicken", "--between", "start"], "L’option '--between' demande 2 valeurs."),
    (["analyse", "chicken", "--json=3"], "L’option '--json' ne prend pas de valeur."),
    (["analyse", "chicken", "b"], "Argument de trop (b)"),
    (["analyse", "chicken", "b", "c"], "Arguments de trop (b c)"),
    (
        ["sweep", "chicken", "--draws", "x"],
        "Valeur incorrecte pour '--draws'\u00a0: «\u00a0x\u00a0» n’est pas un nombre entier.",
    ),
    (
        ["sweep", "chicken", "--max-memory", "x"],
        "Valeur incorrecte pour '--max-memory'\u00a0: «\u00a0x\u00a0» n’est pas un nombre.",
    ),
    (["decides", "chicken", "x", "--most", "7"], "'--most'\u00a0: 7 n’est pas dans l’intervalle 1<=x<=3."),
    (["decides", "chicken", "x", "--most", "z"], "«\u00a0z\u00a0» n’est pas un nombre entier."),
    (
        ["play", "chicken", "--orders", "some"],
        "Valeur incorrecte pour '--orders'\u00a0: «\u00a0some\u00a0» n’est pas 'all'.",
    ),
    (["analyze"], "Il n’y a pas de commande 'analyze'."),
    (["catalogue", "shaw"], "Il n’y a pas de commande 'shaw'."),
    (["analyse", "--lang"], "L’option '--lang' demande une valeur."),
    (["analyse", "chicken", "--lang", "de"], "il n’y a pas de langue «\u00a0de\u00a0»"),
    (["analyse", "chicken", "--csv", "--md"], "--csv et --md ne vont pas ensemble"),
    (["prefer", "chicken", "a", "b"], "à quoi comparer b"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES, ids=lambda part: " ".join(part) if part else "")
def test_usual_mistakes_are_told_in_french(call, monkeypatch, arguments, said):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    code, out, err = call(*arguments)
    assert code == 2
    assert not out
    assert said in err
    assert "help:" not in err


def test_errors_as_json_are_told_in_french_under_english_keys(call):
    code, out, _err = call("why", "chicken", "--json", "--lang", "fr")
    assert code == 2
    told = json.loads(out)
    assert told["format"] == "denouement-error/1"
    assert told["errors"][0]["message"] == "Il manque l’argument 'ÉTAT'."


def test_many_errors_are_counted_in_french(call, model):
    name = model("denouement: 1\ntitle: T\nfoo: 1\nbar: 2\ndecision_makers: {a: {options: {o: O}, preferences: [o]}}\n")
    code, _out, err = call("check", name, "--lang", "fr")
    assert code == 2
    assert err.endswith("2 erreurs\n")


def commands(group=program, path=()):
    """Yield every command with its path."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def texts(command):
    """Return the texts of a command and its options as they would be shown now."""
    context = click.Context(command, **command.context_settings)
    parameters = [parameter for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
    return [command.help, *(parameter.help for parameter in parameters)]


@pytest.mark.parametrize(
    ("path", "command"), list(commands()), ids=lambda part: " ".join(part) if type(part) is tuple else ""
)
def test_every_text_of_every_command_has_its_french(path, command):
    english = texts(command)
    with speaking("fr"):
        french = texts(command)
    assert len(english) >= 3
    assert not set(english) & set(french)
    assert texts(command) == english


def test_one_process_speaks_one_language_after_the_other(call):
    english, french = (" ".join(call("decides", "--help", "--lang", language)[1].split()) for language in ("en", "fr"))
    assert "Show this message and exit." in english
    assert "[default: 2; 1<=x<=3]" in english
    assert "Afficher cette aide." in french
    assert "[par défaut : 2; 1<=x<=3]" in french
    assert " ".join(call("decides", "--help")[1].split()) == english


def test_a_run_leaves_no_language_behind(call, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de:en")
    before = gettext.textdomain(), dict(os.environ)
    call("why", "chicken", "--lang", "fr")
    assert (gettext.textdomain(), dict(os.environ)) == before
    monkeypatch.delenv("LANGUAGE")
    call("why", "chicken", "--lang", "fr")
    assert "LANGUAGE" not in os.environ


# What click says where this program never lets it come to that: to programmers, on prompts, files and choices of ours.
NEVER_SAID = {
    "Aborted!", "(dynamic)", "Value must be an iterable.", "env var: {var}", "Positional arguments", "deprecated",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.", "required",
    "Boolean option {decl!r} cannot use the same flag for true/false.", "Name '{name}' defined twice",
    "Could not determine name for option with declarations {decls!r}",
    "(Deprecated) {text}", "{text} {deprecated_message}", "DeprecationWarning: The command {name!r} is deprecated.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
    "%(prog)s, version %(version)s", "Confirm the action without prompting.", "Do you want to continue?",
    "Could not open file {filename!r}: {message}", "Error: {message}", "unknown error",
    "Missing parameter", "Missing parameter: {param_name}", "Missing {param_type}",
    "Try '{command} {option}' for help.", "Argument {name!r} takes {nargs} values.",
    "Invalid start character for option ({option})", "Choice({choices})", "directory", "file", "path",
    "{len_type} values are required, but {len_value} was given.",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a directory.", "{name} {filename!r} is a file.",
    "{name} {filename!r} is not executable.", "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.", "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.", "{value!r} is not a valid boolean.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
}  # fmt: skip
OURS = {"Show the version and exit.", "Show this message and exit."}  # given to click with our own options


def test_no_sentence_of_this_click_is_forgotten():
    said = set()
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        tree = ast.parse(inspect.getsource(import_module(f"click.{name}")))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said |= {part.value for part in node.args[:1] if isinstance(part, ast.Constant)}
    assert len(said) > 40
    assert said - NEVER_SAID - OURS <= set(clicks_sentences.SENTENCES)


def test_every_sentence_of_click_has_its_french():
    with speaking("fr"):
        same = {text for text in clicks_sentences.SENTENCES if _(text) == text and ngettext(text, text, 1) == text}
    assert same == {"Options"}


def test_new_writes_the_french_starter_which_has_the_same_answers(call, tmp_path):
    _code, out, _err = call("new", "fr.yaml", "--lang", "fr")
    assert out == "Fichier écrit\u00a0: fr.yaml. Ensuite\u00a0: denouement analyse fr.yaml\n"
    call("new", "en.yaml")
    answers = [json.loads(call("analyse", name, "--json", "--full")[1]) for name in ("en.yaml", "fr.yaml")]
    assert answers[0]["equilibria"] == answers[1]["equilibria"]
    assert (tmp_path / "fr.yaml").read_text(encoding="utf-8").startswith("# Un fichier de modèle")
    assert call("check", "fr.yaml", "--lang", "fr")[1].startswith("fr.yaml\u00a0: correct\u202f; 5 états réalisables\n")


def test_what_a_model_supposes_and_counts_are_told_in_french(call):
    _code, out, _err = call("states", "chicken", "--lang", "fr")
    assert "4 états réalisables sur 4" in out.splitlines()[0]
    _code, out, _err = call("analyse", "openai-2023", "--drop-rule", "rule2", "--lang", "fr")
    assert "Et si\n  sans rule2\n" in out
