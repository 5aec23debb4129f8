#!/usr/bin/env bash
# Starts, shows, breaks and stops an HDFS on this machine, for rehearsals; --help shows the options.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../jobs/lib.sh"

HDFS=$MER_HOME/target/bench/hdfs
STARTING_SECONDS=60
COPIES=2

usage() {
  cat <<'TEXT'
Usage: bench/hdfs.sh start [DATANODES]
       bench/hdfs.sh status
       bench/hdfs.sh kill-datanode N
       bench/hdfs.sh start-datanode N
       bench/hdfs.sh fsck
       bench/hdfs.sh stop

A name node and data nodes (default: 3), each a process of its own, reachable from this machine only, with two copies of
each block. Disks and logs are under target/bench/hdfs; start empties them.

  start            start it, wait until all data nodes have joined, and print its URI
  status           say what runs; exit code 0 if all of it does, 1 if not
  kill-datanode    kill -9 the data node of that number, from 1
  start-datanode   start it again
  fsck             ask the name node what is missing or has too few copies
  stop             end all of it
TEXT
}

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# hadoop CLASS ARGUMENT...: replaces this shell by a class of Hadoop.
hadoop() {
  exec "$(java_command)" -Xmx256m "-Dorg.apache.logging.log4j.level=${LEVEL:-ERROR}" -Dhadoop.log.dir="$HDFS" \
    -cp "$HDFS/conf:$HDFS/lib/*:$SPARK_HOME/jars/*" "$@"
}

is_running() {
  [ -e "$HDFS/$1.pid" ] && grep -q "org.apache.hadoop.hdfs.server" "/proc/$(cat "$HDFS/$1.pid")/cmdline" 2>/dev/null
}

started() {
  local file
  for file in "$HDFS"/*.pid; do
    [ -e "$file" ] && basename "$file" .pid
  done
  return 0
}

# spawn NAME CLASS ARGUMENT...: starts a class in the background, deaf to the end of this terminal.
spawn() {
  local name=$1
  shift
  : >>"$HDFS/$name.log"
  (
    trap '' HUP
    LEVEL=INFO hadoop "$@"
  ) >>"$HDFS/$name.log" 2>&1 </dev/null &
  echo $! >"$HDFS/$name.pid"
}

# await NAME COUNT PATTERN: waits until the name node's log says something so many times; ends it all if it never does.
await() {
  local deadline=$((SECONDS + STARTING_SECONDS))
  until [ "$(grep -c "$3" "$HDFS/namenode.log" || true)" -ge "$2" ]; do
    if ! kill -0 "$(cat "$HDFS/$1.pid")" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
      tail -n 20 "$HDFS/$1.log" >&2
      stop >/dev/null
      fail "the $1 did not start: see target/bench/hdfs/$1.log"
    fi
    sleep 0.2
  done
}

joined() {
  grep -c "registerDatanode: from" "$HDFS/namenode.log" || true
}

property() {
  echo "  <property><name>$1</name><value>$2</value></property>"
}

# A data node that says nothing for 20 seconds is dead, which by default takes ten minutes; and what it had is copied in seconds.
configure() {
  mkdir -p "$HDFS/conf"
  {
    echo "<configuration>"
    property fs.defaultFS "$1"
    property dfs.replication $COPIES
    property dfs.namenode.http-address "127.0.0.1:$2"
    property dfs.namenode.name.dir "file://$HDFS/namenode"
    property dfs.namenode.datanode.registration.ip-hostname-check false
    property dfs.namenode.safemode.extension 0
    property dfs.namenode.heartbeat.recheck-interval 5000
    property dfs.heartbeat.interval 1
    property dfs.namenode.redundancy.interval.seconds 1
    property dfs.namenode.replication.work.multiplier.per.iteration 20
    property dfs.namenode.replication.max-streams 20
    property dfs.namenode.replication.max-streams-hard-limit 40
    property dfs.datanode.address 127.0.0.1:0
    property dfs.datanode.http.address 127.0.0.1:0
    property dfs.datanode.ipc.address 127.0.0.1:0
    echo "</configuration>"
  } >"$HDFS/conf/hdfs-site.xml"
  cp "$HDFS/conf/hdfs-site.xml" "$HDFS/conf/core-site.xml"
}

start_datanode() {
  local before
  before=$(joined)
  spawn "datanode-$1" org.apache.hadoop.hdfs.server.datanode.DataNode -D "dfs.datanode.data.dir=file://$HDFS/datanode-$1"
  await "datanode-$1" $((before + 1)) "registerDatanode: from"
}

start() {
  local nodes=$1 port web version node
  for node in $(started); do
    is_running "$node" && fail "it is running already: see bench/hdfs.sh status, or end it with bench/hdfs.sh stop"
  done
  rm -rf "$HDFS"
  mkdir -p "$HDFS/lib"
  version=$(sed -n 's:.*<hadoop.version>\(.*\)</hadoop.version>.*:\1:p' "$MER_HOME/pom.xml")
  (cd "$MER_HOME" && mvn -q -B dependency:copy "-Dartifact=org.apache.hadoop:hadoop-client-minicluster:$version" \
    "-DoutputDirectory=$HDFS/lib") >&2
  port=$(free_port 8020)
  web=$(free_port 9870)
  configure "hdfs://127.0.0.1:$port" "$web"
  (hadoop org.apache.hadoop.hdfs.server.namenode.NameNode -format -nonInteractive) >"$HDFS/format.log" 2>&1 ||
    fail "it cannot be formatted: see target/bench/hdfs/format.log"
  spawn namenode org.apache.hadoop.hdfs.server.namenode.NameNode
  await namenode 1 "NameNode RPC up at"
  for node in $(seq "$nodes"); do
    start_datanode "$node"
  done
  echo "hdfs://127.0.0.1:$port" >"$HDFS/uri"
  cat "$HDFS/uri"
}

status() {
  local name failed=0
  [ -n "$(started)" ] || fail "it is not running"
  for name in $(started); do
    if is_running "$name"; then
      echo "$name runs (process $(cat "$HDFS/$name.pid"))"
    else
      echo "$name does not run any more: see target/bench/hdfs/$name.log"
      failed=1
    fi
  done
  return "$failed"
}

stop() {
  local name
  for name in $(started); do
    is_running "$name" && kill -9 "$(cat "$HDFS/$name.pid")"
    rm -f "$HDFS/$name.pid"
  done
}

node() {
  [[ ${1:-} =~ ^[1-9][0-9]?$ ]] || die "say which data node: 1, 2, ..."
  [ -e "$HDFS/datanode-$1.pid" ] || die "there is no data node $1"
}

[ -n "${SPARK_HOME:-}" ] || ensure_built
find_spark
case ${1:-} in
  start)
    [[ ${2:-3} =~ ^[1-9]$ ]] || die "the number of data nodes must be 1 to 9, cannot be: $2"
    start "${2:-3}"
    ;;
  status) status ;;
  kill-datanode)
    node "${2:-}"
    kill -9 "$(cat "$HDFS/datanode-$2.pid")"
    ;;
  start-datanode)
    node "${2:-}"
    is_running "datanode-$2" && fail "the data node $2 runs already"
    start_datanode "$2"
    ;;
  fsck)
    [ -e "$HDFS/uri" ] || fail "it is not running"
    (hadoop org.apache.hadoop.hdfs.tools.DFSck / 2>/dev/null)
    ;;
  stop) stop ;;
  -h | --help) usage ;;
  *) die "say start, status, kill-datanode, start-datanode, fsck or stop; see --help" ;;
esac
