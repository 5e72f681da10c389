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
: "${P1S_BODY_OF_DOWNLOAD:?set it to the path of a file with 70,000 bytes, the body of Download}"

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

# Fill a group, fill.yaml, environment staging, run 5e5e5e5e
run_id=$(printf '%04x%04x' "${RANDOM}" "${RANDOM}")
rm -f "${jar}"

# Get a token (for input "accessToken")
expect 200 'POST /as/token' curl \
  --request POST \
  --url 'https://auth.example.com/as/token' \
  --header 'Content-Type: application/json' \
  --data-raw '{"a":1}'

# Create a group
expect 201 'POST /groups' curl \
  --request POST \
  --url 'https://api.example.com/groups' \
  --header 'Content-Type: application/json' \
  --data-raw '{"a":1}'
# the run was resumed at step 2 "Add users [1/2]", 3 h 12 min after it had stopped: the process ended
# settled by the probe GET https://api.example.com/groups/1/members: POST https://api.example.com/groups/1/members was carried out (step "Add users": the process ended before an answer was recorded)

# Add users [1/2]
expect 201 'POST /groups/1/members' curl \
  --request POST \
  --url 'https://api.example.com/groups/1/members' \
  --header 'Content-Type: application/json' \
  --data-raw '{"a":1}'

# Add users [2/2]
expect 201 'POST /groups/1/members' curl \
  --request POST \
  --url 'https://api.example.com/groups/1/members' \
  --header 'Content-Type: application/json' \
  --data-raw '{"a":1}'
# the run was resumed at "Get a token" for input "accessToken", 39 min 55 s after it had stopped: accessToken is good for 15m only

# Get a token (for input "accessToken")
expect 200 'POST /as/token' curl \
  --request POST \
  --url 'https://auth.example.com/as/token' \
  --header 'Content-Type: application/json' \
  --data-raw '{"a":1}'
# settled by on_unknown: POST https://api.example.com/groups/1/members is sent again, whatever became of it (step "Wait until all are counted": the process ended before an answer was recorded)

# Wait until all are counted
expect any 'GET /groups/1' curl \
  --request GET \
  --url 'https://api.example.com/groups/1' \
  --header 'Content-Type: application/json'
sleep 2
expect 200 'GET /groups/1' curl \
  --request GET \
  --url 'https://api.example.com/groups/1' \
  --header 'Content-Type: application/json'

# Download
expect 200 'POST /groups/1/export' curl \
  --request POST \
  --url 'https://api.example.com/groups/1/export' \
  --header 'Content-Type: application/json' \
  --data-binary "@${P1S_BODY_OF_DOWNLOAD}"

# undo: Create a group
expect 204 'DELETE /groups/1' curl \
  --request DELETE \
  --url 'https://api.example.com/groups/1' \
  --header 'Content-Type: application/json'
