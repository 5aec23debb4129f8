#!/usr/bin/env bash
# Keeps the warehouse small by the policy under 'retention': jobs/maintain.sh; --dry-run lists what would go, --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" maintain "$@"
