#!/usr/bin/env bash
# Typesets every page of the manual. Usage: man.sh PATH_OF_P1S; non-zero when groff, or mandoc where it is there, has a warning.
set -euo pipefail
p1s=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mapfile -t pages < <("$p1s" man --output "$folder")
[ "${#pages[@]}" -gt 20 ] || { echo "there are ${#pages[@]} pages only"; exit 1; }
failed=0
for page in "${pages[@]}"; do
  words=$(groff -man -ww -Tutf8 -P-cbou "$page" 2>"$folder/said" | sed -n '/^NAME/{n;p}') || failed=1
  # A page without a date is the same whenever it is made.
  ! command -v mandoc >/dev/null || mandoc -Tlint -W warning "$page" >"$folder/lint" || true
  if [ -s "$folder/said" ] || [[ $words != *" - "* ]] || { [ -f "$folder/lint" ] && grep -v 'missing date' "$folder/lint"; }; then
    failed=1
    echo "$(basename "$page"): $words"
    cat "$folder/said"
  fi
done
# What is typed arrives as it is typed: no hyphen, quote or stop became another letter.
groff -man -Tutf8 -P-cbou "$folder/p1s-eval.1" | grep -qF -- "p1s eval 'text.upper \"abc\"'" || { failed=1; echo "the examples of eval are not what is typed"; }
groff -man -Tutf8 -P-cbou "$folder/p1s-runs.1" | grep -qF -- "~/.local/state/p1s/runs.db" || { failed=1; echo "the path of the journal is not what is typed"; }
groff -man -Tutf8 -P-cbou "$folder/p1s-run.1" | grep -qF -- "--pause-on-failure" || { failed=1; echo "options are not what is typed"; }
[ $failed -eq 0 ] && echo "${#pages[@]} pages"
exit $failed
