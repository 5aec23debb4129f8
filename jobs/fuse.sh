#!/usr/bin/env bash
# Scores the held-out rows, fits the fusion of text and face and scores synthetic pairs: jobs/fuse.sh; --help shows the
# options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" fuse "$@"
