#!/usr/bin/env bash
# Spark's own entry point, but a driver that promoted no model (exit code 4) has done its work: the operator would take any
# code but 0 for a failure and start it again. The reason stays in the pod's termination message and in its log.
set -uo pipefail

spark=${SPARK_ENTRYPOINT:-/opt/entrypoint.sh}
message=${TERMINATION_LOG:-/dev/termination-log}
[ "${1:-}" = driver ] || exec "$spark" "$@"

"$spark" "$@" &
driver=$!
trap 'kill -TERM "$driver"' TERM INT
wait "$driver"
code=$?
# A signal ends the first wait before the driver has ended.
if kill -0 "$driver" 2>/dev/null; then
  wait "$driver"
  code=$?
fi
if [ "$code" = 4 ]; then
  echo "no model was promoted, the champion stays: see the log" | tee -a "$message"
  code=0
fi
exit "$code"
