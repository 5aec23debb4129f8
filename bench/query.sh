#!/usr/bin/env bash
# How long an analyst waits for an answer over a table of scores, from a cold start and in a session that is open, against DuckDB on
# the same rows: bench/query.sh [ROWS].
# ROWS (default: 10,000,000) are made up and kept in target/bench/query for the next time, with what export makes of them: ten
# minutes or so once, then four.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

rows=${1:-10000000}
if [ $# -gt 1 ] || ! [[ $rows =~ ^[1-9][0-9]{3,9}$ ]]; then
  die "usage: bench/query.sh [ROWS], at least 1,000 of them"
fi

DUCKDB=duckdb==1.4.1
COLD_AIM=10
WARM_AIM=1
COLD_TIMES=${COLD_TIMES:-5}
WARM_TIMES=7
work=$MER_HOME/target/bench/query
ensure_built
find_spark
warehouse=$work/warehouse-$rows
export_folder=$work/export-$rows
python=$work/python/bin/python
mkdir -p "$work"

if [ ! -f "$work/python/done" ]; then
  python3 -m venv --clear "$work/python"
  "$python" -m pip install --quiet --disable-pip-version-check "$DUCKDB"
  touch "$work/python/done"
fi

# The code that Spark makes of so many columns is too long for a compiler that is not asked.
if [ ! -f "$warehouse/made" ]; then
  rm -rf "$warehouse" "$export_folder" "$work/classes"
  "$(java_command)c" -d "$work/classes" -cp "$(application_jar):$SPARK_HOME/jars/*" "$MER_HOME/bench/query/MadeUpScores.java"
  MER_JAVA_OPTIONS=-XX:-DontCompileHugeMethods "$MER_HOME/jobs/submit.sh" "$warehouse" "$rows" --class MadeUpScores \
    --conf "spark.driver.extraClassPath=$(application_jar):$work/classes" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "the rows could not be made"
  }
  # As each night does at its end.
  "$MER_HOME/jobs/maintain.sh" --warehouse "$warehouse" --master "local[2]" >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "the files could not be put together"
  }
  touch "$warehouse/made"
fi
if [ ! -f "$export_folder/_SUCCESS" ]; then
  "$MER_HOME/jobs/export.sh" --warehouse "$warehouse" scores --to "$export_folder" --overwrite >"$work/last.log" 2>&1 || {
    tail -n 20 "$work/last.log" >&2
    die "the rows could not be exported"
  }
fi

sql() {
  "$MER_HOME/jobs/sql.sh" --warehouse "$warehouse" --master "local[2]" "$@" 2>>"$work/last.log"
}

now() {
  date +%s.%N
}

median() {
  sort -n | awk '{ all[NR] = $1 } END { printf "%.2f", (all[int((NR + 1) / 2)] + all[int((NR + 2) / 2)]) / 2 }'
}

post=$(sql --format csv "SELECT id FROM mer.scores WHERE part IS NULL AND run_id LIKE 'score-20261015%' LIMIT 1" | tail -n 1)
[ -n "$post" ] || die "there are no scores in $warehouse"

# What is asked: a name, Spark's statement, and DuckDB's over views that stand for the project's.
names=() spark=() duckdb=()
question() {
  names+=("$1")
  spark+=("$2")
  duckdb+=("${3:-$2}")
}

