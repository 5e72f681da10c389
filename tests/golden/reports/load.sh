#!/usr/bin/env bash
# The requests of a run as they were sent, written by p1s 1.2.3. Ids and tokens are taken out of
# the new answers, names that held the id of the run get a new one. Ends with 1 at the first status that is not that of the run.
# Needs bash, curl.
set -euo pipefail
export LC_ALL=C
umask 077
for tool in curl; do
  command -v "${tool}" >/dev/null || { printf 'this script needs %s\n' "${tool}" >&2 && exit 2; }
done
: "${P1S_ACCESS_TOKEN:?set it to the secret accessToken}"
: "${P1S_ST:?set it to the secret ST}"

work=$(mktemp -d)
trap 'rm -rf "${work}"' EXIT
jar=${work}/cookies
number=0
redirect=

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# expect STATUS REQUEST curl OPTION…: sends a request and prints its status, which has to be that of the run; "any" takes every status,
# 000 stands for no answer. The options go to curl through pipes, so that no secret stands in the list of processes.
expect() {
  local wanted=$1 request=$2 config='' body='' value result status
  shift 3
  while [ $# -gt 0 ]; do
    case $1 in
      --head | --compressed) config+=${1#--}$'\n' && shift && continue ;;
      --data-raw) body=$2 value=@- && config+='data-binary' ;;
      *) value=$2 && config+=${1#--} ;;
    esac
    value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//$'\n'/\\n} value=${value//$'\r'/\\r}
    config+=" = \"${value}\""$'\n'
    shift 2
  done
  result=$(printf '%s' "${body}" | curl --disable --config <(printf '%s' "${config}") --silent --show-error --http1.1 --globoff \
    --path-as-is --proto =http,https --max-time 60 --user-agent p1s --header Accept: --header Content-Type: --header Expect: \
    --output "${work}/answer" --dump-header "${work}/head" --write-out '%{http_code} %{redirect_url}') || true
  status=${result%% *} redirect=${result#* } number=$((number + 1))
  printf '%3d %s %s\n' "${number}" "${request}" "${status}"
  [ "${wanted}" = any ] || [ "${wanted}" = "${status}" ] || fail "    the run got ${wanted}"
}

# Second, scenarios/users/main.yaml, environment eu, run 11111111
run_id=$(printf '%04x%04x' "${RANDOM}" "${RANDOM}")
rm -f "${jar}"

# Read a user, scenarios/users/main.yaml:3
expect 201 'POST /users' curl \
  --request POST \
  --url 'https://api.example.com/users?number=4&a=b%20c' \
  --header 'Content-Type: application/json' \
  --header "Authorization: Bearer ${P1S_ACCESS_TOKEN}" \
  --header "Cookie: ST=${P1S_ST}; theme=dark" \
  --data-raw '{"name":"Ada"}'

# Not answered, scenarios/users/main.yaml:4
expect 000 'POST /users' curl \
  --request POST \
  --url 'https://api.example.com/users?number=5&a=b%20c' \
  --header 'Content-Type: application/json' \
  --header "Authorization: Bearer ${P1S_ACCESS_TOKEN}" \
  --header "Cookie: ST=${P1S_ST}; theme=dark" \
  --data-raw '{"name":"Ada"}'
# left behind by the run, this removes it: DELETE https://api.example.com/users/1
