#!/usr/bin/env bash
# The requests of a run as they were sent, written by p1s 1.2.3. Ids and tokens are taken out of
# the new answers, names that held the id of the run get a new one. Ends with 1 at the first status that is not that of the run.
# Needs bash, curl, jq.
set -euo pipefail
export LC_ALL=C
umask 077
for tool in curl jq; do
  command -v "${tool}" >/dev/null || { printf 'this script needs %s\n' "${tool}" >&2 && exit 2; }
done
: "${P1S_X__ID_:?set it to the secret x__id_}"
: "${P1S_BODY_OF___X_________HOME___ID___IMG_SRC_X_ONERROR_ALERT_1___:?set it to the path of a file with 7 bytes, the body of __x_________HOME___id___img src_x onerror_alert_1___team _1 _ _txt___2J_ ... --- not ok 9 - x  __error__x__0A _for __x_________HOME___id___img src_x onerror_alert_1___team _1 _ _txt___2J_ ... --- not ok 9 - x  __error__x__0A_}"

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

# member FILTER: a member of the last answer, which is JSON.
member() {
  jq -er "$1 | if . == null then error else . end | if type == \"string\" then . else tojson end" "${work}/answer" 2>/dev/null ||
    fail "    the answer has no $1"
}

# answer_header NAME: a header of the last answer.
answer_header() (
  shopt -s nocasematch
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [[ ${line%%:*} == "$1" ]]; then
      line=${line#*:}
      printf '%s' "${line#"${line%%[![:blank:]]*}"}"
      exit
    fi
  done <"${work}/head"
  fail "    the answer has no header $1"
)

# urlencoded TEXT: as it stands in an address.
urlencoded() {
  local i letter code encoded=''
  for ((i = 0; i < ${#1}; i++)); do
    letter=${1:i:1}
    case $letter in
      [A-Za-z0-9._~-]) encoded+=$letter ;;
      *)
        printf -v code '%d' "'${letter}"
        printf -v code '%%%02X' "$((code & 255))"
        encoded+=$code
        ;;
    esac
  done
  printf '%s' "${encoded}"
}

# </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A, </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A, environment </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A, run </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A
run_id=$(printf '%04x%04x' "${RANDOM}" "${RANDOM}")
rm -f "${jar}"

# </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A (for </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A), </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A:1
expect 200 'GET /</x>]]>"'\''`${HOME}$(id)|<img src=x onerror=alert(1)>@team ' curl \
  --request GET \
  --url $'https://api.example.com/</x>]]>"\'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \\ \xe2\x80\xaetxt\x07\x1b[2J\xe2\x80\x8b\n...\n---\nnot ok 9 - x\r\n::error::x\xef\xbf\xbe%0A?</x>]]>"\'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \\ \xe2\x80\xaetxt\x07\x1b[2J\xe2\x80\x8b\n...\n---\nnot ok 9 - x\r\n::error::x\xef\xbf\xbe%0A=‹</x>]]>"\'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \\ \xe2\x80\xaetxt\x07\x1b[2J\xe2\x80\x8b\n...\n---\nnot ok 9 - x\r\n::error::x\xef\xbf\xbe%0A›&b='"$(urlencoded "${P1S_X__ID_}")" \
  --header 'X-Plain: a'\''b"c`d$(id)${HOME}\' \
  --cookie "${jar}" \
  --cookie-jar "${jar}" \
  --data-binary "@${P1S_BODY_OF___X_________HOME___ID___IMG_SRC_X_ONERROR_ALERT_1___}"
got___x_________home___id___img_src_x_onerror_alert_1___team__1_=$(answer_header 'Location')
got_work=$(member '.work')
# left behind by the run, this removes it: </x>]]>"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \ ·txt··[2J· ... --- not ok 9 - x  ::error::x·%0A
