#!/usr/bin/env bash
# Adds tweets from files: jobs/ingest-tweets.sh FILE...; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" ingest-tweets "$@"
