#!/usr/bin/env bash
# `p1s watch` of the ten-step scenario with the emulator: the time from the write of the scenario file to the last line of the run.
#
#   tests/bench/watch.sh [saves: 30] [executable: .artifacts/publish/Cli/release_linux-x64/p1s, or a p1s.dll]
#
# Builds nothing; the native executable comes from: dotnet publish engine/Cli -c Release -r linux-x64. A .dll is run by dotnet. Every
# second save replaces the file by another one, as many editors do, the others write into it.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

saves=${1:-30}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}
warm_ups=10

die() {
  echo "watch: $*" >&2
  exit 1
}

[[ $saves =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of saves is from 1 to 9999, this is \"$saves\""
[ -f "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"
command=("$(realpath "$p1s")")
[[ $p1s != *.dll ]] || command=(dotnet "${command[@]}")

work=$(mktemp -d)
cp -r scenarios/pack.yaml scenarios/authentication scenarios/shared "$work"
cd "$work"
scenario=authentication/client-secret-jwt.yaml
coproc WATCH { exec "${command[@]}" watch "$scenario" --emulator 2>&1; }
watch=$WATCH_PID
finish() {
  kill "$watch" 2>/dev/null || true
  wait "$watch" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# Reads the output of one run; every step must pass.
await_run() {
  local line passed=
  while IFS= read -r -t 60 -u "${WATCH[0]}" line; do
    [[ $line != passed:* ]] || passed=yes
    [[ $line != watching\ * ]] || break
  done
  [ -n "$passed" ] || die "a run did not pass: $line"
}

save() {
  if (($1 % 2)); then
    sed "s/^# save .*//" "$scenario" >"$scenario~"
    echo "# save $1" >>"$scenario~"
    started=$EPOCHREALTIME
    mv "$scenario~" "$scenario"
  else
    started=$EPOCHREALTIME
    echo "# save $1" >>"$scenario"
  fi
}

await_run
echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $saves saves after $warm_ups to warm up"
took=()
for ((i = -warm_ups; i < saves; i++)); do
  save $((i + warm_ups))
  await_run
  ended=$EPOCHREALTIME
  ((i < 0)) || took+=($((${ended/./} - ${started/./})))
done
memory=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$watch/status")
mapfile -t sorted < <(printf '%s\n' "${took[@]}" | sort -n)
printf 'milliseconds from the write to the last line: min %d, median %d, max %d\n' \
  $((sorted[0] / 1000)) $((sorted[saves / 2] / 1000)) $((sorted[saves - 1] / 1000))
printf 'peak memory in MB (1024 KB): %d\n' $((memory / 1024))
