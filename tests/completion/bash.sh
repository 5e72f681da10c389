#!/usr/bin/env bash
# Completes command lines as bash would. Usage: bash.sh PATH_OF_P1S; non-zero when something else is offered than expected.
set -uo pipefail
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
ln -s "$(realpath "$1")" "$folder/p1s"
PATH=$folder:$PATH
source <(p1s completion bash)
failed=0

# expect LINE OFFERED…: what Tab offers at the end of the line.
expect() {
  COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=()
  read -ra COMP_WORDS <<<"$1"
  [[ $1 == *' ' ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _p1s
  shift
  if [ "${COMPREPLY[*]}" != "$*" ]; then
    failed=1
    echo "\"$COMP_LINE\" offers \"${COMPREPLY[*]}\" instead of \"$*\""
  fi
}

expect "p1s expl" explain
expect "p1s val" validate
expect "p1s run --emu" --emulator
expect "p1s run --environment e" emulator eu
expect "p1s run --undo " always failure never
expect "p1s run scenarios/" # left to the shell
expect "p1s validate "
expect "p1s explain PS2008" "PS2008"
expect "p1s functions text.st" text.starts_with
expect "p1s schema " catalog diagnostics environment plan report runs scenario
expect "p1s completion " bash fish pwsh zsh
expect "p1s functions --format " json text

expect "p1s run --report j" json= junit=

complete -p p1s | grep -q -- '-o default' || { failed=1; echo "file names are not left to bash"; }
[ $failed -eq 0 ] && echo ok
exit $failed
