#!/usr/bin/env bash
# What it costs to write a run down: whole native processes in turns, with a journal and without, on disks and networks of several speeds.
#
#   tests/bench/journal.sh [pairs: 40] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s]
#   tests/bench/journal.sh --short [native executable]
#
# A slow disk is a library in front of the system's (slow-disk.c), a slow network a local PingOne that waits. Page faults, peak memory and
# the bytes of a run in the journal do not depend on the machine's mood: they are held against tests/bench/limits.txt, and exit code 1 means
# that one was passed. With --short: few pairs, and no long runs.
# Uses bash 5, perl, gcc and sed.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

short=
[ "${1:-}" != --short ] || { short=1 && shift && set -- 7 "$@"; }
pairs=${1:-40}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}

die() {
  echo "journal: $*" >&2
  exit 1
}

[[ $pairs =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of pairs is from 1 to 9999, this is \"$pairs\""
[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
. tests/bench/in-turns.sh
. tests/bench/local-pingone.sh
trap finish EXIT
export XDG_CONFIG_HOME=$work/config
gcc -shared -fPIC -O1 -o "$work/slow-disk.so" tests/bench/slow-disk.c

run=("$p1s" run --quiet --environment "$work/environment.yaml")
journal=(--journal "$work/runs.db")
disk=()

one_ten() { measured "$work/one" "${disk[@]}" "${run[@]}" "$scenario" "${journal[@]}"; }
other_ten() { measured "$work/other" "${disk[@]}" "${run[@]}" "$scenario" --no-journal; }

one_many() {
  rm -f "$work"/many.db*
  measured "$work/one" "${disk[@]}" "${run[@]}" "$work/many.yaml" --journal "$work/many.db" --max-steps 20000
}
other_many() { measured "$work/other" "${disk[@]}" "${run[@]}" "$work/many.yaml" --no-journal --max-steps 20000; }

# on_disks NETWORK: the ten steps on disks whose syncs take so long.
on_disks() {
  local time
  for time in real 0 2 5; do
    disk=(env "LD_PRELOAD=$work/slow-disk.so" "SYNC_US=${time}000")
    [ "$time" != real ] || disk=()
    in_turns ten "$pairs" "ten steps, $1, disk $time${disk:+ ms}: journal, none"
  done
  disk=()
}

# A GET as many times as asked.
write_many() {
  cat >"$work/many.yaml" <<YAML
scenario: Read the keys
inputs: { authPath: { type: url }, envID: { type: uuid } }
steps:
  - step: Read the keys
    for_each: <<list.range 1 $1>>
    request: GET <<authPath>>/<<envID>>/as/jwks
    expect: { status: 200 }
  - step: Fail
    request: GET <<authPath>>/<<envID>>/as/jwks
    expect: { status: ${2:-200} }
YAML
}

# fails COMMAND…: an expectation does.
fails() {
  local code=0
  "$@" >"$work/out" 2>&1 </dev/null || code=$?
  [ "$code" -eq 1 ] || die "exit code $code instead of 1 of $*: $(tail -c 2000 "$work/out")"
}

# replayed COUNT: how long it takes to go on behind so many turns.
replayed() {
  local id
  write_many "$1" 201
  rm -f "$work"/many.db*
  fails "${run[@]}" "$work/many.yaml" --journal "$work/many.db" --max-steps 20000
  id=$("$p1s" runs --journal "$work/many.db" --format json | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p' | head -n 1)
  local start=$EPOCHREALTIME
  fails "$p1s" resume "$id" --quiet --from Fail --journal "$work/many.db"
  local end=$EPOCHREALTIME
  echo "a run of $1 steps goes on behind them, whole process: $(((${end/./} - ${start/./}) / 1000)) ms"
}

start_emulator
"${run[@]}" "$scenario" "${journal[@]}" >/dev/null
empty=$(wc -c <"$work/runs.db")
for i in {1..20}; do "${run[@]}" "$scenario" "${journal[@]}" >/dev/null; done
bytes=$((($(wc -c <"$work/runs.db") - empty) / 20))

head_of_turns
on_disks loopback
ten_faults=$(median_of "$work/one" 3)
ten_peak=$(median_of "$work/one" 4)
if [ -z "$short" ]; then
  start_emulator --latency 20ms
  on_disks '20 ms a request'
  start_emulator
  disk=(env "LD_PRELOAD=$work/slow-disk.so" SYNC_US=0)
  for many in 1000 10000; do
    write_many "$many"
    in_turns many 3 "$many requests, disk 0 ms: journal, none"
  done
  disk=()
  replayed 10
  replayed 1000
fi

limit page-faults-of-ten-steps-with-a-journal "$ten_faults"
limit peak-memory-of-ten-steps-with-a-journal-in-KB "$ten_peak"
limit bytes-of-ten-steps-in-a-journal "$bytes"
exit "$failed"
