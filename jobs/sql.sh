#!/usr/bin/env bash
# Runs a query over the tables and prints its rows: jobs/sql.sh "SELECT ..."; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" sql "$@"
