#!/usr/bin/env bash
# Opens a local web site on the warehouse, which only reads: results, runs, reports, tables, a form to try the models.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" serve "$@"
