#!/bin/sh
# Keeps .venv in step with the pinned requirements. Called by make:
#
#   sh tools/bootstrap.sh run    what the program needs
#   sh tools/bootstrap.sh dev    that, and what its checks need
#   sh tools/bootstrap.sh pins   write requirements/*.txt anew from pyproject.toml
#
# A virtual environment holds its own path, so it cannot be built aside and moved into place.
# Instead its stamps (.venv/ready-*) are removed first and written last, and one without
# its stamps is thrown away: an interrupted set-up is redone, never half used.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "denouement: $*"; exit 1; }

recent='import sys; sys.exit(sys.version_info < (3, 11))'
version='import sys; print("%d.%d" % sys.version_info[:2])'
# The real path, so that an upgrade behind /usr/bin/python3 breaks the link and is noticed.
real_path='import os, sys; print(os.path.realpath(sys.executable))'
# On Debian ensurepip is a package of its own, and may be there without its wheels.
can_make_venv='import venv, ensurepip; ensurepip.version()'

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        "$PYTHON" -c "$recent" 2>/dev/null || stop "PYTHON=$PYTHON does not run as Python 3.11 or later."
        "$PYTHON" -c "$real_path"
        return
    fi
    seen=
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        # Run it: a name on the path may be a shim with nothing behind it.
        if "$name" -c "$recent" 2>/dev/null; then
            "$name" -c "$real_path"
            return
        fi
        found=$("$name" -c "$version" 2>/dev/null) && seen="$seen, $name is $found"
    done
    stop "found no Python 3.11 or later${seen:+ (${seen#, })}." \
        "Install one, or name one: make run PYTHON=/path/to/python3.12"
}

ensure_venv_module() { # ensure_venv_module PYTHON
    "$1" -c "$can_make_venv" 2>/dev/null && return
    package=python$("$1" -c "$version")-venv
    case $1 in /usr/bin/*) from_debian=$(command -v apt-get || true) ;; *) from_debian= ;; esac
    if [ -z "$from_debian" ]; then
        stop "$1 lacks the modules venv and ensurepip. Install them from where it came," \
            "or name another: make run PYTHON=/path/to/python3.12"
    elif [ "$(id -u)" -ne 0 ]; then
        stop "$1 cannot make virtual environments yet. Type this, then try again:
    sudo apt-get update && sudo apt-get install -y $package"
    fi
    say "Installing the Debian package $package ..."
    export DEBIAN_FRONTEND=noninteractive
    {
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "$package" ||
            apt-get install -y -qq --no-install-recommends python3-venv
    } >&2 || true # what counts is whether it works now
    "$1" -c "$can_make_venv" 2>/dev/null || stop "$1 still cannot make virtual environments."
}

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet "$@"; }

key() { # key LEVEL: changes with the pins and with the folder's place
    { pwd -P && cat "requirements/$1.txt"; } | cksum
}

project_key() { # changes with what install_project installs
    cat pyproject.toml src/denouement/version.py | cksum
}

is_ready() { # is_ready LEVEL
    [ -x .venv/bin/python ] && [ "$(cat ".venv/ready-$1" 2>/dev/null)" = "$(key "$1")" ]
}

fill_venv() { # fill_venv LEVEL
    # The pins of dev include those of run, so a sound environment for run can be added to.
    if [ "$1" = run ] || [ -e .venv/ready-dev ] || ! is_ready run; then
        python=$(find_python)
        ensure_venv_module "$python"
        rm -f .venv/ready-*
        rm -rf .venv
        say "Setting up .venv with $python, once; this takes up to a minute ..."
        "$python" -m venv .venv
    else
        python=$(cat .venv/ready-python)
        say "Adding the development tools to .venv, once ..."
        rm -f .venv/ready-*
    fi
    pip install -r "requirements/$1.txt"
    install_project
    printf '%s\n' "$python" >.venv/ready-python
    [ "$1" = run ] || key "$1" >.venv/ready-dev
    key run >.venv/ready-run
}

install_project() { # the code is used in place; this installs its metadata and its command
    rm -f .venv/ready-project
    pip install --no-build-isolation --no-deps -e .
    project_key >.venv/ready-project
}

set_up() { # set_up LEVEL
    # Two set-ups at once would tear down each other's work; this file itself serves as the lock.
    if command -v flock >/dev/null; then
        exec 9<tools/bootstrap.sh
        flock -n 9 || { say "Waiting for another set-up ..." && flock 9; }
    fi
    if [ -n "${PYTHON:-}" ]; then
        python=$(find_python)
        [ "$python" = "$(cat .venv/ready-python 2>/dev/null)" ] || rm -f .venv/ready-*
    fi
    if ! is_ready "$1"; then
        fill_venv "$1"
    elif [ "$(cat .venv/ready-project 2>/dev/null)" != "$(project_key)" ]; then
        install_project
    fi
}

write_pins() { # uv, unlike pip, resolves for every Python and platform at once
    python=$(find_python)
    ensure_venv_module "$python"
    aside=$(mktemp -d)
    trap 'rm -rf "$aside"' EXIT
    "$python" -m venv "$aside"
    "$aside/bin/pip" --disable-pip-version-check --quiet install uv
    # The build backend is pinned too: the project is installed without build isolation.
    "$aside/bin/python" -c 'import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' >"$aside/build.in"
    compile() {
        "$aside/bin/uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
            --upgrade --no-annotate --custom-compile-command "make pins" "$@" pyproject.toml "$aside/build.in"
    }
    compile --group dev -o requirements/dev.txt
    compile -c requirements/dev.txt -o requirements/run.txt # so that run is a part of dev
}

case ${1:-} in
run | dev) set_up "$1" ;;
pins) write_pins ;;
*) stop "usage: sh tools/bootstrap.sh run|dev|pins" ;;
esac
