#!/usr/bin/env bash
# Runs p1s in pseudo-terminals and holds what a person sees to tests/golden/terminal. Usage: captures.sh PATH_OF_P1S; non-zero when
# something else is seen. UPDATE_GOLDEN=1 rewrites the files; read the difference.
set -uo pipefail
p1s=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit
golden=tests/golden/terminal
count=0
folder=$(mktemp -d)
terminal() { tmux -S "$folder/$count" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -r "$folder"' EXIT
export LC_ALL=C.UTF-8
unset NO_COLOR
failed=0

population=tests/Cli.Tests/Files/population.yaml
expectant=tests/Cli.Tests/Files/expectant.yaml
waiting=tests/terminal/waiting.yaml
longest=scenarios/authentication/client-secret-jwt.yaml

complain() {
  failed=1
  echo "$*"
}

# start WIDTH COMMAND…: p1s in a terminal of its own; a variable may stand before it.
start() {
  local width=$1
  shift
  # Each has a server of its own: one that is about to end would refuse.
  terminal kill-server 2>/dev/null
  count=$((count + 1))
  terminal new-session -d -x "$width" -y 40 "env $* ; echo \"[exit \$?]\"; read -r"
}

# await TEXT: until it is on the screen.
await() {
  local left=300
  until seen | grep -qF -- "$1"; do
    left=$((left - 1))
    if [ "$left" -eq 0 ]; then
      complain "\"$1\" was never seen, but this:"
      seen
      return 1
    fi
    sleep 0.1
  done
}

# seen [OPTION…]: what is on the screen and what has left it above; lines that the terminal broke are whole again.
seen() { terminal capture-pane -p -J -S - "$@" | sed 's/ *$//'; }

# Takes out what is another one each time: ids, ports, times, and what is as wide as they are.
stable() {
  sed -E \
    -e 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/{uuid}/g' \
    -e 's/\b[0-9a-f]{8}\b/{run}/g' \
    -e 's/127\.0\.0\.1:[0-9]+/127.0.0.1:{port}/g' \
    -e 's/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT/{date}/g' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/{instant}/g' \
    -e 's/Content-Length: [0-9]+/Content-Length: {n}/' \
    -e 's/[0-9.]+\/(s|min)\b/{rate}/; s/about [0-9]+ (s|min)( [0-9]+ s)? left/about {time} left/' \
    -e 's/ +[0-9]+(\.[0-9])? m?s\b/ {time}/g' \
    -e 's/^(  slowest)? \{time\}  .*/\1 {time}  {file}/' \
    -e 's/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] (running|waiting)/⠿ \1/; s/[-|\/\\]  (running|waiting)/|  \1/' \
    -e 's/▕█+░+▏/▕█░▏/; s/\[#+-+\]/[#-]/' |
    sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

# check NAME: what is seen now against its golden file.
check() {
  local file=$golden/$1.txt
  if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
    mkdir -p "$golden"
    seen | stable >"$file"
  elif ! seen | stable | diff -u "$file" -; then
    complain "$file: something else is seen"
  fi
}

# check_restored: the cursor is visible, lines wrap, and nothing is drawn over any more.
check_restored() {
  local flags
  flags=$(terminal display-message -p '#{cursor_flag}#{wrap_flag}')
  [ "$flags" = 11 ] || complain "$1: cursor and wrap are $flags instead of 11"
}

# ends NAME WIDTH COMMAND…: what is seen when it has ended.
ends() {
  local name=$1
  shift
  start "$@"
  await "[exit " || return
  check "$name"
  check_restored "$name"
}

# stops NAME WIDTH COMMAND…: what is seen while a step waits, and after Ctrl+C.
stops() {
  local name=$1
  shift
  start "$@"
  await "attempt 2 in" || return
  check "$name"
  terminal send-keys C-c
  await "[exit 130]" || return
  check "$name-stopped"
  check_restored "$name"
}

colours() { seen -e | grep -cE $'\e\\[([0-9;]*;)?[349][0-7]m'; }

for width in 80 120; do
  ends "passed-$width" $width "$p1s" run $longest --emulator --undo always
  ends "failed-$width" $width "$p1s" run $expectant --emulator
  [ "$(colours)" -gt 0 ] || complain "failed-$width: there are no colours"
  ends "several-$width" $width "$p1s" run $population $expectant scenarios/users/import-users.yaml $longest --emulator --parallel 1
  stops "waiting-$width" $width "$p1s" run $waiting --emulator
  stops "several-waiting-$width" $width "$p1s" run $population $waiting --emulator --parallel 1
done

ends no-color-80 80 NO_COLOR=1 "$p1s" run $expectant --emulator
[ "$(colours)" -eq 0 ] || complain "no-color-80: there are colours"
ends ascii-80 80 LC_ALL=C "$p1s" run $population tests/Cli.Tests/Files/wide.yaml --emulator --parallel 1
stops ascii-waiting-80 80 LC_ALL=C "$p1s" run $population $waiting --emulator --parallel 1
ends dumb-80 80 TERM=dumb "$p1s" run $population --emulator
for file in "$golden"/ascii-*; do
  ! grep -qP '[^\x00-\x7F]' "$file" || complain "$file: there is more than ASCII"
done

[ $failed -eq 0 ] && echo ok
exit $failed
