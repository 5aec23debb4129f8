#!/usr/bin/env bash
# Fits the text network and writes a model bundle: jobs/train-text.sh [--epochs N]; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" train-text "$@"
