#!/usr/bin/env bash
# Runs scenarios for the action. p1s itself writes the summary of the job and its annotations.
set -euo pipefail

arguments=()

# add PREFIX TEXT: an argument for each line that is not empty.
add() {
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    [ -z "$line" ] || arguments+=("$1$line")
  done <<<"$2"
}

add --environment= "$P1S_ACTION_ENVIRONMENT"
add --report= "$P1S_ACTION_REPORT"
add "" "$P1S_ACTION_ARGS"
options=${#arguments[@]}
add "" "$P1S_ACTION_PATHS"
for path in "${arguments[@]:options}"; do
  if [[ $path == -* ]]; then
    echo "::error title=p1s::a line of the input paths begins with a hyphen; write ./ before the name of a file, and options into args"
    exit 2
  fi
done

code=0
"$P1S_ACTION_EXECUTABLE" run "${arguments[@]}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
