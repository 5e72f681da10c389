#!/usr/bin/env bash
# What reports cost, by the native executable against a local PingOne in a process of its own: the ten-step scenario with no report and with
# all of them, pair by pair; and the peak memory of long runs, which must not grow with their length.
#
#   tests/bench/reports.sh [pairs: 20] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s] [steps of the long run: 100000]
#
# Uses bash 5, sed and sort; peak memory comes from /proc while the process runs.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

pairs=${1:-20}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}
steps=${3:-100000}
turns=10000
warm_ups=2

die() {
  echo "reports: $*" >&2
  exit 1
}

[[ $pairs =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of pairs is from 1 to 9999, this is \"$pairs\""
[[ $steps =~ ^[1-9][0-9]{3,6}$ ]] || die "the number of steps is from 1000 to 9999999, this is \"$steps\""
[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
emulator=
finish() {
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  [ -z "$emulator" ] || wait "$emulator" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

"$p1s" emulator >"$work/environment.yaml" 2>"$work/emulator.log" &
emulator=$!
waited=0
until P1S_EMULATOR_SECRET=$(sed -n 's/^ *export P1S_EMULATOR_SECRET=//p' "$work/emulator.log" | tr -d "'") && [ -n "$P1S_EMULATOR_SECRET" ]; do
  kill -0 "$emulator" 2>/dev/null || die "the emulator ended: $(<"$work/emulator.log")"
  [ $((waited += 1)) -le 200 ] || die "the emulator did not start within 10 seconds"
  sleep 0.05
done
export P1S_EMULATOR_SECRET

run=("$p1s" run --no-journal --environment "$work/environment.yaml" --quiet)
ten=("${run[@]}" scenarios/authentication/client-secret-jwt.yaml)
all=()
for kind in $("$p1s" run --help | sed -n 's/.*Kinds: \(.*\)\./\1/p' | tr -d ','); do
  all+=(--report "$kind=$work/report.$kind")
done

# timed COMMAND…: runs it; its time in microseconds in $took.
timed() {
  local start=$EPOCHREALTIME status=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  local end=$EPOCHREALTIME
  took=$((${end/./} - ${start/./}))
  [ "$status" -eq 0 ] || die "exit code $status of $*: $(<"$work/out") $(<"$work/err")"
}

# row NAME: one line of the table; figures in thousandths come one a line.
row() {
  local sorted figure line=
  mapfile -t sorted < <(sort -n)
  local count=${#sorted[@]}
  for figure in "${sorted[0]}" "$(((sorted[(count - 1) / 2] + sorted[count / 2]) / 2))" "${sorted[count - 1]}"; do
    line+=$(printf ' %9s' "$((figure / 1000)).$(printf '%03d' $((figure % 1000)))")
  done
  printf '%-58s%s\n' "$1" "$line"
}

# A scenario of many requests: each step is a loop.
write_long() {
  printf 'scenario: Read the keys again and again\ninputs: { authPath: { type: url }, envID: { type: uuid } }\nsteps:\n'
  local left=$1
  while [ "$left" -gt 0 ]; do
    printf '  - step: Read the keys, %s to go\n    for_each: <<list.range 1 %s>>\n' "$left" "$((left < turns ? left : turns))"
    printf '    request: GET <<authPath>>/<<envID>>/as/jwks\n    expect: { status: 200, json: { keys: "<<is.each {kty: is.text}>>" } }\n'
    left=$((left - turns))
  done
}

# peak NAME STEPS [OPTION…]: peak resident memory of a long run.
peak() {
  local name=$1 count=$2 seen highest=0 start=$EPOCHREALTIME
  shift 2
  write_long "$count" >"$work/long.yaml"
  "${run[@]}" "$work/long.yaml" --max-steps "$count" "$@" >"$work/out" 2>"$work/err" </dev/null &
  local process=$!
  while seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status" 2>/dev/null) && [ -n "$seen" ]; do
    highest=$seen
    sleep 0.05
  done
  wait "$process" || die "the long run ended with $?: $(<"$work/out") $(<"$work/err")"
  local end=$EPOCHREALTIME
  printf '%-58s %7s MB %7s s\n' "$name" "$((highest / 1024))" "$(((${end/./} - ${start/./}) / 1000000))"
}

echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $pairs pairs after $warm_ups to warm up"
none_times=() all_times=() ratios=()
for ((i = -warm_ups; i < pairs; i++)); do
  # Who goes first changes, so that neither always follows the other.
  if ((i % 2)); then
    timed "${ten[@]}" "${all[@]}"
    with=$took
    timed "${ten[@]}"
    without=$took
  else
    timed "${ten[@]}"
    without=$took
    timed "${ten[@]}" "${all[@]}"
    with=$took
  fi
  ((i >= 0)) || continue
  none_times+=("$without") all_times+=("$with") ratios+=($((with * 1000 / without)))
done
printf '%-58s %9s %9s %9s\n' 'milliseconds' min median max
printf '%s\n' "${none_times[@]}" | row 'A    p1s run, ten steps, no report'
printf '%s\n' "${all_times[@]}" | row "B    the same with $((${#all[@]} / 2)) reports"
printf '%s\n' "${ratios[@]}" | row 'B/A, pair by pair'
streamed=(--report "events=$work/long.ndjson" --report "junit=$work/long.xml")
peak "peak memory, $((steps / 10)) steps, no report" "$((steps / 10))"
peak "peak memory, $steps steps, no report" "$steps"
peak "peak memory, $((steps / 10)) steps, events and junit" "$((steps / 10))" "${streamed[@]}"
peak "peak memory, $steps steps, events and junit" "$steps" "${streamed[@]}"
