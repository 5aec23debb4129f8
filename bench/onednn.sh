#!/usr/bin/env bash
# How much faster a training step of the face network is with DL4J's oneDNN helpers than without: prints the ratio.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

ensure_built
export_native_settings
exec "$(java_command)" -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
  "-Dlog4j2.configurationFile=file:$MER_HOME/conf/log4j2.properties" \
  -cp "$(application_jar):$MER_HOME/target/spark/jars/*" "$MER_HOME/bench/OneDnn.java"
