#!/usr/bin/env bash
# How fast posts are scored, through the job, with reading and writing: bench/posts.sh DIR [TEXT-BUNDLE [POSTS]].
# DIR holds fer2013.csv and the tweets as published; TEXT-BUNDLE is a text model (default: the one in models/), the face model
# that in models/. Of the 200,000 posts (or POSTS) half have a picture, and half of those a text as well. Takes six minutes or so.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

[ $# -ge 1 ] && [ $# -le 3 ] || die "usage: bench/posts.sh DIR [TEXT-BUNDLE [POSTS]]"
faces=$1/fer2013.csv
tweets=$1/training.1600000.processed.noemoticon.csv
text=${2:-$MER_HOME/models/text}
posts=${3:-200000}
face=$MER_HOME/models/face
[ -f "$tweets" ] && [ -f "$faces" ] || die "there is no ${tweets##*/} or no ${faces##*/} in $1"
[ -f "$text/manifest.json" ] || die "there is no model bundle in $text"

WITH_AIM=600
WITHOUT_AIM=6000
work=$MER_HOME/target/bench
ensure_built
rm -rf "$work/posts"
mkdir -p "$work"
"$(java_command)" -Xmx1g "$MER_HOME/bench/PostsOfData.java" "$tweets" "$faces" "$work/posts" "$posts"

# Posts a second that a run of its own says of a file, on two cores; what the JVM and Spark take to start is not in it.
rate() {
  "$MER_HOME/jobs/score.sh" --master "local[2]" --warehouse "$work/posts/$1-warehouse" --text-model "$text" --face-model "$face" \
    "${@:2}" "$work/posts/$1.jsonl" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "failed: score"
  }
  grep -oE "[0-9,]+ posts/s" "$work/last.log" | tail -n 1 | tr -d ', posts/'
}

row() {
  awk -v what="$1" -v rate="$2" -v aim="$3" 'BEGIN { printf "%-52s %10d %10d %8.2f\n", what, rate, aim, rate / aim }'
}

printf '%-52s %10s %10s %8s\n' "$posts posts, local[2]" "posts/s" "against" "ratio"
row "text alone (aim: 1.00)" "$(rate without)" "$WITHOUT_AIM"
row "with a picture, seen alone (aim: 1.00)" "$(rate with --face-views plain)" "$WITH_AIM"
rm -rf "$work/posts/with-warehouse"
row "with a picture, as the model was calibrated" "$(rate with)" "$WITH_AIM"
rm -rf "$work/posts"