emotions="SELECT emotion, polarity, count(*) AS n, avg(confidence) AS confidence FROM mer.scores GROUP BY emotion, polarity ORDER BY n DESC"
runs="SELECT run_id, count(*) AS n, avg(confidence) AS confidence, sum(CASE WHEN is_conflicting THEN 1 ELSE 0 END) AS conflicts FROM mer.scores WHERE part IS NULL GROUP BY run_id ORDER BY run_id"
by_id="SELECT id, emotion, confidence, scored_at FROM mer.latest_scores WHERE id = '$post'"
by_subject="SELECT id, confidence, scored_at FROM mer.latest_scores WHERE emotion = 'angry' AND part IS NULL ORDER BY confidence DESC, id LIMIT 20"
by_day="SELECT emotion, count(*) AS n FROM mer.latest_scores WHERE scored_at >= TIMESTAMP '2026-10-15 00:00:00' AND scored_at < TIMESTAMP '2026-10-16 00:00:00' GROUP BY emotion ORDER BY n DESC"
disagreeing="SELECT id, text_confidence, face_emotion, followed FROM mer.disagreements WHERE text_confidence > 0.99 AND face_confidence > 0.8 ORDER BY text_confidence + face_confidence DESC, id LIMIT 20"
disagreeing_day="SELECT followed, count(*) AS n FROM mer.disagreements WHERE scored_at >= TIMESTAMP '2026-10-15 00:00:00' AND scored_at < TIMESTAMP '2026-10-16 00:00:00' GROUP BY followed ORDER BY n DESC"
mood="SELECT day, sum(n) AS n, avg(mood) AS mood FROM mer.daily_mood WHERE kind = 'posts' AND day BETWEEN DATE '2026-10-10' AND DATE '2026-10-16' GROUP BY day ORDER BY day"

COLD=3
question "all rows by emotion" "$emotions"
question "all posts by run" "$runs"
question "latest_scores of an id" "$by_id"
question "latest_scores of an id" "$by_id"
question "latest_scores of an emotion" "$by_subject"
question "latest_scores of a day" "$by_day"
question "disagreements, the strongest" "$disagreeing"
question "disagreements of a day" "$disagreeing_day"
question "daily_mood of a week" "$mood"
question "all rows by emotion" "$emotions"

# Whole processes, the start of Java or Python included.
cold_spark() {
  local start i
  for ((i = 0; i < COLD_TIMES; i++)); do
    start=$(now)
    sql "$1" >"$work/answer"
    awk -v a="$start" -v b="$(now)" 'BEGIN { print b - a }'
  done | median
}

cold_duckdb() {
  local start i
  for ((i = 0; i < COLD_TIMES; i++)); do
    start=$(now)
    "$python" "$MER_HOME/bench/query/peer.py" "$export_folder" 1 "$1" >"$work/answer"
    awk -v a="$start" -v b="$(now)" 'BEGIN { print b - a }'
  done | median
}

row() {
  printf '%-40s %9s %7s %9s %9s\n' "$@"
}

against() {
  row "$1" "$2" "$3" "$4" "$(awk -v a="$2" -v b="$4" 'BEGIN { printf "%.2f", a / b }')"
}

row "$(printf "%'d" "$rows") scores, two cores" seconds "aim" DuckDB "ours / it"
for ((i = 0; i < COLD; i++)); do
  against "cold: ${names[i]}" "$(cold_spark "${spark[i]}")" $COLD_AIM "$(cold_duckdb "${duckdb[i]}")"
done

# One session, which answers each statement several times; an answer is over with the line that counts its rows. What it takes
# the first time is not counted.
coproc SESSION { sql; }
exec 3>&"${SESSION[1]}" 4<&"${SESSION[0]}"
ask() {
  local start line
  start=$(now)
  printf '%s;\n' "$1" >&3
  line=
  while IFS= read -r line <&4; do
    [[ $line =~ ^\([0-9]+\ rows?\)$ ]] && break
    [[ $line != *"statement "* ]] || die "$line"
  done
  [ -n "$line" ] || die "the session ended: see $work/last.log"
  awk -v a="$start" -v b="$(now)" 'BEGIN { print b - a }'
}

ask "SELECT 1" >/dev/null
for ((i = COLD; i < ${#names[@]}; i++)); do
  ask "${spark[i]}" >/dev/null
  ours=$(for ((k = 1; k < WARM_TIMES; k++)); do ask "${spark[i]}"; done | median)
  peer=$("$python" "$MER_HOME/bench/query/peer.py" "$export_folder" $WARM_TIMES "${duckdb[i]}" | tail -n +2 | median)
  against "warm: ${names[i]}" "$ours" $WARM_AIM "$peer"
done
printf 'quit\n' >&3
exec 3>&- 4<&-
wait "$SESSION_PID" 2>/dev/null || true
