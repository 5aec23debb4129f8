#!/usr/bin/env bash
# Writes the report on the ingested data: jobs/data-report.sh; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" data-report "$@"
