#!/usr/bin/env bash
# Two loads against local PingOnes, and what p1s merge makes of their reports: all runs of both, their limits judged over the sum.
# Usage: load.sh PATH_OF_P1S; non-zero when the sum is wrong.
set -euo pipefail
p1s=$(realpath "$1")
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
for part in 1 2; do
  "$p1s" run scenarios/shared/jwks.yaml --emulator --quiet --duration 1s --rate 20/s --report "json=$folder/$part.json" --hlog "$folder/$part.hlog"
  grep -q '^Tag=' "$folder/$part.hlog" || { echo "the log of part $part has no step"; exit 1; }
done
"$p1s" merge "$folder/1.json" "$folder/2.json" --limit p95=5s --report "html=$folder/page.html" | tee "$folder/printed"
grep -qE '^40 runs in .* 0 failed, 0 dropped$' "$folder/printed" || { echo "the sum is not 40 runs"; exit 1; }
grep -q 'ok      p95' "$folder/printed" || { echo "the limit was not judged"; exit 1; }
code=0
"$p1s" merge "$folder/1.json" "$folder/2.json" --limit rate=1000/s >"$folder/printed" 2>&1 || code=$?
[ "$code" -eq 1 ] || { echo "a missed limit has exit code $code"; cat "$folder/printed"; exit 1; }
echo ok
