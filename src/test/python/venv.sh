#!/usr/bin/env bash
# Makes a Python environment with the other readers of the tables and a Spark distribution: src/test/python/venv.sh FOLDER. Tests find
# it through MER_PYTHON=FOLDER/bin/python. Takes a minute once, and 900 MB.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: src/test/python/venv.sh FOLDER" >&2; exit 2; }
requirements=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/requirements.txt
[ -f "$1/done" ] && cmp -s "$requirements" "$1/done" && exit
python3 -m venv --clear "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
cp "$requirements" "$1/done"
