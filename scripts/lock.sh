#!/usr/bin/env bash
# Makes both lock files afresh from pyproject.toml. Needs uv; `--upgrade` and other options are passed on.
set -euo pipefail
cd "$(dirname "$0")/.."

# Hashes but no index addresses: the locks install from whichever index a machine uses.
lock() {
  local out=$1
  shift
  uv pip compile pyproject.toml "$@" --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --quiet \
    --custom-compile-command scripts/lock.sh --output-file "$out" >/dev/null
}

lock requirements.lock "$@"
# The first lock constrains the second, so that tests run what a trial runs.
lock requirements-dev.lock --group dev --constraint requirements.lock "$@"
