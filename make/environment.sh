#!/bin/sh
# Makes the environment named by the first argument hold what requirements/dev.lock says, and
# the project itself, editable. uv does it where it can be had, else pip from the same file.
set -eu

venv=$1
uv=.cache/uv/bin/uv
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never

say() { printf 'setup: %s\n' "$*" >&2; }
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "needs Python 3.11 or newer; ${PYTHON:-none of this machine} is not that (PYTHON=path names one)"
    exit 1
}

# Debian and its kin ship venv apart from Python.
need_ensurepip() {
    "$python" -c 'import ensurepip' 2>/dev/null && return
    package="$(basename "$(readlink -f "$python")")-venv"
    say "$python cannot make environments; installing $package"
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq "$package"; } >&2 </dev/null; then
        say "install the system package $package, then try again"
        exit 1
    fi
}

get_uv() {
    [ -x "$uv" ] && cmp -s requirements/uv.lock .cache/uv/from.lock && return
    rm -rf .cache/uv
    "$python" -m venv .cache/uv &&
        .cache/uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.lock &&
        cp requirements/uv.lock .cache/uv/from.lock
}

install_with_uv() {
    fits "$venv/bin/python" || "$uv" venv -q --clear --python "$python" "$venv" || return
    VIRTUAL_ENV="$PWD/$venv" "$uv" pip sync -q --require-hashes requirements/dev.lock &&
        VIRTUAL_ENV="$PWD/$venv" "$uv" pip install -q --no-deps --no-build-isolation -e .
}

install_with_pip() {
    rm -rf "$venv"
    "$python" -m venv "$venv"
    pip="$venv/bin/python -m pip --disable-pip-version-check"
    $pip install -q --require-hashes -r requirements/dev.lock
    $pip install -q --no-deps --no-build-isolation -e .
}

python=$(find_python)
need_ensurepip
say "making $venv with $("$python" --version)"
if ! { get_uv && install_with_uv; }; then
    say "uv could not do it; pip does, which takes longer"
    install_with_pip
fi
say "done; the command is $venv/bin/breather"
