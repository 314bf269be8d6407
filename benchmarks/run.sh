#!/usr/bin/env bash
# Runs the benchmarks of the load engine: benchmarks/run.sh [ROW...]   (docs/benchmarks.md)
# The two instruments are looked for in $WEIR_INSTRUMENTS, and compiled into a temporary folder.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$home/weir" --version >/dev/null # builds what is missing

if [ -n "${WEIR_INSTRUMENTS:-}" ] && [ -f "$WEIR_INSTRUMENTS/truthserver.c" ] && command -v cc >/dev/null; then
  cc -O2 -o "$work/truthserver" "$WEIR_INSTRUMENTS/truthserver.c" -lpthread
  cc -O2 -o "$work/rawclient" "$WEIR_INSTRUMENTS/rawclient.c"
fi
lib=$home/weir-cli/target/dist/lib
javac -Xlint:all,-processing,-path -Werror -cp "$lib/*" -d "$work/classes" "$home"/benchmarks/src/*.java
java -Xmx64m -XX:TieredStopAtLevel=1 -cp "$work/classes:$lib/*" Benchmarks "$home" "$work" "$@"
