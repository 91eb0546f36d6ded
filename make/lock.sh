#!/bin/sh
# Makes the lock files anew. They carry hashes and name no host: whichever registry a machine
# is set up for serves the same files.
set -eu

uv=.cache/uv/bin/uv
[ -x "$uv" ] || { echo "lock: needs uv, which could not be had on this machine" >&2; exit 1; }
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never

compile() {
    out=requirements/$1.lock
    shift
    "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o "$out" "$@"
}

compile run pyproject.toml --extra postgresql
compile dev pyproject.toml --extra postgresql --group dev
echo uv | compile uv -

if grep -nE '[a-z]+://' requirements/*.lock; then
    echo "lock: a lock file names a host" >&2
    exit 1
fi
