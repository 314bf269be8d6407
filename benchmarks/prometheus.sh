#!/usr/bin/env bash
# Runs the benchmarks of the Prometheus sink: benchmarks/prometheus.sh [ROW...]   (docs/prometheus-benchmarks.md)
# Needs a prometheus on the PATH, as Debian's package of that name has it.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
command -v prometheus >/dev/null || { echo "benchmarks/prometheus.sh: there is no prometheus on the PATH; apt-get install prometheus" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$home/weir" --version >/dev/null # builds what is missing

lib=$home/weir-cli/target/dist/lib
javac -Xlint:all,-processing,-path -Werror -cp "$lib/*" -d "$work/classes" \
  "$home"/benchmarks/src/Statistics.java "$home"/benchmarks/streams/Ages.java "$home"/benchmarks/prometheus/*.java
java -XX:+UseSerialGC -Xmx1g -cp "$work/classes:$lib/*" PrometheusBenchmarks "$home" "$work" "$@"
