#!/usr/bin/env bash
# Runs the steps of the GitHub action as a runner does, its inputs hostile. Usage: action.sh PATH_OF_P1S. Instead of the network a folder answers curl.
set -uo pipefail
executable=$(realpath "$1")
cd "$(dirname "$0")/../.."
action=$PWD/engine/packaging/action
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { failed=1; echo "action.sh: $1"; sed 's/^/    /' "$work/said"; }

mkdir -p "$work/bin" "$work/served" "$work/temp"
cat >"$work/bin/curl" <<'END'
#!/usr/bin/env bash
while [ $# -gt 1 ]; do [ "$1" != --output ] || output=$2; shift; done
echo "$1" >>"$SERVED.asked"
cp "$SERVED/${1##*/}" "$output"
END
chmod +x "$work/bin/curl"
export PATH=$work/bin:$PATH SERVED=$work/served RUNNER_TEMP=$work/temp GITHUB_OUTPUT=$work/output
cp "$executable" "$work/served/p1s-linux-x64"
sum=$(sha256sum "$executable" | cut -d ' ' -f 1)
echo "$sum  p1s-linux-x64" >"$work/served/p1s-linux-x64.sha256"

# fetch VERSION SHA256 REPOSITORY EXECUTABLE
fetch() {
  : >"$GITHUB_OUTPUT"
  PINGONESCENARIOS_ACTION_VERSION=$1 PINGONESCENARIOS_ACTION_SHA256=$2 PINGONESCENARIOS_ACTION_REPOSITORY=$3 PINGONESCENARIOS_ACTION_EXECUTABLE=$4 "$action/fetch.sh" >"$work/said" 2>&1
}
# refused WORD ARGUMENTS…: the step fails, says so with the word, gives no program and leaves none.
refused() {
  local word=$1
  shift
  rm -rf "$work/temp" && mkdir "$work/temp"
  if fetch "$@" || ! grep -q "^::error.*$word" "$work/said" || [ -s "$GITHUB_OUTPUT" ] || find "$work/temp" -name p1s -type f | grep -q .; then
    fail "not refused for \"$word\": $*"
  fi
}

fetch 0.1.0 "" owner/repository "" || fail "a release is not taken"
fetched=$(sed -n 's/^executable=//p' "$GITHUB_OUTPUT")
cmp -s "$fetched" "$executable" && [ -x "$fetched" ] || fail "what is fetched is not what is served"
grep -qx 'https://github.com/owner/repository/releases/download/v0.1.0/p1s-linux-x64' "$SERVED.asked" || fail "another address is asked"
fetch 0.1.0 "$sum" owner/repository "" || fail "the right sum is refused"
fetch "" "" "" "$executable" && grep -qx "executable=$executable" "$GITHUB_OUTPUT" || fail "a program that is there is not taken"

refused "expected is" 0.1.0 "$(printf '0%.0s' {1..64})" owner/repository ""
refused "sha256" 0.1.0 "${sum^^}" owner/repository ""
refused "version" '0.1.0/../../evil' "" owner/repository ""
refused "version" '0.1.0$(touch owned)' "" owner/repository ""
refused "version" '' "" owner/repository ""
refused "repository" 0.1.0 "" 'owner/repository/../other' ""
refused "repository" 0.1.0 "" 'owner' ""
refused "repository" 0.1.0 "" '../x' ""
refused "executable" 0.1.0 "" owner/repository "$work/none"
refused "executable" 0.1.0 "" owner/repository "$executable"$'\nexecutable=/bin/sh'
echo damaged >>"$work/served/p1s-linux-x64"
refused "expected is" 0.1.0 "" owner/repository ""
echo "<html>" >"$work/served/p1s-linux-x64.sha256"
refused "no SHA-256" 0.1.0 "" owner/repository ""
rm "$work/served/p1s-linux-x64.sha256"
refused "cannot be downloaded" 0.1.0 "" owner/repository ""

# run PATHS ENVIRONMENT REPORT ARGS, in a job.
run() {
  : >"$GITHUB_OUTPUT"
  : >"$work/summary"
  PINGONESCENARIOS_ACTION_EXECUTABLE=$executable PINGONESCENARIOS_ACTION_PATHS=$1 PINGONESCENARIOS_ACTION_ENVIRONMENT=$2 PINGONESCENARIOS_ACTION_REPORT=$3 PINGONESCENARIOS_ACTION_ARGS=$4 \
    GITHUB_ACTIONS=true GITHUB_WORKSPACE=$PWD GITHUB_STEP_SUMMARY=$work/summary "$action/run.sh" >"$work/said" 2>&1
}
scenario=scenarios/authentication/client-secret-jwt.yaml
run "$scenario"$'\r\n' emulator "junit=$work/junit.xml"$'\n\n'"tap=$work/a b.tap" $'--undo\nalways\n' || fail "the ten steps do not pass"
grep -qx exit-code=0 "$GITHUB_OUTPUT" || fail "the exit code is not told"
grep -q '<testsuite' "$work/junit.xml" && [ -s "$work/a b.tap" ] || fail "reports are missing"
grep -q passed "$work/summary" || fail "the job has no summary"
run "$scenario" emulator "" "--set=adminAppSecret=a-secret-of-another-application" && fail "a run that fails is not told"
grep -qx exit-code=1 "$GITHUB_OUTPUT" || fail "the exit code of a failure is not told"
grep -q "^::error file=scenarios/" "$work/said" || fail "there is no annotation"
for hostile in '$(touch owned)' '`touch owned`' '"; touch owned; "' "'; touch owned; '" '--set=a=b' '*'; do
  run "$hostile" emulator "" "" && fail "passed: $hostile"
  run "$scenario" "$hostile" "" "" && fail "passed in the environment $hostile"
done
[ ! -e owned ] && [ ! -e engine/packaging/owned ] || { failed=1; echo "action.sh: an input was run"; rm -f owned; }
[ $failed -eq 0 ] && echo ok
exit $failed
