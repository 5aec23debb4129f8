#!/usr/bin/env bash
# How long an ingest of the real data takes, against a plain loop on one thread and against DuckDB: bench/ingest.sh DIR [--large].
# DIR holds the files as published. --large adds the tweets ten times over (16 million rows, 1.7 GB, 15 minutes or so).
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

[ $# -ge 1 ] || die "usage: bench/ingest.sh DIR [--large]"
data=$(cd "$1" && pwd)
large=${2:-}
tweets=$data/training.1600000.processed.noemoticon.csv
faces=$data/fer2013.csv
[ -f "$tweets" ] && [ -f "$faces" ] || die "there is no ${tweets##*/} or no ${faces##*/} in $data"

DUCKDB=org.duckdb:duckdb_jdbc:1.4.1.0
work=$MER_HOME/target/bench
ensure_built
mkdir -p "$work"
[ -f "$work/duckdb_jdbc.jar" ] ||
  (cd "$MER_HOME" && mvn -q -B dependency:copy "-Dartifact=$DUCKDB" "-DoutputDirectory=$work" -Dmdep.stripVersion=true)
trap '"$MER_HOME/jobs/cluster.sh" stop >/dev/null' EXIT
"$MER_HOME/jobs/cluster.sh" start --workers 1 --cores 2 --memory 3g >/dev/null
master=$("$MER_HOME/jobs/cluster.sh" status | grep -o 'spark://[^ ]*' | head -n 1)

# Seconds that a command takes, whole processes, start-up included.
seconds() {
  local start
  start=$(date +%s.%N)
  "$@" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "failed: $*"
  }
  awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }'
}

loop() {
  rm -f "$work/loop.parquet" "$work/.loop.parquet.crc"
  seconds "$(java_command)" -Xmx1g "-Dlog4j2.configurationFile=file:$MER_HOME/conf/log4j2.properties" \
    -cp "$(application_jar):$MER_HOME/target/spark/jars/*" "$MER_HOME/bench/IngestLoop.java" "$1" "$2" "$work/loop.parquet"
}

duckdb() {
  rm -f "$work/duckdb.parquet"
  seconds "$(java_command)" -cp "$work/duckdb_jdbc.jar" "$MER_HOME/bench/DuckDbCopy.java" "$1" "$work/duckdb.parquet"
}

ingest() {
  local job=$1
  shift
  rm -rf "$work/warehouse"
  seconds "$MER_HOME/jobs/$job.sh" --master "$master" --driver-memory 1g --executor-memory 3g \
    --warehouse "$work/warehouse" "$@"
}

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

row() {
  printf '%-44s %9s %12s\n' "$@"
}

row "what" "seconds" "loop / it"
few=$(loop tweets "$tweets")
row "1.6M tweets, one plain loop" "$few" 1.00
mine=$(ingest ingest-tweets --set ingest.near-duplicates.search=false "$tweets")
row "1.6M tweets, ingest-tweets" "$mine" "$(ratio "$few" "$mine")"
near=$(ingest ingest-tweets "$tweets")
row "1.6M tweets, with near duplicates" "$near" "$(ratio "$few" "$near")"
duck=$(duckdb "$tweets")
row "1.6M tweets, DuckDB without cleaning" "$duck" "$(ratio "$few" "$duck")"
pictures=$(loop faces "$faces")
row "35,887 faces, one plain loop" "$pictures" 1.00
mine_faces=$(ingest ingest-faces "$faces")
row "35,887 faces, ingest-faces" "$mine_faces" "$(ratio "$pictures" "$mine_faces")"

if [ "$large" = --large ]; then
  many=$work/sixteen-million.csv
  rm -f "$many"
  for copy in zero one two three four five six seven eight nine; do
    LC_ALL=C sed "s/\"\r\?\$/ copy$copy\"/" "$tweets" >>"$many"
  done
  loop_many=$(loop tweets "$many")
  row "16M tweets, one plain loop" "$loop_many" 1.00
  mine_many=$(ingest ingest-tweets --set ingest.near-duplicates.search=false "$many")
  row "16M tweets, ingest-tweets" "$mine_many" "$(ratio "$loop_many" "$mine_many")"
  duck_many=$(duckdb "$many")
  row "16M tweets, DuckDB without cleaning" "$duck_many" "$(ratio "$loop_many" "$duck_many")"
  echo "growth of ingest-tweets from 1.6M to 16M rows: $(ratio "$mine_many" "$mine") times the time"
  rm -f "$many"
fi
