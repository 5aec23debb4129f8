#!/usr/bin/env bash
# Starts, shows and stops a Spark cluster on this machine; --help shows the options.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

CLUSTER=$MER_HOME/target/cluster
STARTING_SECONDS=60
STOPPING_SECONDS=10

usage() {
  cat <<'TEXT'
Usage: jobs/cluster.sh start [--workers N] [--cores C] [--memory M] [--port P]
       jobs/cluster.sh status
       jobs/cluster.sh revive
       jobs/cluster.sh stop

A Spark standalone cluster on this machine: a master and workers, each a process of its own, reachable from this
machine only. Processes and logs are kept under target/cluster. SPARK_HOME says which Spark; without it, the built one.

  start            start it, and wait until all workers have joined
  status           say what runs; exit code 0 if all of it does, 1 if not
  revive           start the workers again that run no more
  stop             end it, whatever is left of it

  --workers N      number of workers (default: 2)
  --cores C        cores of a worker (default: 1)
  --memory M       memory of a worker, such as 3g or 900m (default: 3g)
  --port P         port of the master (default: 7077, or the next free one)
TEXT
}

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# Whether a process is one of a cluster of Spark: a number in a file may be another process's by now.
is_daemon() {
  local command
  kill -0 "$1" 2>/dev/null || return 1
  if [ -r "/proc/$1/cmdline" ]; then
    command=$(tr '\0' ' ' <"/proc/$1/cmdline")
  else
    command=$(ps -ww -o args= -p "$1")
  fi
  case $command in
    *"org.apache.spark.deploy."*) return 0 ;;
    *) return 1 ;;
  esac
}

# The names of what was started: master, worker-1, ...
started() {
  local file
  for file in "$CLUSTER"/master.pid "$CLUSTER"/worker-*.pid; do
    [ -e "$file" ] && basename "$file" .pid
  done
  return 0
}

pid_of() {
  cat "$CLUSTER/$1.pid"
}

is_running() {
  [ -e "$CLUSTER/$1.pid" ] && is_daemon "$(pid_of "$1")"
}

runs_anything() {
  local name
  for name in $(started); do
    is_running "$name" && return 0
  done
  return 1
}

# spawn NAME CLASS ARGUMENT...: starts a class of Spark in the background, deaf to the end of this terminal.
spawn() {
  local name=$1
  shift
  (
    trap '' HUP
    exec_spark_class "$@"
  ) >>"$CLUSTER/$name.log" 2>&1 </dev/null &
  echo $! >"$CLUSTER/$name.pid"
}

# await NAME COUNT PATTERN: waits until a log says something so many times; ends the cluster if it never does.
await() {
  local deadline=$((SECONDS + STARTING_SECONDS)) found
  while :; do
    found=$(grep -c "$3" "$CLUSTER/master.log" || true)
    [ "$found" -ge "$2" ] && return
    # A process that has just been forked is not a daemon of Spark yet, but it lives.
    if ! kill -0 "$(pid_of "$1")" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
      tail -n 20 "$CLUSTER/$1.log" >&2
      stop >/dev/null
      fail "the $1 did not start: see target/cluster/$1.log"
    fi
    sleep 0.2
  done
}

# What master and workers find in their environment.
prepare() {
  [ -n "${SPARK_HOME:-}" ] || ensure_built
  find_spark
  java_command >/dev/null
  export_native_settings
  # A daemon only keeps the books, and executors have settings of their own.
  export SPARK_DAEMON_MEMORY=${SPARK_DAEMON_MEMORY:-512m}
  export SPARK_DAEMON_JAVA_OPTS="-Dlog4j2.configurationFile=file:$MER_HOME/conf/cluster-log4j2.properties ${SPARK_DAEMON_JAVA_OPTS:-}"
}

spawn_worker() {
  local cores memory
  read -r cores memory <"$CLUSTER/workers"
  spawn "$1" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
    --work-dir "$CLUSTER/work" --cores "$cores" --memory "$memory" "$(cat "$CLUSTER/url")"
}

