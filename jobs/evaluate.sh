#!/usr/bin/env bash
# Measures the newest fuse run and writes the report: jobs/evaluate.sh; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" evaluate "$@"
