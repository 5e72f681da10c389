#!/usr/bin/env bash
# What p1s costs against curl, and what grows: whole native processes in turns, medians of ratios pair by pair, page faults and peak memory
# of each, in one run.
#
#   tests/bench/against-curl.sh [pairs: 40] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s]
#   tests/bench/against-curl.sh --short [native executable]
#
# Ratios say nothing about another machine and never fail. Page faults and the size of the executable do not depend on the machine's mood:
# they are held against tests/bench/limits.txt, and exit code 1 means that one was passed. With --short: few pairs, and no long runs.
# Uses bash 5, perl, curl, openssl and sed; the row of raw HttpClient a .NET SDK.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

short=
[ "${1:-}" != --short ] || { short=1 && shift && set -- 7 "$@"; }
pairs=${1:-40}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}

die() {
  echo "against-curl: $*" >&2
  exit 1
}

[[ $pairs =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of pairs is from 1 to 9999, this is \"$pairs\""
[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
. tests/bench/in-turns.sh
. tests/bench/local-pingone.sh
trap finish EXIT

one_start() { measured "$work/one" "$p1s" --version; }
other_start() { measured "$work/other" curl --version; }

one_ten() { measured "$work/one" "${ten[@]}"; }
other_ten() {
  write_chain "$((chains += 1))"
  measured "$work/other" curl -K "$work/chain.curl"
  local statuses
  statuses=$(echo $(<"$work/out"))
  [ "$statuses" = "$expected" ] || die "curl's ten answers are $statuses instead of $expected"
}

one_reports() { measured "$work/one" "${run[@]}" "$scenario" "${reports[@]}"; }
other_reports() { measured "$work/other" "${run[@]}" "$scenario"; }

one_many() { measured "$work/one" "${run[@]}" "$work/keys-$many.yaml" --max-steps "$many"; }
other_many() { measured "$work/other" curl -K "$work/keys-$many.curl"; }
other_raw() { measured "$work/other" "$work/raw/raw-client" "$auth/$env_id/as/jwks" "$many"; }
one_raw() { one_many; }

one_tokens() { measured "$work/one" "$p1s" run --quiet --no-journal --environment "$work/quick.yaml" "$work/tokens.yaml" --max-steps "$many"; }
other_tokens() { measured "$work/other" "$p1s" run --quiet --no-journal --environment "$work/quick.yaml" "$work/states.yaml" --max-steps "$many"; }

# A GET as many times as asked, by a scenario and by curl.
write_keys() {
  cat >"$work/keys-$1.yaml" <<YAML
scenario: Read the keys
inputs: { authPath: { type: url }, envID: { type: uuid } }
steps:
  - step: Read the keys
    for_each: <<list.range 1 $1>>
    request: GET <<authPath>>/<<envID>>/as/jwks
    expect: { status: 200 }
YAML
  local i
  for ((i = 0; i < $1; i++)); do
    printf 'silent\noutput = /dev/null\nurl = "%s"\nnext\n' "$auth/$env_id/as/jwks"
  done | sed '$d' >"$work/keys-$1.curl"
}

# The same request, once with a new token in each answer and once without one, to a server that signs nothing.
write_tokens() {
  local port path
  coproc tokens { exec perl tests/bench/token-server.pl; }
  read -r port <&"${tokens[0]}" || die "the token server did not start"
  printf 'environment: quick\ninputs:\n  authPath: http://127.0.0.1:%s\n' "$port" >"$work/quick.yaml"
  for path in token state; do
    cat >"$work/${path}s.yaml" <<YAML
scenario: Ask again and again
inputs: { authPath: { type: url } }
steps:
  - step: Ask
    for_each: <<list.range 1 $1>>
    request: POST <<authPath>>/$path
    form: { grant_type: client_credentials }
    expect: { status: 200 }
YAML
  done
}

start_emulator
prepare_once
run=("$p1s" run --quiet --no-journal --environment "$work/environment.yaml")
ten=("${run[@]}" "$scenario" --set "accessToken=$token" --set "jwks=$jwks")
chains=0 reports=()
for kind in $("$p1s" run --help | sed -n 's/.*Kinds: \(.*\)\./\1/p' | tr -d ','); do
  reports+=(--report "$kind=$work/report.$kind")
done

head_of_turns
in_turns start "$pairs" 'p1s --version, curl --version'
start_faults=$(median_of "$work/one" 3)
in_turns ten "$pairs" 'p1s run of ten requests, curl --next of the same'
ten_faults=$(median_of "$work/one" 3)
ten_peak=$(median_of "$work/one" 4)
in_turns reports "$pairs" "ten steps with $((${#reports[@]} / 2)) reports, without"
if [ -z "$short" ]; then
  for many in 10 1000; do
    write_keys "$many"
    in_turns many "$pairs" "$many requests, by curl"
    eval "one_$many=$(median_of "$work/one" 2) other_$many=$(median_of "$work/other" 2)"
  done
  echo "a further request, from 10 to 1,000, processor time: p1s $(((one_1000 - one_10) / 990)) µs, curl $(((other_1000 - other_10) / 990)) µs"
  many=10000
  write_keys "$many"
  if dotnet publish tests/bench/raw-client.cs -o "$work/raw" >"$work/publish" 2>&1; then
    in_turns raw "$pairs" '10,000 requests, by HttpClient alone'
  else
    echo "no row of raw HttpClient: $(tail -n 1 "$work/publish")"
  fi
  write_tokens "$many"
  in_turns tokens "$pairs" '10,000 answers with a new token each, without'
fi

limit page-faults-of-version "$start_faults"
limit page-faults-of-ten-steps "$ten_faults"
limit peak-memory-of-ten-steps-in-KB "$ten_peak"
limit size-of-the-executable-in-bytes "$(wc -c <"$p1s")"
exit "$failed"
