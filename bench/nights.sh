#!/usr/bin/env bash
# Five nights in a row on slices of the real data: a good one, one with bad data, one with a worse model, one whose driver is
# killed, and one that runs into its deadline: bench/nights.sh DATA WAREHOUSE [OPTION of jobs/nightly.sh ...]
# DATA holds training.1600000.processed.noemoticon.csv and fer2013.csv; WAREHOUSE must not exist. The nights' networks are small.
# With a cluster: jobs/cluster.sh start --workers 2, then --master spark://127.0.0.1:7077.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ $# -ge 2 ] || { echo "usage: bench/nights.sh DATA WAREHOUSE [OPTION...]" >&2; exit 2; }
data=$1
warehouse=$2
shift 2
[ ! -e "$warehouse" ] || { echo "$warehouse is there already: name another" >&2; exit 2; }
arrivals=$warehouse.arrivals
logs=$warehouse.logs
tweets_a_night=${TWEETS_A_NIGHT:-20000}
minutes=${TRAINING_MINUTES:-2}
mkdir -p "$arrivals/tweets" "$arrivals/faces" "$logs"
options=(--warehouse "$warehouse" --arrivals "$arrivals"
  --set text.epochs=4 --set text.max-minutes="$minutes" --set text.checkpoint-minutes=0.1 --set text.baselines=[]
  --set text.batch-size=64 --set text.learning-rate.highest=0.01 --set text.vocabulary-size=5000 --set text.units=32 --set text.embedding=32
  --set image.network=separable --set image.channels=8 --set image.epochs=2 --set image.max-minutes="$minutes"
  --set fusion.seeds=2 --set promotion.macro-f1-floor.text=0.55 --set promotion.macro-f1-floor.face=0
  --set promotion.macro-f1-floor.polarity=0.5 --set promotion.macro-f1-floor.emotion=0 "$@")

# A slice of tweets that no other night has. The file is sorted by label, so lines are taken at intervals.
slice() {
  local lines
  lines=$(wc -l <"$data/training.1600000.processed.noemoticon.csv")
  awk -v every=$((lines / tweets_a_night)) -v offset="$1" 'NR % every == offset' \
    "$data/training.1600000.processed.noemoticon.csv"
}

bring() {
  slice "$1" >"$arrivals/tweets/.coming"
  mv "$arrivals/tweets/.coming" "$arrivals/tweets/night-$1.csv"
}

night() {
  local name=$1 code=0
  shift
  jobs/nightly.sh "${options[@]}" "$@" >>"$logs/$name.out" 2>>"$logs/$name.err" || code=$?
  echo "$name: exit code $code in $SECONDS s"
  tail -n 1 "$logs/$name.err" | cut -c 1-300
  SECONDS=0
  return "$code"
}

expect() {
  local wanted=$1 code=0
  shift
  night "$@" || code=$?
  case " $wanted " in
    *" $code "*) ;;
    *)
      echo "$1 should have ended with exit code $wanted, see $logs/$1.err" >&2
      exit 1
      ;;
  esac
}

SECONDS=0
bring 1
cp "$data/fer2013.csv" "$arrivals/faces/fer2013.csv"
expect 0 night-1

{ slice 2 | head -n 2000; yes "no tweet" | head -n 500; } >"$arrivals/tweets/night-2.csv" || true
expect 3 night-2
rm "$arrivals/tweets/night-2.csv"

bring 3
expect 4 night-3 --set text.sample=0.01 --set text.epochs=1

bring 4
(
  exec jobs/nightly.sh "${options[@]}" >"$logs/night-4.out" 2>"$logs/night-4.err"
) &
driver=$!
await() {
  until "$@" || ! kill -0 "$driver" 2>/dev/null; do sleep 1; done
}
await test -e "$warehouse/leases/nightly.json"
jobs/nightly.sh "${options[@]}" --set nightly.wait-minutes=0 >"$logs/second.out" 2>"$logs/second.err" || true
tail -n 1 "$logs/second.err"
await grep -q "epoch 1/" "$logs/night-4.err"
kill -9 "$driver"
wait "$driver" || echo "night-4: killed in its training"
expect "0 4" night-4

bring 5
expect "0 4" night-5 --deadline "$(date -d '+3 minutes' +%H:%M)" --set nightly.reserve-minutes=2 --set text.epochs=50 --set text.max-minutes=60

jobs/sql.sh --warehouse "$warehouse" "
  SELECT substr(night, 9, 15) AS night, stage, status, round(seconds) AS seconds, round(core_seconds) AS core_seconds, rows
  FROM mer.stages WHERE status <> 'started' ORDER BY written_at;
  SELECT started_at, job, status, left(message, 80) AS message FROM mer.runs ORDER BY started_at;
  SELECT number, decided_at, action, text_version, reasons FROM mer.promotions ORDER BY number;
  SELECT count(*) AS tweets, count(DISTINCT id) AS ids, count(DISTINCT source) AS files FROM mer.tweets" 2>/dev/null
