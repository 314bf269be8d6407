#!/usr/bin/env bash
# Runs the benchmarks of the stream topology: benchmarks/streams.sh [ROW...]   (docs/streams-benchmarks.md)
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$home/weir" --version >/dev/null # builds what is missing

lib=$home/weir-cli/target/dist/lib
javac -Xlint:all,-processing,-path -Werror -cp "$lib/*" -d "$work/classes" \
  "$home"/benchmarks/src/{Broker,Statistics}.java "$home"/benchmarks/streams/*.java
# as ./weir streams starts its JVM
# shellcheck disable=SC2086
java -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xms64m -Xmx448m ${BENCH_JAVA_OPTS:-} \
  -cp "$work/classes:$lib/*" StreamsBenchmarks "$home" "$work" "$@"
