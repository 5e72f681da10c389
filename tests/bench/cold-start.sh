#!/usr/bin/env bash
# Whole processes side by side, against a local PingOne: the native `p1s run` of the ten-step scenario, and one curl that sends the
# same ten requests. Pairs are timed in turns, so that a busy machine slows both.
#
#   tests/bench/cold-start.sh [iterations: 20] [native executable: .artifacts/publish/Cli/release_linux-x64/p1s]
#
# The first publish needs: dotnet publish engine/Cli -c Release -r linux-x64. Uses bash 5, curl, openssl, sed and sort; peak memory
# comes from /usr/bin/time, or else from /proc while the process runs.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

iterations=${1:-20}
p1s=${2:-.artifacts/publish/Cli/release_linux-x64/p1s}
scenario=scenarios/authentication/client-secret-jwt.yaml
redirect=https://www.example.com
password='fake-Passw0rd-of-a-benchmark'
expected='201 200 201 201 200 302 200 200 302 200'
warm_ups=2

die() {
  echo "cold-start: $*" >&2
  exit 1
}

[[ $iterations =~ ^[1-9][0-9]{0,3}$ ]] || die "the number of iterations is from 1 to 9999, this is \"$iterations\""
[ -x "$p1s" ] || die "there is no executable $p1s; build it: dotnet publish engine/Cli -c Release -r linux-x64"

