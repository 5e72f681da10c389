#!/usr/bin/env bash
# Makes the files of a release. Usage: release.sh vVERSION FOLDER [EXECUTABLE]; without EXECUTABLE it is published first.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' engine/Directory.Build.props)
if [ "$1" != "v$version" ]; then
  echo "release.sh: the tag is $1, engine/Directory.Build.props says $version; make them the same" >&2
  exit 2
fi
folder=$2
executable=${3:-.artifacts/publish/Cli/release_linux-x64/p1s}
[ $# -ge 3 ] || dotnet publish engine/Cli -c Release -r linux-x64

mkdir -p "$folder"
# What the changelog says of the version, without its heading.
awk -v heading="## [$version]" 'index($0, heading) == 1 { inside = 1; next } /^## / { inside = 0 } inside' engine/CHANGELOG.md >"$folder/notes.md"
if ! grep -q . "$folder/notes.md"; then
  echo "release.sh: engine/CHANGELOG.md has nothing under [$version]; name the version there" >&2
  exit 2
fi
install -m 755 "$executable" "$folder/p1s-linux-x64"
engine/packaging/deb.sh "$executable" "$version" "$folder"
cd "$folder"
for file in p1s-linux-x64 *.deb; do
  sha256sum "$file" >"$file.sha256"
done
