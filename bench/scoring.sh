#!/usr/bin/env bash
# How fast faces are scored, through the job, with reading and writing: bench/scoring.sh DIR [BUNDLE].
# DIR holds fer2013.csv as published; BUNDLE is a face model (default: the one in models/). Takes three minutes or so.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

[ $# -ge 1 ] && [ $# -le 2 ] || die "usage: bench/scoring.sh DIR [BUNDLE]"
faces=$1/fer2013.csv
bundle=${2:-$MER_HOME/models/face}
[ -f "$faces" ] || die "there is no fer2013.csv in $1"
[ -f "$bundle/manifest.json" ] || die "there is no model bundle in $bundle"

AIM=800
work=$MER_HOME/target/bench
warehouse=$work/scoring
ensure_built
rm -rf "$warehouse"
mkdir -p "$work"

# Every job whole, on two cores.
job() {
  "$MER_HOME/jobs/$1.sh" --master "local[2]" --warehouse "$warehouse" "${@:2}" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "failed: $1"
  }
}

# Rows a second that a run of fuse says of a subject.
rate() {
  grep -oE " $1 scored [0-9,]+ rows in [0-9.]+ s, [0-9,]+/s" "$work/last.log" | grep -oE "[0-9,]+/s" | tr -d ',/s'
}

# Only held-out faces are scored: here all are.
sed -E 's/,Training(\r?)$/,PrivateTest\1/' "$faces" >"$work/held-out.csv"
job ingest-faces "$work/held-out.csv"
rm "$work/held-out.csv"

job fuse --only face --face-model "$bundle" --face-views plain
plain=$(rate face)
baseline=$(rate face/hog)
job fuse --only face --face-model "$bundle" --face-views mirrored
mirrored=$(rate face)

printf '%-52s %10s %10s %8s\n' "35,887 faces, local[2]" "faces/s" "against" "ratio"
awk -v plain="$plain" -v mirrored="$mirrored" -v baseline="$baseline" -v aim="$AIM" 'BEGIN {
  row = "%-52s %10d %10d %8.2f\n"
  printf row, "network, the picture alone (aim: 1.00)", plain, aim, plain / aim
  printf row, "network, with the mirror image, against alone", mirrored, plain, mirrored / plain
  printf row, "histograms of gradients, against the network alone", baseline, plain, baseline / plain
}'
