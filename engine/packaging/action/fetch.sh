#!/usr/bin/env bash
# Finds p1s for the action: the one that is named, or that of a release, whose SHA-256 is checked before it is made executable.
set -euo pipefail

# refuse WHAT FIX: an annotation, and the end.
refuse() {
  echo "::error title=p1s::$1; $2"
  exit 1
}

found() { echo "executable=$1" >>"$GITHUB_OUTPUT"; }

if [ -n "$PINGONESCENARIOS_ACTION_EXECUTABLE" ]; then
  [[ $PINGONESCENARIOS_ACTION_EXECUTABLE != *[[:cntrl:]]* ]] || refuse "the input executable has more than one line" "give one path"
  executable=$(realpath -- "$PINGONESCENARIOS_ACTION_EXECUTABLE") && [ -f "$executable" ] && [ -x "$executable" ] ||
    refuse "the input executable names no program that can be run" "give the path of p1s, or leave the input out"
  found "$executable"
  exit 0
fi

[[ $PINGONESCENARIOS_ACTION_VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  refuse "the input version is no version" "write it as 0.1.0"
[[ $PINGONESCENARIOS_ACTION_REPOSITORY =~ ^[A-Za-z0-9_-][A-Za-z0-9._-]*/[A-Za-z0-9_-][A-Za-z0-9._-]*$ ]] ||
  refuse "the input repository is no repository" "write it as OWNER/REPOSITORY"
[[ $PINGONESCENARIOS_ACTION_SHA256 =~ ^([0-9a-f]{64})?$ ]] ||
  refuse "the input sha256 is no SHA-256" "write it as 64 digits in lower case, as sha256sum prints it"
[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] ||
  refuse "there is a p1s for Linux on x86-64 only, this is $(uname -s) $(uname -m)" "run the job on ubuntu-latest, or build p1s and give the input executable"

name=p1s-linux-x64
release=https://github.com/$PINGONESCENARIOS_ACTION_REPOSITORY/releases/download/v$PINGONESCENARIOS_ACTION_VERSION
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/p1s.XXXXXXXX")

download() {
  curl --proto '=https' --proto-redir '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --max-time 300 --output "$folder/$1" -- "$release/$1" ||
    refuse "$release/$1 cannot be downloaded" "look whether there is such a release"
}

expected=$PINGONESCENARIOS_ACTION_SHA256
if [ -z "$expected" ]; then
  download "$name.sha256"
  read -r expected _ <"$folder/$name.sha256" || true
  [[ $expected =~ ^[0-9a-f]{64}$ ]] || refuse "$release/$name.sha256 holds no SHA-256" "give the input sha256"
fi
download "$name"
read -r actual _ < <(sha256sum "$folder/$name")
if [ "$actual" != "$expected" ]; then
  rm -r "$folder"
  refuse "the SHA-256 of $release/$name is $actual, expected is $expected" "somebody changed the file, or the sum is that of another version"
fi
mkdir "$folder/bin"
mv "$folder/$name" "$folder/bin/p1s"
chmod 755 "$folder/bin/p1s"
found "$folder/bin/p1s"
