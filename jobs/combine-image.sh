#!/usr/bin/env bash
# Makes one face model of several networks: jobs/combine-image.sh BUNDLE BUNDLE...; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" combine-image "$@"
