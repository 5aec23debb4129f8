#!/usr/bin/env bash
# Retrains on what has come, and promotes what earned it; started again it goes on where it stopped; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" nightly "$@"
