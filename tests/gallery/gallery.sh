#!/usr/bin/env bash
# Every scenario with the native executable, in parallel: first together against one local PingOne that must hold nothing afterwards, then each
# against one of its own where servers are as they are now and then. Usage: gallery.sh P1S
set -uo pipefail
cd "$(dirname "$0")/../.."
p1s=$(realpath "$1")
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server"; rm -rf "$work"' EXIT

# What is shared is run by the scenarios that call it.
mapfile -t scenarios < <(find scenarios -name '*.yaml' -not -path 'scenarios/environments/*' -not -path 'scenarios/shared/*' -not -name pack.yaml | sort)
failed=0

"$p1s" emulator >"$work/emulator.yaml" 2>"$work/told" &
server=$!
for _ in $(seq 100); do
  grep -qs _emulator/store "$work/told" && grep -q adminAppSecret "$work/emulator.yaml" && break
  sleep 0.05
done
P1S_EMULATOR_SECRET=$(sed -n "s/.*P1S_EMULATOR_SECRET='\([^']*\)'.*/\1/p" "$work/told")
export P1S_EMULATOR_SECRET
store=$(sed -n 's|.*\(http://[^ ]*/_emulator/store\).*|\1|p' "$work/told" | head -n 1)

started=$SECONDS
if ! "$p1s" run "${scenarios[@]}" --environment "$work/emulator.yaml" --parallel 4 --undo always >"$work/all" 2>&1; then
  failed=1
  tail -n 60 "$work/all"
fi
made=$(curl -sS "$store" | jq -c .made)
if [ "$made" != '[]' ]; then
  failed=1
  echo "the local PingOne holds what nobody took back: $made"
fi
echo "${#scenarios[@]} scenarios together: $((SECONDS - started)) s"

# one PROFILE SCENARIO: its output only when it does not pass.
one() {
  local out
  if ! out=$("$p1s" run "$2" --emulator --undo always --fault "$1" 2>&1); then
    printf '%s with %s:\n%s\n' "$2" "$1" "$out"
    return 1
  fi
}
export -f one
export p1s

for profile in '429:every 2:retry-after 0' '503:every 2:retry-after 0' 'slow:for 150ms' 'unseen:reads 2'; do
  started=$SECONDS
  printf '%s\0' "${scenarios[@]}" | xargs -0 -P 16 -I{} bash -c 'one "$1" "$2"' _ "$profile" {} || failed=1
  echo "each with $profile: $((SECONDS - started)) s"
done
exit "$failed"
