#!/usr/bin/env bash
# Makes one text model of several networks and the linear model: jobs/combine-text.sh [BUNDLE...]; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" combine-text "$@"
