#!/usr/bin/env bash
# Five nights in a row on slices of the real data, on a cluster of two workers with the warehouse on an HDFS of three data nodes, all
# of them processes that can die: bench/nights.sh DATA [OPTION of jobs/nightly.sh ...]
# A good night; one with bad data; one with a worse model; one in which an executor, a worker, a data node and the driver are killed,
# and a second night is refused; one that runs into its deadline. Then a rollback, and a count of what was lost. The script fails
# where a night ends otherwise than it must. DATA holds training.1600000.processed.noemoticon.csv and fer2013.csv. The networks are
# small. Everything is under target/bench/nights and target/bench/hdfs. Takes 25 minutes and 12 GB of memory.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

[ $# -ge 1 ] || die "usage: bench/nights.sh DATA [OPTION...]"
tweets=$1/training.1600000.processed.noemoticon.csv
faces=$1/fer2013.csv
shift
for file in "$tweets" "$faces"; do
  [ -f "$file" ] || die "there is no $file"
done
# A slice of the tweets each night, and of the faces every so many, in the first.
tweets_a_night=${TWEETS_A_NIGHT:-8000}
faces_every=${FACES_EVERY:-8}
minutes=${TRAINING_MINUTES:-2}
work=$MER_HOME/target/bench/nights
arrivals=$work/arrivals
export MER_OFFHEAP=${MER_OFFHEAP:-2g}
ensure_built
cd "$MER_HOME"
rm -rf "$work"
mkdir -p "$arrivals/tweets" "$arrivals/faces"

end_all() {
  [ -z "${driver:-}" ] || kill -9 "$driver" 2>/dev/null || true
  jobs/cluster.sh stop >/dev/null 2>&1 || true
  bench/hdfs.sh stop >/dev/null 2>&1 || true
}
trap end_all EXIT
uri=$(bench/hdfs.sh start 3)
jobs/cluster.sh start --workers 2 --cores 1 --memory 3g >"$work/cluster.out"
bench/hdfs.sh status
jobs/cluster.sh status

lake=(--warehouse /mer/warehouse --master "$(cat target/cluster/url)" --driver-memory 2g
  --conf "spark.hadoop.fs.defaultFS=$uri" --conf spark.hadoop.dfs.replication=2)
options=("${lake[@]}" --arrivals "file://$arrivals"
  --set text.epochs=4 --set text.max-minutes="$minutes" --set text.checkpoint-minutes=0.1 --set text.baselines=[]
  --set text.batch-size=64 --set text.learning-rate.highest=0.01 --set text.vocabulary-size=5000 --set text.units=32 --set text.embedding=32
  --set image.network=separable --set image.channels=8 --set image.epochs=2 --set image.max-minutes="$minutes"
  --set image.checkpoint-minutes=0.1
  --set fusion.seeds=2 --set promotion.macro-f1-floor.text=0.55 --set promotion.macro-f1-floor.face=0
  --set promotion.macro-f1-floor.polarity=0.5 --set promotion.macro-f1-floor.emotion=0 "$@")

fail() {
  echo "nights.sh: $*" >&2
  exit 1
}

# A slice of tweets that no other night has. The file is sorted by label, so lines are taken at intervals.
slice() {
  local lines
  lines=$(wc -l <"$tweets")
  awk -v every=$((lines / tweets_a_night)) -v offset="$1" 'NR % every == offset' "$tweets"
}

bring() {
  slice "$1" >"$arrivals/tweets/.coming"
  mv "$arrivals/tweets/.coming" "$arrivals/tweets/night-$1.csv"
}

# expect CODES NAME COMMAND...: runs it, says how it ended, and fails unless with one of the exit codes.
expect() {
  local wanted=$1 name=$2 code=0 began=$SECONDS
  shift 2
  "$@" >>"$work/$name.out" 2>>"$work/$name.err" || code=$?
  echo "$name: exit code $code in $((SECONDS - began)) s"
  [ "$code" = 0 ] || tail -n 1 "$work/$name.err" | cut -c 1-400
  case " $wanted " in
    *" $code "*) ;;
    *) fail "$name should have ended with exit code $wanted, see $work/$name.err" ;;
  esac
}

# query STATEMENT: its rows as CSV, without the heads.
query() {
  jobs/sql.sh "${lake[@]}" --master "local[1]" --format csv "$1" 2>>"$work/query.err" | tail -n +2
}

bring 1
awk -v every="$faces_every" 'NR == 1 || NR % every == 0' "$faces" >"$arrivals/faces/faces.csv"
expect 0 night-1 jobs/nightly.sh "${options[@]}"

{ slice 2 | head -n 2000; yes "no tweet" | head -n 500; } >"$arrivals/tweets/night-2.csv" || true
expect 3 night-2 jobs/nightly.sh "${options[@]}"
rm "$arrivals/tweets/night-2.csv"

bring 3
# The first night has shown what maintaining takes; it would only make the others longer.
options+=(--set nightly.maintain=false)
expect 4 night-3 jobs/nightly.sh "${options[@]}" --set text.sample=0.01 --set text.epochs=1

# until_said PATTERN: waits until the driver of the fourth night has said so.
until_said() {
  until grep -qs "$1" "$work/night-4.err"; do
    kill -0 "$driver" 2>/dev/null || fail "the fourth night ended before it said: $1"
    sleep 0.5
  done
}

executor_of() {
  pgrep -P "$(cat "target/cluster/$1.pid")" -f CoarseGrainedExecutorBackend | head -n 1
}

