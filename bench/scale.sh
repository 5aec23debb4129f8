#!/usr/bin/env bash
# How ingest, an epoch of the text network and scoring grow with data and workers: bench/scale.sh DIR [ROWS].
# DIR holds Sentiment140's training file as published; 1x is ROWS of its tweets (default: 20,000), drawn by chance. Clusters of one
# and of two workers of one core, processes of their own, on this machine. Takes half an hour or so.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  die "usage: bench/scale.sh DIR [ROWS]"
fi
tweets=$1/training.1600000.processed.noemoticon.csv
rows=${2:-20000}
[ -f "$tweets" ] || die "there is no $tweets"
[[ $rows =~ ^[1-9][0-9]{2,6}$ ]] || die "ROWS must be a number from 100 on, cannot be: $rows"

# What the model takes a cluster's network for, in bytes a second, and how much is said for a tweet in a shuffle.
NETWORK=1250000000
TWEET_BYTES=200
TIMES="1 3 10"
work=$MER_HOME/target/bench/scale
ensure_built
rm -rf "$work"
mkdir -p "$work"
trap '"$MER_HOME/jobs/cluster.sh" stop >/dev/null 2>&1 || true' EXIT

job() {
  "$MER_HOME/jobs/$1.sh" --master "$master" --warehouse "$warehouse" "${@:2}" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "failed: $1"
  }
}

# Of the whole file, whose labels are sorted; the same rows each time.
lines=$(wc -l <"$tweets")
for times in $TIMES; do
  awk -v wanted=$((rows * times)) -v lines="$lines" 'BEGIN { srand(1) } rand() * (lines - NR + 1) < wanted { print; wanted-- }' \
    "$tweets" >"$work/$times.csv"
  awk -F'","' 'BEGIN { print "id,text" } NF == 6 { print NR ",\"" $6 }' "$work/$times.csv" >"$work/posts-$times.csv"
done

# A line: workers, times, seconds of the ingest, of the epoch, of scoring; weights of the network.
for workers in 1 2; do
  "$MER_HOME/jobs/cluster.sh" start --workers "$workers" --cores 1 >/dev/null
  master=$(cat "$MER_HOME/target/cluster/url")
  for times in $TIMES; do
    warehouse=$work/warehouse-$workers-$times
    job ingest-tweets --set ingest.near-duplicates.search=false "$work/$times.csv"
    job train-text --epochs 1 --set 'text.baselines=[]'
    job score --face-model "$MER_HOME/models/face" "$work/posts-$times.csv"
    job sql --format csv "SELECT $workers, $times, (SELECT max(seconds) FROM mer.ingests WHERE job = 'ingest-tweets'),
      (SELECT max(seconds) FROM mer.epochs), (SELECT max(seconds) FROM mer.ingests WHERE job = 'score'),
      (SELECT max(parameters) FROM mer.models), (SELECT max(examples) FROM mer.epochs)"
    grep -E "^$workers,$times,[0-9]" "$work/last.log" >>"$work/measured.csv"
    rm -rf "$warehouse"
  done
  "$MER_HOME/jobs/cluster.sh" stop >/dev/null
done

# Seconds = fixed + work x rows / workers, by least squares over all six; and what a network adds: a shuffle of the rows, and per
# round of an epoch the weights down and up a tree. Rounds are of text.averaging-frequency batches of text.batch-size a worker.
setting() {
  awk -v key="$1" '/^  text \{/ { inside = 1 } inside && $1 == key { print $3; exit }' "$MER_HOME/src/main/resources/reference.conf"
}

awk -F, -v rows="$rows" -v network=$NETWORK -v bytes=$TWEET_BYTES -v batch="$(setting batch-size)" -v every="$(setting averaging-frequency)" '
  function fitted(k,   i, x, y, n, sx, sy, sxx, sxy) {
    for (i = 1; i <= NR; i++) { x = times[i] / workers[i]; y = seconds[i, k]; n++; sx += x; sy += y; sxx += x * x; sxy += x * y }
    work[k] = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    fixed[k] = (sy - work[k] * sx) / n
  }
  function log2up(n,   steps) { for (steps = 0; 2 ^ steps < n; steps++); return steps }
  function predicted(k, data, n,   s) {
    s = fixed[k] + work[k] * data / n
    if (n > 1) s += data * rows * bytes / n / network
    if (k == 2) s += (1 + data * rows * share / (n * batch * every)) * 2 * 4 * weights * log2up(n) / network
    return s
  }
  { workers[NR] = $1; times[NR] = $2; for (k = 1; k <= 3; k++) { seconds[NR, k] = $(k + 2); at[$1, $2, k] = $(k + 2) }
    weights = $6; share = $7 / ($2 * rows) }
  END {
    split("ingest,an epoch,scoring", name, ",")
    split("1 3 10", size, " ")
    printf "%-10s %10s %12s %12s %12s %14s\n", "", "tweets", "1 worker, s", "2 workers, s", "1 against 2", "10x: s against 1x"
    for (k = 1; k <= 3; k++) {
      fitted(k)
      for (i = 1; i <= 3; i++) {
        t = size[i]
        printf "%-10s %10d %12.1f %12.1f %12.2f %14.2f\n", name[k], rows * t, at[1, t, k], at[2, t, k], at[1, t, k] / at[2, t, k], at[2, t, k] / at[2, 1, k]
      }
    }
    print ""
    printf "model: seconds = fixed + work x rows / workers + network; no measurement beyond two workers of one machine\n"
    for (k = 1; k <= 3; k++) {
      printf "%-10s fixed %.1f s, %.1f s for %d rows and a worker; of 100x the rows, against one worker:", name[k], fixed[k], work[k], rows
      for (i = 1; i <= split("10 50 200", many, " "); i++) printf " %s workers %.1f", many[i], predicted(k, 100, 1) / predicted(k, 100, many[i])
      printf "; half of the time is fixed from %d workers on\n", (fixed[k] > 0 ? 100 * work[k] / fixed[k] : 0)
    }
    printf "averaging: %.1f MB of weights a round, %.0f rounds an epoch of 100x on 200 workers; below some ten rounds more workers learn less an epoch\n",
      4 * weights / 1e6, 100 * rows * share / (200 * batch * every)
  }' "$work/measured.csv"
