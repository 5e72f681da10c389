#!/usr/bin/env bash
# Makes the Debian package of p1s. Usage: deb.sh EXECUTABLE VERSION OUT; OUT is a folder, or the name of the package.
# Prints the path of the package. The same executable and SOURCE_DATE_EPOCH give the same bytes; without it the time is that of the last commit.
# Needs dpkg-deb, readelf and gzip. DEB_MAINTAINER is whom its users write to.
set -euo pipefail
umask 022
export LC_ALL=C TZ=UTC

[ $# -eq 3 ] || { echo "usage: deb.sh EXECUTABLE VERSION OUT" >&2; exit 2; }
executable=$(realpath -- "$1") version=$2 out=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(~[0-9A-Za-z.]+)?$ ]] || { echo "deb.sh: \"$version\" is no version of a package; write it as 0.1.0 or 0.2.0~rc.1" >&2; exit 2; }
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)}
maintainer=${DEB_MAINTAINER:-The PingOneScenarios authors <authors@pingonescenarios.invalid>}
export SOURCE_DATE_EPOCH=$epoch
[[ $out == *.deb ]] || mkdir -p "$out"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
share=$tree/usr/share

install -D -m 755 "$executable" "$tree/usr/bin/p1s"
p1s=$tree/usr/bin/p1s

"$p1s" man --output "$share/man/man1" >/dev/null
install -d "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
"$p1s" completion bash >"$share/bash-completion/completions/p1s"
"$p1s" completion zsh >"$share/zsh/vendor-completions/_p1s"
"$p1s" completion fish >"$share/fish/vendor_completions.d/p1s.fish"

install -d "$share/doc/p1s" "$share/lintian/overrides"
cp "$root/engine/packaging/debian/lintian-overrides" "$share/lintian/overrides/p1s"
cp "$root/engine/packaging/debian/copyright" "$share/doc/p1s/copyright"
cp "$root/engine/CHANGELOG.md" "$share/doc/p1s/changelog"
cat >"$share/doc/p1s/changelog.Debian" <<END
p1s ($version-1) stable; urgency=medium

  * Version $version; changelog.gz tells what is new.

 -- $maintainer  $(date -R -d "@$epoch")
END
# Without the name and time of what was pressed.
gzip -9n "$share/doc/p1s/changelog" "$share/doc/p1s/changelog.Debian" "$share"/man/man1/*.1

# The libraries that the executable is linked to, as packages of Debian and Ubuntu.
depends() {
  local library packages=()
  while read -r library; do
    case $library in
      libc.so.6 | libm.so.6 | libdl.so.2 | libpthread.so.0 | librt.so.1 | ld-linux-x86-64.so.2) ;;
      libgcc_s.so.1) packages+=("libgcc-s1") ;;
      libstdc++.so.6) packages+=("libstdc++6") ;;
      libz.so.1) packages+=("zlib1g") ;;
      *) echo "deb.sh: $library is linked to, and no package is known that has it; add it to depends" >&2; return 1 ;;
    esac
  done < <(readelf --dynamic --wide "$p1s" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
  # What is newest of the versioned symbols says which C library is old enough.
  local newest
  newest=$(readelf --version-info --wide "$p1s" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
  # OpenSSL is opened while p1s runs, so nothing in the file names it; version 3 has two names.
  printf '%s, ' "libc6 (>= ${newest#GLIBC_})" ${packages[@]+"${packages[@]}"}
  echo "libssl3 | libssl3t64"
}
needs=$(depends)
machine=$(readelf --file-header "$p1s" | sed -n 's/^ *Machine: *//p')
case $machine in
  *X86-64*) architecture=amd64 ;;
  AArch64) architecture=arm64 ;;
  *) echo "deb.sh: there is no package for the machine \"$machine\"" >&2; exit 2 ;;
esac

install -d "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<END
Package: p1s
Version: $version-1
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(find "$tree/usr" -type f -printf '%s\n' | awk '{ k += int(($1 + 1023) / 1024) } END { print k }')
Depends: $needs
Recommends: ca-certificates
Suggests: bash-completion
Section: web
Priority: optional
Description: workflows of HTTP requests that are written as YAML scenarios
 Runs OAuth and OpenID Connect flows, calls of PingOne's management API and
 other sequences of HTTP requests, checks the answers, hands values from step
 to step, takes back what a run made, and writes reports.
 .
 A local PingOne emulator is part of it.
END
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"

find "$tree" -exec touch --no-dereference --date "@$epoch" {} +
# One thread and a named compression: both would otherwise be the machine's.
options=(--root-owner-group -Zxz)
! dpkg-deb --help | grep -q -- --threads-max || options+=(--threads-max=1)
dpkg-deb "${options[@]}" --build "$tree" "$out" | sed -n "s/.* in '\(.*\)'\.$/\1/p"