revive() {
  local name registered
  [ -n "$(started)" ] || fail "no cluster is running: start one with jobs/cluster.sh start"
  is_running master || fail "the master does not run any more: jobs/cluster.sh stop, then start"
  prepare
  for name in $(started); do
    is_running "$name" && continue
    registered=$(grep -c "Registering worker" "$CLUSTER/master.log")
    spawn_worker "$name"
    await "$name" $((registered + 1)) "Registering worker"
  done
  status
}

start() {
  local workers=$1 cores=$2 memory=$3 port=$4 url i
  runs_anything && fail "a cluster is running already: see jobs/cluster.sh status, or end it with jobs/cluster.sh stop"
  if [ -n "$port" ]; then
    is_port_free "$port" || die "the port $port is taken: name another with --port"
  else
    port=$(free_port 7077)
  fi
  prepare
  rm -rf "$CLUSTER"
  mkdir -p "$CLUSTER"

  spawn master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
  await master 1 "Starting Spark master at spark://"
  url=$(grep -o 'Starting Spark master at spark://.*' "$CLUSTER/master.log" | grep -o 'spark://[0-9.:]*')
  echo "$url" >"$CLUSTER/url"
  echo "$cores $memory" >"$CLUSTER/workers"
  for i in $(seq "$workers"); do
    spawn_worker "worker-$i"
  done
  for i in $(seq "$workers"); do
    await "worker-$i" "$i" "Registering worker"
  done
  status
  echo "use it with --master $url, for example:"
  echo "  jobs/demo.sh --master $url"
}

status() {
  local name failed=0
  if [ -z "$(started)" ]; then
    echo "no cluster is running"
    return 1
  fi
  for name in $(started); do
    if is_running "$name"; then
      echo "$name runs (process $(pid_of "$name"))"
    else
      echo "$name does not run any more: see target/cluster/$name.log"
      failed=1
    fi
  done
  [ "$failed" = 1 ] || echo "the master is at $(cat "$CLUSTER/url")"
  return "$failed"
}

stop() {
  local name pids=() pid deadline
  for name in $(started); do
    pid=$(pid_of "$name")
    if is_running "$name"; then
      kill "$pid" 2>/dev/null || true
      pids+=("$pid")
    fi
    rm -f "$CLUSTER/$name.pid"
  done
  if [ "${#pids[@]}" = 0 ]; then
    echo "no cluster is running"
    return
  fi
  deadline=$((SECONDS + STOPPING_SECONDS))
  for pid in "${pids[@]}"; do
    while is_daemon "$pid" && [ "$SECONDS" -lt "$deadline" ]; do
      sleep 0.1
    done
    is_daemon "$pid" && kill -KILL "$pid" 2>/dev/null
  done
  echo "stopped ${#pids[@]} processes"
}

number() {
  [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || die "$1 must be a whole number of at least 1, cannot be: $2"
}

case ${1:-} in
  start | status | revive | stop) command=$1 ;;
  -h | --help)
    usage
    exit 0
    ;;
  "") die "say start, status, revive or stop; see --help" ;;
  *) die "there is no command '$1': say start, status, revive or stop; see --help" ;;
esac
shift

workers=2 cores=1 memory=3g port=
while [ $# -gt 0 ]; do
  option=$1
  case $option in
    -h | --help)
      usage
      exit 0
      ;;
    --*=*)
      set -- "${option%%=*}" "${option#*=}" "${@:2}"
      continue
      ;;
    --workers | --cores | --memory | --port)
      [ "$command" = start ] || die "$option belongs to start"
      [ $# -gt 1 ] || die "$option needs a value"
      ;;
    *) die "there is no option '$option'; see --help" ;;
  esac
  case $option in
    --workers) number "$option" "$2" && workers=$2 ;;
    --cores) number "$option" "$2" && cores=$2 ;;
    --memory)
      [[ $2 =~ ^[1-9][0-9]*[mMgG]$ ]] || die "--memory must be a size such as 3g or 900m, cannot be: $2"
      memory=$2
      ;;
    --port)
      number "$option" "$2"
      [ "$2" -le 65535 ] || die "--port must be at most 65535, cannot be: $2"
      port=$2
      ;;
  esac
  shift 2
done

case $command in
  start) start "$workers" "$cores" "$memory" "$port" ;;
  status) status ;;
  revive) revive ;;
  stop) stop ;;
esac
