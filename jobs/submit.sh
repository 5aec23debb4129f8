#!/usr/bin/env bash
# Submits a job of the application: jobs/submit.sh JOB [OPTION...]. The scripts beside it are the jobs by name.
# Options of spark-submit (--master, --deploy-mode, --class, --conf, --driver-memory, --executor-memory, --executor-cores,
# --num-executors, --total-executor-cores, --properties-file, --queue, --jars, --packages, --files, --driver-class-path)
# go to it, all others to the job.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Whether arguments of the job sql name what is asked: a text with a blank, or a file.
is_statement() {
  local argument
  for argument in "$@"; do
    [[ $argument == *" "* || $argument == --file* ]] && return
  done
  return 1
}

[ $# -gt 0 ] || die "usage: jobs/submit.sh JOB [OPTION...]"
job=$1
shift

submit=()
arguments=()
class_path=
while [ $# -gt 0 ]; do
  case $1 in
    --master | --deploy-mode | --class | --conf | --driver-memory | --executor-memory | --executor-cores | --num-executors | \
      --total-executor-cores | --properties-file | --queue | --jars | --packages | --files | --driver-class-path)
      [ $# -gt 1 ] || die "$1 needs a value"
      option=$1
      value=$2
      shift
      ;;
    --master=* | --deploy-mode=* | --class=* | --conf=* | --driver-memory=* | --executor-memory=* | --executor-cores=* | \
      --num-executors=* | --total-executor-cores=* | --properties-file=* | --queue=* | --jars=* | --packages=* | --files=* | \
      --driver-class-path=*)
      option=${1%%=*}
      value=${1#*=}
      ;;
    *)
      arguments+=("$1")
      shift
      continue
      ;;
  esac
  case $option:$value in
    --driver-class-path:*) class_path=$value ;;
    --conf:spark.driver.extraClassPath=*) class_path=${value#*=} ;;
    *) submit+=("$option" "$value") ;;
  esac
  shift
done

ensure_built
find_spark
export_native_settings
export_terminal

java_options="-Dorg.eclipse.deeplearning4j.helpers.disable=false -Djava.awt.headless=true"
java_options+=" -XX:+UseParallelGC"
case $job in
  sql | server | serve)
    # One statement is over before the optimizing compiler pays; a session lasts.
    [ "$job" = sql ] && is_statement ${arguments[@]+"${arguments[@]}"} && java_options+=" -XX:TieredStopAtLevel=1"
    ;;
  *)
    # Jobs are batches: throughput counts, not pauses. And most of Spark's code runs a few thousand times, which the optimizing
    # compiler takes for a lot: it then uses a third of the cores in a job of a minute. So it waits ten times as long.
    java_options+=" -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
    java_options+=" -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
    # And it compiles less of what is called again with each caller: scoring 100,000 texts takes a second less of eighteen.
    java_options+=" -XX:FreqInlineSize=160 -XX:InlineSmallCode=1000"
    ;;
esac
# The C library keeps freed memory in an arena a thread; what is free is given back every ten seconds. Java 17.0.9 and
# later can do that.
java_options+=" -XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=10000"
logging="-Dlog4j2.configurationFile=file:$MER_HOME/conf/log4j2.properties"
native=(--conf "spark.executorEnv.OMP_NUM_THREADS=$OMP_NUM_THREADS" --conf "spark.executorEnv.MALLOC_ARENA_MAX=$MALLOC_ARENA_MAX")
[ -n "${OPENBLAS_CORETYPE:-}" ] && native+=(--conf "spark.executorEnv.OPENBLAS_CORETYPE=$OPENBLAS_CORETYPE")
# Otherwise conf/spark-defaults.conf has it.
if [ -n "${MER_OFFHEAP:-}" ]; then
  for setting in spark.mer.offHeap spark.driver.memoryOverhead spark.executor.memoryOverhead; do
    native+=(--conf "$setting=$MER_OFFHEAP")
  done
fi
# The threads of Spark's Thrift server look for the catalogue's class where Spark's own are, beside what the user has there.
[ "$job" = server ] && class_path=$(application_jar)${class_path:+:$class_path}
[ -n "$class_path" ] && submit+=(--driver-class-path "$class_path")

exec_spark_class org.apache.spark.deploy.SparkSubmit \
  --class org.mer.job.Mer \
  --conf "spark.driver.extraJavaOptions=$java_options $logging ${MER_JAVA_OPTIONS:-}" \
  --conf "spark.executor.extraJavaOptions=$java_options ${MER_JAVA_OPTIONS:-}" \
  "${native[@]}" ${submit[@]+"${submit[@]}"} \
  "$(application_jar)" "$job" ${arguments[@]+"${arguments[@]}"}
