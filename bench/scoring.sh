#!/usr/bin/env bash
# How fast faces and tweets are scored, through the job, with reading and writing: bench/scoring.sh DIR [FACES [TEXTS]].
# DIR holds fer2013.csv and Sentiment140's training file as published; FACES and TEXTS are model bundles (default: those in
# models/). Takes ten minutes or so.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

[ $# -ge 1 ] && [ $# -le 3 ] || die "usage: bench/scoring.sh DIR [FACES [TEXTS]]"
faces=$1/fer2013.csv
tweets=$1/training.1600000.processed.noemoticon.csv
face_model=${2:-$MER_HOME/models/face}
text_model=${3:-$MER_HOME/models/text}
for input in "$faces" "$tweets" "$face_model/manifest.json" "$text_model/manifest.json"; do
  [ -f "$input" ] || die "there is no $input"
done

FACES_AIM=800
TWEETS_AIM=8000
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

# Rows, and rows a second, that a run of fuse says of a subject.
said() {
  grep -oE " $1 scored [0-9,]+ rows in [0-9.]+ s, [0-9,]+/s" "$work/last.log"
}

rate() {
  said "$1" | grep -oE "[0-9,]+/s" | tr -d ',/s'
}

# Only held-out faces are scored: here all are.
sed -E 's/,Training(\r?)$/,PrivateTest\1/' "$faces" >"$work/held-out.csv"
job ingest-faces "$work/held-out.csv"
rm "$work/held-out.csv"

job fuse --only face --face-model "$face_model" --face-views plain
plain=$(rate face)
gradients=$(rate face/hog)
job fuse --only face --face-model "$face_model" --face-views mirrored
mirrored=$(rate face)

# Of the tweets a fifth is held out.
job ingest-tweets --set ingest.near-duplicates.search=false "$tweets"
job fuse --only text --text-model "$text_model"
ensemble=$(rate text)
ngrams=$(rate text/ngrams)
scored=$(said text | grep -oE "scored [0-9,]+ rows" | grep -oE "[0-9,]+")

row() {
  printf '%-62s %10s %10s %8s\n' "$@"
}

compared() {
  row "$1" "$2" "$3" "$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')"
}

row "on local[2], rows a second" measured against ratio
compared "35,887 faces, network, the picture alone, against the aim" "$plain" "$FACES_AIM"
compared "faces, network, with the mirror image, against alone" "$mirrored" "$plain"
compared "faces, histograms of gradients, against the network alone" "$gradients" "$plain"
compared "$scored tweets, the whole text model, against the aim" "$ensemble" "$TWEETS_AIM"
compared "tweets, n-grams, against the whole model" "$ngrams" "$ensemble"
