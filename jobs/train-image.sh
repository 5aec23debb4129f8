#!/usr/bin/env bash
# Fits the face network and writes a model bundle: jobs/train-image.sh [--epochs N]; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" train-image "$@"
