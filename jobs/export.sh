#!/usr/bin/env bash
# Writes a table or the rows of a query as plain files: jobs/export.sh TABLE --to URI; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" export "$@"
