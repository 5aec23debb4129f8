#!/usr/bin/env bash
# Shows models and the champion, promotes a challenger, takes a promotion back; --help shows the options.
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" models "$@"
