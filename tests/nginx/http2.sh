#!/usr/bin/env bash
# Requests to Debian's nginx over HTTP/2 and HTTP/1.1, with TLS and without, with a client certificate, and across connections nginx ends by GOAWAY:
# each gets its answer over the version it should, and nginx logs each once.
# Usage: http2.sh P1S. Says so and ends well where nginx is not there. Non-zero when a check fails.
set -euo pipefail
p1s=$(realpath "$1")
cd "$(dirname "$0")"
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || { echo "skipped: nginx is not there"; exit 0; }

work=$(mktemp -d)
finish() {
  [ ! -f "$work/pid" ] || kill "$(cat "$work/pid")" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
cd "$work"

# free: a port of this machine nobody listens at.
free() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
both=$(free) old=$(free) plain=$(free) own=$(free)

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost -keyout server.key -out server.pem 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=robot -keyout client.key -out client.pem 2>/dev/null
P12=$(openssl rand -hex 12)
export P12
openssl pkcs12 -export -inkey client.key -in client.pem -out client.p12 -passout env:P12
chmod 600 client.p12

cat >nginx.conf <<CONF
daemon on;
pid $work/pid;
error_log $work/error.log;
events {}
http {
  log_format lines '\$server_port \$server_protocol \$request_method \$uri \$request_length';
  access_log $work/access.log lines;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  ssl_certificate $work/server.pem;
  ssl_certificate_key $work/server.key;
  keepalive_requests 5;
  default_type application/json;
  server { listen 127.0.0.1:$both ssl http2; location / { return 200 '{"protocol":"\$server_protocol","method":"\$request_method"}'; } }
  server { listen 127.0.0.1:$old ssl; location / { return 200 '{"protocol":"\$server_protocol","method":"\$request_method"}'; } }
  server { listen 127.0.0.1:$plain http2; location / { return 200 '{"protocol":"\$server_protocol","method":"\$request_method"}'; } }
  server {
    listen 127.0.0.1:$own ssl http2;
    ssl_client_certificate $work/client.pem;
    ssl_verify_client on;
    location / { return 200 '{"protocol":"\$server_protocol","method":"\$ssl_client_s_dn"}'; }
  }
}
CONF
"$nginx" -c "$work/nginx.conf" 2>>error.log || { cat error.log; exit 1; }

cat >requests.yaml <<'YAML'
scenario: Requests to nginx
inputs:
  api: { type: url }
  protocol:
steps:
  - step: Ask in every way
    for_each: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    request: GET <<api>>/asked
    expect: { status: 200, json: { protocol: <<protocol>>, method: GET } }
  - step: Delete
    request: DELETE <<api>>/deleted
    expect: { status: 200, json: { protocol: <<protocol>>, method: DELETE } }
  - step: Send a body
    request: POST <<api>>/sent
    json: { a: 1 }
    expect: { status: 200, json: { protocol: <<protocol>>, method: POST } }
YAML
cat >client.yaml <<'YAML'
scenario: A client certificate
inputs:
  api: { type: url }
steps:
  - step: Show the certificate
    request: GET <<api>>/shown
    expect: { status: 200, json: { protocol: HTTP/2.0, method: CN=robot } }
YAML

# ask NAME VERSION FILE ADDRESS MORE-OF-THE-ENVIRONMENT INPUTS…: a run that passes, all of it over one version of HTTP.
ask() {
  local name=$1 version=$2 file=$3 address=$4 more=$5
  shift 5
  printf 'environment: nginx\ninputs: { api: "%s" }\n%s\n' "$address" "$more" >environment.yaml
  if ! "$p1s" run "$file" -e environment.yaml --verbose --report "json=$name.json" --report "har=$name.har" --report "html=$name.html" "$@" >"$name.log" 2>&1; then
    echo "FAILED $name"
    cat "$name.log"
    return 1
  fi
  local versions
  versions=$(grep -o '"version": *"[12][.0-9]*"' "$name.json" | tr -d ' ' | sort -u)
  [ "$versions" = "\"version\":\"$version\"" ] || { echo "FAILED $name: $versions in the report instead of $version"; return 1; }
  grep -q "\"httpVersion\": *\"HTTP/$version\"" "$name.har" || { echo "FAILED $name: not in the HAR"; return 1; }
  grep -q "HTTP/$version" "$name.html" || { echo "FAILED $name: not in the HTML"; return 1; }
  [ "$version" = 1.1 ] || grep -q "< HTTP/$version 200" "$name.log" || { echo "FAILED $name: not in --verbose"; return 1; }
  echo "ok $name"
}

ca="tls: { ca: server.pem }"
ask alpn 2 requests.yaml "https://localhost:$both" "$ca" --set protocol=HTTP/2.0
ask alpn-refused 1.1 requests.yaml "https://localhost:$old" "$ca" --set protocol=HTTP/1.1
ask told-1.1 1.1 requests.yaml "https://localhost:$both" "$ca
http: \"1.1\"" --set protocol=HTTP/1.1
ask told-2 2 requests.yaml "https://localhost:$both" "$ca
http: \"2\"" --set protocol=HTTP/2.0
ask prior-knowledge 2 requests.yaml "http://localhost:$plain" 'http: "2"' --set protocol=HTTP/2.0
ask pkcs12 2 client.yaml "https://localhost:$own" "tls: { ca: server.pem, pkcs12: client.p12, password: { env: P12 } }"

# Ten, one and one of each of five runs, and one: none was sent twice although nginx ends a connection with each fifth.
[ "$(grep -c /asked access.log)" = 50 ] && [ "$(grep -c /deleted access.log)" = 5 ] && [ "$(grep -c /sent access.log)" = 5 ] \
  || { echo "FAILED: nginx saw other requests than were sent"; cat access.log; exit 1; }
echo "ok 61 requests, each once"
