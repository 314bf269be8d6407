#!/usr/bin/env bash
# Runs the benchmarks of the object sink: benchmarks/objects.sh [ROW...]   (docs/sink-benchmarks.md)
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$home/weir" --version >/dev/null # builds what is missing

lib=$home/weir-cli/target/dist/lib
javac -Xlint:all,-processing,-path,-classfile -Werror -cp "$lib/*" -d "$work/classes" \
  "$home"/benchmarks/src/{Broker,Lab,Simulator,Statistics,TruthServer}.java "$home"/benchmarks/objects/*.java
# as ./weir connect starts its JVM, with room for the records that it is fed
# shellcheck disable=SC2086
java -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xms256m -Xmx1g ${BENCH_JAVA_OPTS:-} \
  -cp "$work/classes:$lib/*" ObjectsBenchmarks "$home" "$work" "$@"
