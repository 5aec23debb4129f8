#!/usr/bin/env bash
# Serves the tables over JDBC and ODBC, read only: jobs/server.sh; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" server "$@"
