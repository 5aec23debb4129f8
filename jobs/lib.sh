# Shared by the scripts of this folder; sourced, never run.
# shellcheck shell=bash

MER_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() {
  echo "${0##*/}: $*" >&2
  exit 2
}

# The java that runs everything: JAVA_HOME's, or the one on the path.
java_command() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || die "no java found: install a JDK 17 or set JAVA_HOME"
  echo "$java"
}

application_jar() {
  compgen -G "$MER_HOME/target/mer-*-app.jar" | head -n 1
}

# Builds the application jar and the local Spark runtime where they are missing.
ensure_built() {
  [ -n "$(application_jar)" ] && [ -d "$MER_HOME/target/spark/jars" ] && return
  command -v mvn >/dev/null || die "nothing is built yet and there is no mvn to build it with: install Maven 3.8 or newer"
  echo "building (once; log in target/build.log) ..." >&2
  mkdir -p "$MER_HOME/target"
  if ! (cd "$MER_HOME" && mvn -B -ntp -DskipTests package) >"$MER_HOME/target/build.log" 2>&1; then
    tail -n 20 "$MER_HOME/target/build.log" >&2
    die "the build failed: see target/build.log"
  fi
}

# OpenBLAS does not know newer processors and falls back to SSE3 kernels, ten times slower; so it is told.
blas_core() {
  local flags
  flags=$(grep -m 1 -E '^flags' /proc/cpuinfo 2>/dev/null || true)
  case " $flags " in
    *" avx512vl "*) echo SKYLAKEX ;;
    *" avx2 "*) echo HASWELL ;;
  esac
}

export_native_settings() {
  local core
  core=${OPENBLAS_CORETYPE:-$(blas_core)}
  [ -n "$core" ] && export OPENBLAS_CORETYPE=$core
  # Spark runs a task on each core, so each task computes on one thread.
  export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
  # As Hadoop has it: with an arena for each of hundreds of threads the C library's holes grow for hours.
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-4}
  # An address of its own for a machine whose host name does not resolve.
  if [ -z "${SPARK_LOCAL_IP:-}" ] && ! getent hosts "$(hostname)" >/dev/null 2>&1; then
    export SPARK_LOCAL_IP=127.0.0.1
  fi
}

# Tells the job that standard error is a terminal, where a progress bar can be drawn: what erases the rest of a line
# there. Elsewhere it is empty, and whoever sets it to nothing has lines instead of the bar.
export_terminal() {
  if [ -z "${MER_TERMINAL+set}" ] && [ -t 2 ]; then
    MER_TERMINAL=$(tput el 2>/dev/null || true)
    export MER_TERMINAL
  fi
}

# Starts a class of Spark through Spark's own launcher, which adds Java 17's options and the memory settings.
# Replaces this shell.
exec_spark_class() {
  local command=() argument started='' launcher
  export SPARK_SCALA_VERSION=2.12
  export SPARK_CONF_DIR=${SPARK_CONF_DIR:-$MER_HOME/conf}
  # It needs none of the other jars, and is over before any compiler helps it.
  launcher=$(compgen -G "$SPARK_HOME/jars/spark-launcher_*.jar" | head -n 1 || true)
  while IFS= read -r -d '' argument; do
    # The launcher prints an empty argument and a line end first, whatever the JVM has said before.
    if [ -z "$started" ]; then
      started=yes
      continue
    fi
    command+=("${argument#$'\n'}")
  done < <("$(java_command)" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "${launcher:-$SPARK_HOME/jars/*}" org.apache.spark.launcher.Main "$@")
  [ "${#command[@]}" -gt 0 ] || die "Spark's launcher did not answer: is SPARK_HOME=$SPARK_HOME a Spark 3.5 distribution?"
  exec "${command[@]}"
}

# Where Spark is: the user's SPARK_HOME, or the runtime that the build made.
find_spark() {
  export SPARK_HOME=${SPARK_HOME:-$MER_HOME/target/spark}
  [ -d "$SPARK_HOME/jars" ] || die "SPARK_HOME=$SPARK_HOME has no jars folder: set it to a Spark 3.5 distribution, or unset it"
}

is_port_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# The first port from one on, of thirty, that nobody listens at.
free_port() {
  local port
  for port in $(seq "$1" $(($1 + 30))); do
    if is_port_free "$port"; then
      echo "$port"
      return
    fi
  done
  die "no port from $1 to $(($1 + 30)) is free"
}
