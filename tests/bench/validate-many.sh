#!/usr/bin/env bash
# `p1s validate FOLDER` of many ten-step scenarios that include the same two files: files a second and peak memory.
#
#   tests/bench/validate-many.sh EXECUTABLE [files: 1000] [iterations: 5]
#
# Builds nothing; the native executable comes from: dotnet publish engine/Cli -c Release -r linux-x64. Peak memory comes from
# /usr/bin/time, or else from /proc while the process runs.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

die() {
  echo "validate-many: $*" >&2
  exit 1
}

[ $# -ge 1 ] || die "name the executable: tests/bench/validate-many.sh .artifacts/publish/Cli/release_linux-x64/p1s"
p1s=$(realpath "$1")
files=${2:-1000}
iterations=${3:-5}
[ -x "$p1s" ] || die "there is no executable $1"
[[ $files =~ ^[1-9][0-9]{0,5}$ && $iterations =~ ^[1-9][0-9]{0,3}$ ]] || die "the numbers of files and iterations are whole and positive"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every file differs a little from the next one, in its names and in what it expects.
generate() {
  mkdir -p "$work/pack/authentication"
  cp -r scenarios/shared scenarios/pack.yaml "$work/pack/"
  local i
  for ((i = 1; i <= files; i++)); do
    sed -e "s/^scenario: .*/scenario: Generated scenario $i/" \
      -e "s/AppJWT_/App${i}_/g; s/flowID/flowID$i/g; s/authCode/authCode$i/g" \
      -e "s/expires_in: 3600/expires_in: <<is.between 1 $((3600 + i))>>/" \
      scenarios/authentication/client-secret-jwt.yaml >"$work/pack/authentication/generated-$i.yaml"
  done
}

# Time in microseconds in $took.
timed() {
  local start=$EPOCHREALTIME status=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  local end=$EPOCHREALTIME
  took=$((${end/./} - ${start/./}))
  [ "$status" -eq 0 ] || die "exit code $status: $(head -c 2000 "$work/out" "$work/err")"
}

# Peak resident memory in KB, in $peak.
measure_memory() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -v -o "$work/memory" "$@" >/dev/null 2>&1 </dev/null || die "the measured run failed"
    peak=$(sed -n 's/.*Maximum resident set size (kbytes): //p' "$work/memory")
    return
  fi
  "$@" >/dev/null 2>&1 </dev/null &
  local process=$! seen
  peak=0
  while seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status" 2>/dev/null) && [ -n "$seen" ]; do
    peak=$seen
  done
  wait "$process" || die "the measured run failed"
}

generate
cd "$work"
echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $files files, $iterations iterations after 1 to warm up"
all=()
for ((i = 0; i <= iterations; i++)); do
  timed "$p1s" validate pack/authentication
  [ "$i" -eq 0 ] || all+=("$took")
done
tail -n 1 "$work/out"
mapfile -t sorted < <(printf '%s\n' "${all[@]}" | sort -n)
median=${sorted[$((iterations / 2))]}
measure_memory "$p1s" validate pack/authentication
printf 'milliseconds: min %d, median %d, max %d\n' $((sorted[0] / 1000)) $((median / 1000)) $((sorted[iterations - 1] / 1000))
printf 'files a second (median): %d\n' $((files * 1000000 / median))
printf 'peak memory in MB (1024 KB): %d\n' $((peak / 1024))
