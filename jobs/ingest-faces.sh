#!/usr/bin/env bash
# Adds faces from files: jobs/ingest-faces.sh FILE...; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" ingest-faces "$@"
