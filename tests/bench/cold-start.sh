#!/usr/bin/env bash
# Whole processes side by side, against a local PingOne: the native `p1s run` of the ten-step scenario, and one curl that sends the
# same ten requests. Pairs are timed in turns, so that a busy machine slows both.
#
#   tests/bench/cold-start.sh [iterations: 20] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s]
#
# The first publish needs: dotnet publish engine/Cli -c Release -r linux-x64. Uses bash 5, curl, openssl, sed and sort; peak memory
# comes from /usr/bin/time, or else from /proc while the process runs.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

iterations=${1:-20}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}
warm_ups=2

die() {
  echo "cold-start: $*" >&2
  exit 1
}

[[ $iterations =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of iterations is from 1 to 9999, this is \"$iterations\""
[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
. tests/bench/local-pingone.sh
trap finish EXIT

run_all=("$p1s" run --no-journal "$scenario" --environment "$work/environment.yaml")

# timed COMMAND…: runs it; its time in microseconds in $took.
timed() {
  local start=$EPOCHREALTIME status=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  local end=$EPOCHREALTIME
  took=$((${end/./} - ${start/./}))
  [ "$status" -eq 0 ] || die "exit code $status of $1: $(<"$work/out") $(<"$work/err")"
}

time_chain() {
  write_chain "$1"
  timed curl -K "$work/chain.curl"
  local statuses
  statuses=$(echo $(<"$work/out"))
  [ "$statuses" = "$expected" ] || die "curl's ten answers are $statuses instead of $expected"
}

# Peak resident memory of a run in KB, in $peak.
measure_memory() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f '%M' -o "$work/memory" "$@" >/dev/null 2>"$work/err" </dev/null || die "$(<"$work/err")"
    peak=$(<"$work/memory")
    return
  fi
  "$@" >/dev/null 2>"$work/err" </dev/null &
  local process=$! seen
  peak=0
  while seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status" 2>/dev/null) && [ -n "$seen" ]; do
    peak=$seen
  done
  wait "$process" || die "$(<"$work/err")"
}

# row NAME: one line of the table; times in microseconds come one a line.
row() {
  local sorted
  mapfile -t sorted < <(sort -n)
  local count=${#sorted[@]} figure line=
  for figure in "${sorted[0]}" "$(((sorted[(count - 1) / 2] + sorted[count / 2]) / 2))" "${sorted[count - 1]}"; do
    line+=$(printf ' %9s' "$((figure / 1000)).$(printf '%03d' $((figure % 1000)))")
  done
  printf '%-58s%s\n' "$1" "$line"
}

start_emulator
prepare_once
run_ten=("${run_all[@]}" --set "accessToken=$token" --set "jwks=$jwks")
echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $iterations iterations after $warm_ups to warm up"

all=() ten=() chain=() ratios=()
for ((i = -warm_ups; i < iterations; i++)); do
  timed "${run_all[@]}"
  took_all=$took
  # Who goes first changes, so that neither always follows the other.
  if ((i % 2)); then
    time_chain "$i"
    took_chain=$took
    timed "${run_ten[@]}"
    took_ten=$took
  else
    timed "${run_ten[@]}"
    took_ten=$took
    time_chain "$i"
    took_chain=$took
  fi
  ((i >= 0)) || continue
  all+=("$took_all") ten+=("$took_ten") chain+=("$took_chain") ratios+=($((took_ten * 1000 / took_chain)))
done

highest=0
for _ in 1 2 3; do
  measure_memory "${run_all[@]}"
  [ "$peak" -le "$highest" ] || highest=$peak
done

printf '%-58s %9s %9s %9s\n' 'milliseconds' min median max
printf '%s\n' "${all[@]}" | row 'A    p1s run, ten steps and two obtained values'
printf '%s\n' "${ten[@]}" | row 'A10  p1s run, ten requests'
printf '%s\n' "${chain[@]}" | row 'B    curl --next, the same ten requests'
printf '%s\n' "${ratios[@]}" | row 'A10/B, pair by pair'
printf '%-58s %9s\n' 'peak memory of A in MB (1024 KB), highest of three' "$((highest / 1024)).$((highest % 1024 * 10 / 1024))"
