#!/usr/bin/env bash
# Runs scenarios against a local PingOne with --report curl=…, and then the script that was written: it has to get the same statuses.
# Usage: curl.sh P1S [ARGUMENT…], the command that p1s is run with; non-zero when a status differs.
set -euo pipefail
cd "$(dirname "$0")/../.."
p1s=("$@")

work=$(mktemp -d)
emulator=
finish() {
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  [ -z "$emulator" ] || wait "$emulator" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

die() {
  echo "curl.sh: $*" >&2
  exit 1
}

"${p1s[@]}" emulator >"$work/environment.yaml" 2>"$work/emulator.log" &
emulator=$!
waited=0
until P1S_EMULATOR_SECRET=$(sed -n 's/^ *export P1S_EMULATOR_SECRET=//p' "$work/emulator.log" | tr -d "'") && [ -n "$P1S_EMULATOR_SECRET" ]; do
  kill -0 "$emulator" 2>/dev/null || die "the emulator ended: $(<"$work/emulator.log")"
  [ $((waited += 1)) -le 300 ] || die "the emulator did not start within 30 seconds"
  sleep 0.1
done
export P1S_EMULATOR_SECRET
# What p1s takes from the environment file, or makes itself.
export P1S_ADMIN_APP_SECRET=$P1S_EMULATOR_SECRET P1S_USER_PASSWORD='fake-Passw0rd "of" $HOME'"'"' a\test'

# replay EXIT_CODE SCENARIO…: the run, then its script; the statuses of both side by side.
replay() {
  local expected=$1 code=0 statuses
  shift
  "${p1s[@]}" run "$@" --environment "$work/environment.yaml" --undo always --report "curl=$work/run.sh" --report "json=$work/run.json" \
    >"$work/out" 2>&1 || code=$?
  [ "$code" -eq "$expected" ] || die "the run of $* ended with $code: $(<"$work/out")"
  statuses=$(jq -r '.runs[].steps[].exchanges[] | .status // "000"' "$work/run.json")
  bash "$work/run.sh" >"$work/replayed" 2>"$work/errors" || die "the script of $* failed: $(<"$work/replayed") $(<"$work/errors")"
  [ "$(awk '{ print $NF }' "$work/replayed")" = "$statuses" ] || die "the script of $* got other statuses: $(<"$work/replayed")"
  if grep -qF "$P1S_EMULATOR_SECRET" "$work/run.sh"; then die "the script of $* holds a secret"; fi
  echo "ok: $(echo "$statuses" | wc -l) requests of $*"
}

replay 0 scenarios/authentication/client-secret-jwt.yaml
replay 0 scenarios/users/import-users.yaml scenarios/shared/jwks.yaml
P1S_FILE_BADGE_PNG=scenarios/images/badge.png replay 0 scenarios/images/upload-image.yaml
replay 1 tests/Cli.Tests/Files/expectant.yaml

"${p1s[@]}" run scenarios/authentication/client-secret-jwt.yaml --environment "$work/environment.yaml" --report "curl=$work/run.sh" >"$work/out"
if env -u P1S_USER_PASSWORD bash "$work/run.sh" >"$work/out" 2>"$work/errors"; then die "the script ran without a secret it needs"; fi
grep -q 'P1S_USER_PASSWORD: set it to the secret userPassword' "$work/errors" || die "the script does not say which secret it needs: $(<"$work/errors")"
echo "ok: what has to be given is said"