# Long enough for all that happens in it.
fourth=("${options[@]}" --set text.epochs=12 --set text.patience=12 --set text.units=96 --set image.epochs=13 --set image.patience=13)
bring 4
jobs/nightly.sh "${fourth[@]}" >"$work/night-4.out" 2>"$work/night-4.err" &
driver=$!
until_said "ingest-tweets-.* started"
expect 1 second-night jobs/nightly.sh "${options[@]}" --set nightly.wait-minutes=0
grep -q "in the hands of run nightly-" "$work/second-night.err" || fail "the second night does not say who has the lock"
until_said "epoch 1/12"
kill -9 "$(executor_of worker-1)"
echo "night-4: killed an executor in epoch 1 of the text network"
until_said "epoch 2/12"
kill -9 "$(cat target/cluster/worker-2.pid)"
echo "night-4: killed a worker in epoch 2"
sleep 5
jobs/cluster.sh revive >>"$work/cluster.out"
echo "night-4: started the worker again"
until_said "epoch 3/12"
bench/hdfs.sh kill-datanode 1
echo "night-4: killed a data node in epoch 3"
until_said "epoch 2/13 done"
sleep 2
kill -9 "$driver"
wait "$driver" || true
driver=
echo "night-4: killed the driver after epoch 2 of the face network"
expect "0 4" night-4 jobs/nightly.sh "${fourth[@]}"
for said in "goes on with the night" "train-text is done already" "goes on in epoch"; do
  grep -q "$said" "$work/night-4.err" || fail "the fourth night does not say: $said"
done

bring 5
deadline=$(date -d '+5 minutes' +%H:%M)
expect "0 4" night-5 jobs/nightly.sh "${options[@]}" --deadline "$deadline" --set nightly.reserve-minutes=3 \
  --set text.epochs=100 --set text.patience=100 --set text.max-minutes=60 \
  --set image.epochs=100 --set image.patience=100 --set image.max-minutes=60
grep -q "may take .* as the night ends at" "$work/night-5.err" || fail "the fifth night knows no deadline"
! grep -q "epoch 100/100 done" "$work/night-5.err" || fail "the fifth night was not stopped by its deadline"
echo "night-5: ended at $(date +%H:%M:%S), its deadline was $deadline"

# A model that was refused is promoted by hand and taken back.
champion=$(query "SELECT max_by(text_version, number) FROM mer.promotions WHERE action <> 'refuse'")
refused=$(query "SELECT min_by(fuse_run_id, number) FROM mer.promotions WHERE action = 'refuse'")
printf 'id,text\na,what a lovely day\nb,this is awful\n' >"$work/posts.csv"
expect 0 promote-anyway jobs/models.sh "${lake[@]}" --master "local[1]" promote "$refused" --anyway "rehearsal"
expect 0 score-by-the-worse jobs/score.sh "${lake[@]}" "file://$work/posts.csv"
expect 0 rollback jobs/models.sh "${lake[@]}" --master "local[1]" rollback
expect 0 score-after-rollback jobs/score.sh "${lake[@]}" "file://$work/posts.csv"
scored=$(query "SELECT concat_ws(' ', transform(array_sort(collect_list(struct(run_id, text_model_version))), it -> it.text_model_version))
  FROM mer.scores WHERE id = 'a' AND NOT is_synthetic_pair")
[[ $scored == *" $champion" && $scored != "$champion "* ]] || fail "scored by $scored, the champion is $champion"
echo "rollback: the post was scored by $scored; the champion is $champion"

# What one ingest on one machine makes of the same files, whatever the order of the rows.
content="SELECT concat_ws(' ',
  (SELECT concat_ws(' ', count(*), count(DISTINCT id), sum(CAST(xxhash64(id, text, polarity, part, row_number,
     regexp_extract(source, '[^/]+\$', 0)) AS DECIMAL(38, 0)))) FROM mer.tweets),
  (SELECT concat_ws(' ', count(*), count(DISTINCT id), sum(CAST(xxhash64(id, pixels, emotion, part, row_number) AS DECIMAL(38, 0))))
     FROM mer.faces))"
nights=$(query "$content")
plain=(--master "local[*]" --warehouse "$work/plain")
expect 0 plain-tweets jobs/ingest-tweets.sh "${plain[@]}" "$arrivals"/tweets/*.csv
expect 0 plain-faces jobs/ingest-faces.sh "${plain[@]}" "$arrivals"/faces/*.csv
once=$(jobs/sql.sh "${plain[@]}" --format csv "$content" 2>>"$work/query.err" | tail -n +2)
echo "content: rows, ids and hash of tweets, then of faces"
echo "  five nights  $nights"
echo "  one ingest   $once"
[[ -n $nights && $nights == "$once" ]] || fail "the nights lost or changed rows"

# Blocks of the dead node are copied from the living ones; give that a minute.
for _ in $(seq 12); do
  bench/hdfs.sh fsck >"$work/fsck.out" || true
  grep -qE "Under-replicated blocks:[[:space:]]+0" "$work/fsck.out" && break
  sleep 5
done
grep -E "Status|Number of data-nodes|Total files|Total blocks|Under-replicated blocks|Missing blocks|Corrupt blocks" "$work/fsck.out"
grep -q "Status: HEALTHY" "$work/fsck.out" || fail "the file system is not healthy: see $work/fsck.out"

jobs/sql.sh "${lake[@]}" --master "local[1]" "
  SELECT substr(night, 9, 15) AS night, stage, status, round(seconds) AS seconds, round(core_seconds) AS core_seconds, rows, left(message, 90) AS message
  FROM mer.stages WHERE status NOT IN ('owed', 'started') ORDER BY written_at;
  SELECT started_at, job, status, left(message, 90) AS message FROM mer.runs ORDER BY started_at;
  SELECT number, decided_at, action, text_version, reasons FROM mer.promotions ORDER BY number" 2>>"$work/query.err"
echo "all five nights ended as they should; the rehearsal took $((SECONDS / 60)) min"
