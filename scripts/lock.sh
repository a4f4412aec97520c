#!/usr/bin/env bash
# Renew the locks: every version with the hashes that the public registry serves, and no address.
# A machine's own pip configuration (mirrors, folders of wheels) is set aside, since its hashes would be of no use elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
    CUSTOM_COMPILE_COMMAND="scripts/lock.sh" \
    .venv/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
    --no-annotate --strip-extras --allow-unsafe "$@" pyproject.toml
}
compile --output-file requirements.txt
compile --extra dev --extra docs --extra xlsx --constraint requirements.txt --output-file requirements-dev.txt
