#!/usr/bin/env bash
# Scores new posts, by text, picture or both: jobs/score.sh FILE...; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" score "$@"