work=$(mktemp -d)
emulator=
finish() {
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  [ -z "$emulator" ] || wait "$emulator" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

start_emulator() {
  "$p1s" emulator >"$work/environment.yaml" 2>"$work/emulator.log" &
  emulator=$!
  local waited=0
  until P1S_EMULATOR_SECRET=$(sed -n 's/^ *export P1S_EMULATOR_SECRET=//p' "$work/emulator.log" | tr -d "'") && [ -n "$P1S_EMULATOR_SECRET" ]; do
    kill -0 "$emulator" 2>/dev/null || die "the emulator ended: $(<"$work/emulator.log")"
    [ $((waited += 1)) -le 200 ] || die "the emulator did not start within 10 seconds"
    sleep 0.05
  done
  export P1S_EMULATOR_SECRET
  api=$(sed -n 's/^ *apiPath: *//p' "$work/environment.yaml")
  auth=$(sed -n 's/^ *authPath: *//p' "$work/environment.yaml")
  env_id=$(sed -n 's/^ *envID: *//p' "$work/environment.yaml")
  worker_id=$(sed -n 's/^ *adminAppID: *//p' "$work/environment.yaml")
}

# manage METHOD PATH BODY: a management call of the preparation; its answer in $answer.
manage() {
  answer=$(curl -sSf -X "$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    ${3:+--data-binary "$3"} "$api/environments/$env_id/$2") || die "$1 $2 failed while preparing"
}

# member NAME: the first text member of that name in $answer.
member() {
  [[ $answer =~ \"$1\":\ *\"([^\"]*)\" ]] || die "the answer has no member \"$1\": $answer"
  echo "${BASH_REMATCH[1]}"
}

application_body() {
  echo "{\"enabled\":true,\"name\":\"$1\",\"description\":\"This is an OIDC web application that uses CLIENT_SECRET_JWT.\"," \
    '"type":"WEB_APP","protocol":"OPENID_CONNECT","grantTypes":["AUTHORIZATION_CODE"],' \
    "\"redirectUris\":[\"$redirect\"],\"responseTypes\":[\"CODE\"],\"tokenEndpointAuthMethod\":\"CLIENT_SECRET_JWT\"}"
}

user_body() {
  echo '{"email":"do-not-send@example.com","name":{"given":"Test","family":"ApplicationUser"},' \
    "\"population\":{\"id\":\"$population\"},\"username\":\"$1\"}"
}

set_password() {
  curl -sSf -o /dev/null -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: application/vnd.pingidentity.password.set+json' \
    --data-binary "{\"value\":\"$password\",\"forceChange\":false}" "$api/environments/$env_id/users/$1/password" ||
    die "the password of a user cannot be set while preparing"
}

base64url() { openssl base64 -A | sed 'y,+/,-_,; s/=//g'; }

# RFC 7523 by hand: valid for nearly an hour, and the local PingOne takes it more than once.
sign_assertion() {
  local exp=$((${EPOCHREALTIME%.*} + 3500)) input
  input=$(printf '%s' '{"alg":"HS256","typ":"JWT"}' | base64url).$(printf '{"iss":"%s","sub":"%s","aud":"%s","exp":%s}' \
    "$application" "$application" "$auth/$env_id/as/token" "$exp" | base64url)
  assertion=$input.$(printf '%s' "$input" | openssl dgst -sha256 -mac HMAC -macopt "key:$secret" -binary | base64url)
}

# What every iteration can share: a worker's token, the keys, an application with its secret, a population, a user who can sign on.
prepare_once() {
  answer=$(curl -sSf -u "$worker_id:$P1S_EMULATOR_SECRET" -d grant_type=client_credentials "$auth/$env_id/as/token")
  token=$(member access_token)
  jwks=$(curl -sSf "$auth/$env_id/as/jwks")
  manage POST applications "$(application_body "bench-$$")"
  application=$(member clientId)
  manage GET "applications/$application/secret" ''
  secret=$(member secret)
  manage POST populations "{\"name\":\"bench-$$\"}"
  population=$(member id)
  manage POST users "$(user_body "bench-$$")"
  set_password "$(member id)"
  sign_assertion
}

# begin_flow JAR: a flow at its first page; its id in $flow, its cookies in the jar.
begin_flow() {
  local location
  location=$(curl -sSf -o /dev/null -w '%{redirect_url}' -c "$1" \
    "$auth/$env_id/as/authorize?client_id=$application&response_type=code&scope=openid&redirect_uri=$redirect")
  [[ $location =~ flowId=([0-9a-f-]{36}) ]] || die "authorize gave no flow: $location"
  flow=${BASH_REMATCH[1]}
}

# An authorization code nobody has used; in $code.
obtain_code() {
  local jar=$work/code.jar location
  begin_flow "$jar"
  location=$(curl -sSf -o /dev/null -b "$jar" -H 'Content-Type: application/vnd.pingidentity.usernamePassword.check+json' \
    --data-binary "{\"username\":\"bench-$$\",\"password\":\"$password\"}" "$auth/$env_id/flows/$flow" \
    --next -sSf -o /dev/null -w '%{redirect_url}' -b "$jar" "$auth/$env_id/as/resume?flowId=$flow")
  [[ $location =~ [?\&]code=([^\&]+) ]] || die "resume gave no code: $location"
  code=${BASH_REMATCH[1]}
}

# request METHOD ADDRESS [OPTION…]: one request of the chain, in curl's own configuration language.
request() {
  [ "$written" -eq 0 ] || echo next
  written=$((written + 1))
  printf 'silent\nshow-error\noutput = /dev/null\nwrite-out = "%%{http_code}\\n"\nrequest = %s\nurl = "%s"\n' "$1" "$2"
  shift 2
  [ $# -eq 0 ] || printf '%s\n' "$@"
}

bearer() { printf 'header = "Authorization: Bearer %s"' "$token"; }
media() { printf 'header = "Content-Type: %s"' "$1"; }

# body TEXT: with the quotes and backslashes of a configuration file.
body() {
  local text=${1//\\/\\\\}
  printf 'data-binary = "%s"' "${text//\"/\\\"}"
}

# The same ten requests. What one answer would give to the next request has been made beforehand, because curl cannot pass it on.
write_chain() {
  local name=bench-$$-$1 jar=$work/flow.jar flow code user written=0 management=$api/environments/$env_id
  manage POST users "$(user_body "$name-password")"
  user=$(member id)
  obtain_code
  begin_flow "$jar"
  {
    request POST "$management/applications" "$(bearer)" "$(media application/json)" "$(body "$(application_body "$name")")"
    request GET "$management/applications/$application/secret" "$(bearer)"
    request POST "$management/populations" "$(bearer)" "$(media application/json)" \
      "$(body "{\"name\":\"$name\",\"description\":\"Population for client secret jwt users\"}")"
    request POST "$management/users" "$(bearer)" "$(media application/json)" "$(body "$(user_body "$name")")"
    request PUT "$management/users/$user/password" "$(bearer)" "$(media application/vnd.pingidentity.password.set+json)" \
      "$(body "{\"value\":\"$password\",\"forceChange\":false}")"
    request GET "$auth/$env_id/as/authorize?client_id=$application&response_type=code&scope=openid&redirect_uri=$redirect"
    request GET "$auth/$env_id/flows/$flow" "cookie = \"$jar\""
    request POST "$auth/$env_id/flows/$flow" "cookie = \"$jar\"" \
      "$(media application/vnd.pingidentity.usernamePassword.check+json)" \
      "$(body "{\"username\":\"bench-$$\",\"password\":\"$password\"}")"
    request GET "$auth/$env_id/as/resume?flowId=$flow" "cookie = \"$jar\""
    request POST "$auth/$env_id/as/token" "$(body "grant_type=authorization_code&code=$code&redirect_uri=$redirect&scope=openid&\
client_assertion=$assertion&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer")"
  } >"$work/chain.curl"
}

run_all=("$p1s" run "$scenario" --environment "$work/environment.yaml")

# timed COMMAND…: runs it; its time in microseconds in $took.
timed() {
  local start=$EPOCHREALTIME status=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  local end=$EPOCHREALTIME
  took=$((${end/./} - ${start/./}))
  [ "$status" -eq 0 ] || die "exit code $status of $1: $(<"$work/out") $(<"$work/err")"
}

time_chain() {
  write_chain "$1"
  timed curl -K "$work/chain.curl"
  local statuses
  statuses=$(echo $(<"$work/out"))
  [ "$statuses" = "$expected" ] || die "curl's ten answers are $statuses instead of $expected"
}

# Peak resident memory of a run in KB, in $peak.
measure_memory() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f '%M' -o "$work/memory" "$@" >/dev/null 2>"$work/err" </dev/null || die "$(<"$work/err")"
    peak=$(<"$work/memory")
    return
  fi
  "$@" >/dev/null 2>"$work/err" </dev/null &
  local process=$! seen
  peak=0
  while seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status" 2>/dev/null) && [ -n "$seen" ]; do
    peak=$seen
  done
  wait "$process" || die "$(<"$work/err")"
}

# row NAME: one line of the table; times in microseconds come one a line.
row() {
  local sorted
  mapfile -t sorted < <(sort -n)
  local count=${#sorted[@]} figure line=
  for figure in "${sorted[0]}" "$(((sorted[(count - 1) / 2] + sorted[count / 2]) / 2))" "${sorted[count - 1]}"; do
    line+=$(printf ' %9s' "$((figure / 1000)).$(printf '%03d' $((figure % 1000)))")
  done
  printf '%-58s%s\n' "$1" "$line"
}

start_emulator
prepare_once
run_ten=("${run_all[@]}" --set "accessToken=$token" --set "jwks=$jwks")
echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $iterations iterations after $warm_ups to warm up"

all=() ten=() chain=() ratios=()
for ((i = -warm_ups; i < iterations; i++)); do
  timed "${run_all[@]}"
  took_all=$took
  # Who goes first changes, so that neither always follows the other.
  if ((i % 2)); then
    time_chain "$i"
    took_chain=$took
    timed "${run_ten[@]}"
    took_ten=$took
  else
    timed "${run_ten[@]}"
    took_ten=$took
    time_chain "$i"
    took_chain=$took
  fi
  ((i >= 0)) || continue
  all+=("$took_all") ten+=("$took_ten") chain+=("$took_chain") ratios+=($((took_ten * 1000 / took_chain)))
done

highest=0
for _ in 1 2 3; do
  measure_memory "${run_all[@]}"
  [ "$peak" -le "$highest" ] || highest=$peak
done

printf '%-58s %9s %9s %9s\n' 'milliseconds' min median max
printf '%s\n' "${all[@]}" | row 'A    p1s run, ten steps and two obtained values'
printf '%s\n' "${ten[@]}" | row 'A10  p1s run, ten requests'
printf '%s\n' "${chain[@]}" | row 'B    curl --next, the same ten requests'
printf '%s\n' "${ratios[@]}" | row 'A10/B, pair by pair'
printf '%-58s %9s\n' 'peak memory of A in MB (1024 KB), highest of three' "$((highest / 1024)).$((highest % 1024 * 10 / 1024))"
