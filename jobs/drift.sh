#!/usr/bin/env bash
# Says whether what came lately still looks like what the models know: jobs/drift.sh; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" drift "$@"
