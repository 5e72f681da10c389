#!/usr/bin/env bash
# The story of somebody whose run was killed: runs, resume, a doubt that is settled, undo, with the commands as they are printed.
# resume.sh P1S: prints what went wrong, and ends with 1 then.
set -euo pipefail
p1s=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder
unset CI XDG_STATE_HOME XDG_CONFIG_HOME PINGONESCENARIOS_JOURNAL_KEY
cp "$here/makes.yaml" "$here/token.yaml" .

fail() {
  echo "$1"
  [ ! -e said ] || cat said
  exit 1
}

# says CODE TEXT ARGUMENTS…: p1s ends with the code, and prints the text.
says() {
  local code=$1 text=$2 got=0
  shift 2
  "$p1s" "$@" >said 2>&1 || got=$?
  [ "$got" -eq "$code" ] || fail "p1s $* ended with $got, not $code"
  grep -qF -- "$text" said || fail "p1s $* does not say: $text"
}

# printed TEXT: the arguments of the command that was printed behind the text, as a shell reads them.
printed() {
  local line
  line=$(sed -n "s/^.*$1: p1s //p" said | head -n 1)
  [ -n "$line" ] || fail "no command is printed behind: $1"
  eval "typed=($line)"
}

"$p1s" emulator --port 0 --latency 150ms >emulator.yaml 2>told &
server=$!
for _ in $(seq 100); do
  grep -qs _emulator/store told && grep -q adminAppSecret emulator.yaml && break
  sleep 0.1
done
P1S_EMULATOR_SECRET=$(sed -n "s/.*P1S_EMULATOR_SECRET='\([^']*\)'.*/\1/p" told)
export P1S_EMULATOR_SECRET
store=$(sed -n 's/.*\(http:[^ ]*_emulator\/store\).*/\1/p' told)

# killed TEXT: kills a run when it has told the text.
killed() {
  "$p1s" run makes.yaml --environment emulator.yaml >told.run 2>&1 &
  local run=$!
  disown "$run"
  for _ in $(seq 200); do
    grep -q "$1" told.run && break
    sleep 0.02
  done
  kill -9 "$run" || fail "the run was over before it was killed"
  id=$(sed -n 's/.*, run \([0-9a-f]*\)$/\1/p' told.run)
}

# holds NUMBER: so many things are at the server.
holds() {
  for _ in $(seq 50); do
    made=$(curl -sf "$store" | jq -r '.made | length')
    [ "$made" -eq "$1" ] && return
    sleep 0.1
  done
  fail "the server holds $made things, not $1"
}

says 0 "no run is written down" runs
killed "passed *Make one"
holds 2
says 0 stopped runs
says 0 "p1s resume $id goes on with it" show "$id"
says 7 "nobody knows whether the request of make-two-more[1] was carried out; the run waits until you say so" resume "$id"
printed "if it was[^:]*"
says 0 "waiting for an answer" runs
says 2 "wants a value in place of" "${typed[@]}"
last=$(curl -sf "$store" | jq -r '.made[-1].id')
says 0 "settled by the operator" "${typed[@]/…/$last}"
grep -q "passed: 4 steps" said || fail "the run did not pass"
holds 3
says 2 "to take this back, type: p1s undo $id --yes" undo "$id"
printed "to take this back, type"
says 0 "taken back: 3 things the run made" "${typed[@]}"
holds 0
says 0 "forgotten: $id" runs forget "$id"

# Whoever reads the output goes away.
"$p1s" run makes.yaml --environment emulator.yaml 2>said | head -n 1 >/dev/null || true
grep -q "standard output could not be written" said || fail "it is not said that the output could not be written"
says 0 "passed" runs
id=$(tail -n 1 said | sed -n 's/^p1s undo \([0-9a-f]*\) takes back what that run left behind.*/\1/p')
holds 3
says 0 "taken back: 3 things the run made" undo "$id" --yes
holds 0

sed -i 's/status: 200, json: { _embedded/status: 299, json: { _embedded/' makes.yaml
says 1 "to take back what it made: p1s undo" run makes.yaml --environment emulator.yaml --journal "a journal.db"
printed "when what was wrong is mended"
sed -i 's/status: 299/status: 200/' makes.yaml
says 2 "type the same with --accept-changes" "${typed[@]}"
says 0 "passed: 4 steps" "${typed[@]}" --accept-changes
holds 3
says 0 "taken back: 3 things the run made" undo "${typed[1]}" --journal "a journal.db" --accept-changes --yes
holds 0
