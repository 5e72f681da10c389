#!/usr/bin/env bash
# What a row costs: a scenario of three steps with many rows against a local PingOne, with as many requests of HttpClient alone beside it,
# and with a tenth of the rows, for what grows.
#
#   tests/bench/many-rows.sh [rows: 100000] [at a time: 16] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s] [pairs: 3]
#
# Ratios say nothing about another machine and never fail. Exit code 1 means that memory grew with the number of rows, or that a row was lost.
# Uses bash 5, perl, curl, openssl and a .NET SDK.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

rows=${1:-100000} workers=${2:-16}
p1s=${3:-.artifacts/publish/Cli/release_linux-x64/p1s}
pairs=${4:-3}

die() {
  echo "many-rows: $*" >&2
  exit 1
}

[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
. tests/bench/in-turns.sh
. tests/bench/local-pingone.sh
trap finish EXIT

# write_rows COUNT
write_rows() {
  perl -e 'print "row,name\n"; print "$_,user-$_\n" for 1 .. $ARGV[0]' "$1" >"$work/rows-$1.csv"
}

cat >"$work/three.yaml" <<'YAML'
scenario: Three requests
inputs: { authPath: { type: url }, envID: { type: uuid }, row: { type: number }, name: {} }
steps:
  - step: One
    request: GET <<authPath>>/<<envID>>/as/jwks?row=<<row>>
    expect: { status: 200 }
    extract: { kid: '$.keys[0].kid' }
  - step: Two
    request: GET <<authPath>>/<<envID>>/as/jwks?name=<<name>>
    expect: { status: 200 }
  - step: Three
    request: GET <<authPath>>/<<envID>>/as/jwks?kid=<<kid>>
    expect: { status: 200 }
YAML

run=("$p1s" run "$work/three.yaml" --quiet --no-journal --parallel "$workers" --environment "$work/environment.yaml")
one_rows() { measured "$work/one" "${run[@]}" --data "$work/rows-$rows.csv"; }
other_rows() { measured "$work/other" "$work/raw/raw-client" "$auth/$env_id/as/jwks" "$((3 * rows))" "$workers"; }
one_tenth() { measured "$work/one" "${run[@]}" --data "$work/rows-$((rows / 10)).csv"; }
other_tenth() { measured "$work/other" "$work/raw/raw-client" "$auth/$env_id/as/jwks" "$((3 * rows / 10))" "$workers"; }

dotnet publish tests/bench/raw-client.cs -o "$work/raw" >"$work/publish" 2>&1 || die "$(tail -n 1 "$work/publish")"
start_emulator
write_rows "$rows"
write_rows "$((rows / 10))"
warm_ups=${WARM_UPS:-1}
head_of_turns
in_turns tenth "$pairs" "$((rows / 10)) rows, $workers at a time, by HttpClient alone"
eval "tenth_wall=$(median_of "$work/one" 1) tenth_cpu=$(median_of "$work/one" 2) tenth_peak=$(median_of "$work/one" 4)"
in_turns rows "$pairs" "$rows rows, $workers at a time, by HttpClient alone"
eval "wall=$(median_of "$work/one" 1) cpu=$(median_of "$work/one" 2) peak=$(median_of "$work/one" 4)"
perl -e 'my ($rows, $w, $c, $tw, $tc, $p, $tp) = @ARGV;
  printf "a row: %.0f µs wall, %.0f µs processor; of a tenth of the rows %.0f and %.0f, ratios %.2f and %.2f\n", $w / $rows, $c / $rows,
    $tw * 10 / $rows, $tc * 10 / $rows, $w / $tw / 10, $c / $tc / 10;
  printf "peak memory: %d KB, with a tenth of the rows %d KB, ratio %.2f\n", $p, $tp, $p / $tp;
  exit($p / $tp > 1.15 ? 1 : 0)' "$rows" "$wall" "$cpu" "$tenth_wall" "$tenth_cpu" "$peak" "$tenth_peak"
