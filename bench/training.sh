#!/usr/bin/env bash
# How fast networks are trained, against DL4J as it comes and against one worker, and what it costs: bench/training.sh [--quick].
# Takes ten minutes or so on a machine that does nothing else. --quick times one short block of everything, in half of that:
# it shows that all runs, its figures are rough.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

case "$#:${1:-}" in
  0:) blocks=5 timed_epochs=3 watched_epochs=200 ;;
  1:--quick) blocks=1 timed_epochs=1 watched_epochs=20 ;;
  *) die "usage: bench/training.sh [--quick]" ;;
esac

work=$MER_HOME/target/bench
classes=$work/training
stock=$work/stock
ensure_built
find_spark
application=$(application_jar)
java=$(java_command)

# DL4J's libraries as the application has them, but for the natives: those without oneDNN.
if [ ! -d "$stock" ]; then
  version=$(sed -n 's:.*<dl4j.version>\(.*\)</dl4j.version>.*:\1:p' "$MER_HOME/pom.xml")
  rm -rf "$stock.part"
  (
    cd "$MER_HOME"
    mvn -q -B dependency:copy-dependencies -DincludeScope=runtime \
      -DincludeGroupIds=org.deeplearning4j,org.nd4j,org.bytedeco -DexcludeClassifiers=linux-x86_64-onednn-avx2 \
      "-DoutputDirectory=$stock.part"
    mvn -q -B dependency:copy "-Dartifact=org.nd4j:nd4j-native:$version:jar:linux-x86_64-avx2" \
      "-DoutputDirectory=$stock.part"
  ) >&2
  mv "$stock.part" "$stock"
fi
rm -rf "$classes"
"${java}c" -d "$classes" -cp "$application:$SPARK_HOME/jars/*" "$MER_HOME"/bench/training/*.java

# Runs a measurement with the settings of the jobs, on as many cores, and prints its figures: own CORES [OPTION...] WHAT...
own() {
  local cores=$1
  shift
  OMP_NUM_THREADS=1 "$MER_HOME/jobs/submit.sh" "$@" --class Training --master "local[$cores]" \
    --conf "spark.driver.extraClassPath=$application:$classes"
}

# Runs one of DL4J's own layers, in the environment as it is.
stock() {
  "$java" "-Dlog4j2.configurationFile=file:$MER_HOME/conf/log4j2.properties" -cp "$classes:$stock/*:$SPARK_HOME/jars/*" \
    Training "$@"
}

as_it_comes() {
  (
    unset OPENBLAS_CORETYPE OMP_NUM_THREADS
    stock "$@"
  )
}

with_blas_setting() {
  (
    export OMP_NUM_THREADS=1
    export_native_settings
    stock "$@"
  )
}

# The figure of a name among those that a measurement printed: figure NAME FIGURES
figure() {
  awk -v name="$1" '$1 == name { print $2 }' <<<"$2"
}

row() {
  printf '%-52s %9s %9s %7s %14s  %s\n' "$@"
}

# A row whose ratio is to be at least so much: compared WHAT OURS AGAINST AIM
compared() {
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
  row "$1" "$(printf %.1f "$2")" "$(printf %.1f "$3")" "$ratio" "at least $4" \
    "$(awk -v a="$ratio" -v aim="$4" 'BEGIN { print (a >= aim) ? "reached" : "not reached" }')"
}

# A row whose share of a whole is to be at most so much per cent: bounded WHAT PART WHOLE AIM
bounded() {
  local share
  share=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.1f", 100 * a / b }')
  row "$1" "$(printf %.1f "$2")" "$(printf %.1f "$3")" "$share %" "at most $4 %" \
    "$(awk -v a="$share" -v aim="$4" 'BEGIN { print (a <= aim) ? "reached" : "not reached" }')"
}

row what measured against ratio aim ""

# Two threads of which each has a worker's network, as in a job on two cores.
mine=$(own 2 faces own 2 "$blocks" 4)
theirs=$(as_it_comes faces stock 1 "$blocks" 1)
compared "CNN training on two cores, pictures/s" "$(figure learned "$mine")" "$(figure learned "$theirs")" 12
compared "CNN inference on two cores, pictures/s" "$(figure scored "$mine")" "$(figure scored "$theirs")" 20

mine=$(own 1 tweets own 1 "$blocks" 4)
theirs=$(with_blas_setting tweets stock 1 "$blocks" 1)
compared "LSTM training on one thread, tweets/s" "$(figure tweets "$mine")" "$(figure tweets "$theirs")" 4

two=$(own 2 epochs "$timed_epochs")
one=$(own 1 epochs "$timed_epochs")
compared "two workers in Spark against one, pictures/s" "$(figure fitted "$two")" "$(figure fitted "$one")" 1.7
bounded "Spark, averaging and waiting, s of an epoch" "$(figure rest "$two")" "$(figure seconds "$two")" 15

# The whole heap is resident from the start, and what is freed beside it is given back at once, so that only what is kept grows.
memory=$(MER_JAVA_OPTIONS="-Xms1g -XX:+AlwaysPreTouch -XX:TrimNativeHeapInterval=500" own 2 memory "$watched_epochs" --driver-memory 1g)
bounded "memory grown after 10 of $watched_epochs epochs, MiB" "$(figure grown "$memory")" "$(figure first "$memory")" 5

product=$(own 1 matrices own 1 "$blocks" 20)
step=$(own 1 faces own 1 "$blocks" 4)
printf '%-52s %9.1f GFLOP/s\n' \
  "matrix product of 1,024 squared, one thread" "$(figure product "$product")" \
  "CNN training, one thread" "$(figure operations "$step")"
