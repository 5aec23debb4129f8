#!/usr/bin/env bash
# Runs the whole pipeline on made-up data in a warehouse of its own; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" demo "$@"
