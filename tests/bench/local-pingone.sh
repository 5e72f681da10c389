#!/usr/bin/env bash
# Read by the benchmarks that run against a local PingOne: it is started, prepared, and asked by one curl. Wants $p1s, $work and die;
# gives $api, $auth, $env_id, $token, $jwks and the functions below.

scenario=scenarios/authentication/client-secret-jwt.yaml
redirect=https://www.example.com
password='fake-Passw0rd-of-a-benchmark'
expected='201 200 201 201 200 302 200 200 302 200'
emulator=

finish() {
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  [ -z "$emulator" ] || wait "$emulator" 2>/dev/null || true
  rm -rf "$work"
}

# start_emulator [OPTION…]: one at a time.
start_emulator() {
  [ -z "$emulator" ] || { kill "$emulator" && wait "$emulator" || true; } 2>/dev/null
  "$p1s" emulator "$@" >"$work/environment.yaml" 2>"$work/emulator.log" &
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
