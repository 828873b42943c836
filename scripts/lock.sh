#!/bin/sh
# Compile the lock files: versions and hashes only, no address they were fetched from.
# Extra arguments go to uv: `sh scripts/lock.sh --upgrade`.
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
  .venv/bin/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links "$@" -o "$name.txt" "$name.in"
done
