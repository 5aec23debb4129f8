#!/usr/bin/env bash
# Runs Jupyter in this folder, with a Java kernel that Spark can run in; arguments go to jupyter, without any it is "lab".
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

command -v jupyter >/dev/null || die "no jupyter found: pip install -r notebooks/requirements.txt"
ensure_built
export_native_settings

# What Spark asks of Java 17.
opens=""
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+="--add-opens=java.base/$package=ALL-UNNAMED "
done

export JJAVA_JVM_OPTS="$opens-Dlog4j2.configurationFile=file:$MER_HOME/conf/log4j2.properties ${JJAVA_JVM_OPTS:-}"
export MER_WAREHOUSE=${MER_WAREHOUSE:-$MER_HOME/warehouse}
cd "$MER_HOME/notebooks"
exec jupyter "${@:-lab}"
