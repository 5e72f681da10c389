#!/usr/bin/env bash
# Writes engine/Cli/MethodOrder.txt anew: the methods a short run calls, which a publish lays side by side (decision 0082).
#
#   tests/bench/method-order.sh [native executable: .artifacts/publish/Cli/release_linux-x64/p1s]
#
# The symbols stand beside the executable in p1s.dbg. A list that is older than the code costs a little speed and nothing else.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

p1s=${1:-.artifacts/publish/Cli/release_linux-x64/p1s}
# Longer ones are nested generic types for the most part, and would double the list.
longest_name=150

die() {
  echo "method-order: $*" >&2
  exit 1
}

[ -f "$p1s.dbg" ] || die "there is no $p1s.dbg; build it: dotnet publish engine/Cli -c Release -r linux-x64"
work=$(mktemp -d)
. tests/bench/local-pingone.sh
trap finish EXIT

traced() { perl tests/bench/first-calls.pl "$work/names" "$p1s" "$@" >/dev/null; }

start_emulator
traced --version
traced validate "$scenario"
traced run "$scenario" --environment "$work/environment.yaml" --no-journal
export XDG_CONFIG_HOME=$work/config
traced run "$scenario" --environment "$work/environment.yaml" --journal "$work/runs.db"

# A type, then each of its methods behind a tab.
awk -v longest="$longest_name" 'length($0) <= longest' "$work/names" | sort -u | awk '
  { at = index($0, "__") }
  at < 2 || at + 2 > length($0) { print; next }
  { type = substr($0, 1, at - 1) }
  type != before { print type; before = type }
  { print "\t" substr($0, at + 2) }
' >engine/Cli/MethodOrder.txt
wc -lc engine/Cli/MethodOrder.txt
