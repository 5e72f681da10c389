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

add --environment= "$PINGONESCENARIOS_ACTION_ENVIRONMENT"
add --report= "$PINGONESCENARIOS_ACTION_REPORT"
add "" "$PINGONESCENARIOS_ACTION_ARGS"
options=${#arguments[@]}
add "" "$PINGONESCENARIOS_ACTION_PATHS"
for path in "${arguments[@]:options}"; do
  if [[ $path == -* ]]; then
    echo "::error title=p1s::a line of the input paths begins with a hyphen; write ./ before the name of a file, and options into args"
    exit 2
  fi
done

code=0
"$PINGONESCENARIOS_ACTION_EXECUTABLE" run "${arguments[@]}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
