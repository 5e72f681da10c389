#!/usr/bin/env bash
# Makes a release and the Debian package once more, installs it, runs the ten steps from where it is installed, and removes it.
# Usage: deb.sh PATH_OF_P1S. Without root, or where p1s is installed already, the package is unpacked into a folder instead.
set -euo pipefail
executable=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
installed=0
finish() {
  [ $installed -eq 0 ] || dpkg --purge p1s >/dev/null
  rm -rf "$work"
}
trap finish EXIT
fail() { echo "deb.sh: $1" >&2; exit 1; }

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' engine/Directory.Build.props)
export SOURCE_DATE_EPOCH=1790000000
# A release: the tag and the version are one, the sums are those of the files.
! engine/packaging/release.sh v0.0.1 "$work/release" "$executable" 2>/dev/null || fail "a tag of another version is released"
package=$(engine/packaging/release.sh "v$version" "$work/release" "$executable")
(cd "$work/release" && sha256sum --quiet --check ./*.sha256 && grep -q '^### ' notes.md)
again=$(umask 077 && engine/packaging/deb.sh "$executable" "$version" "$work/second.deb")
[ -f "$package" ] || fail "it prints \"$package\", which is no file"
cmp "$package" "$again" || fail "the same executable gives two packages"

# What dpkg-shlibdeps finds in the executable is asked for.
if command -v dpkg-shlibdeps >/dev/null; then
  mkdir -p "$work/shlibs/debian"
  printf 'Source: p1s\n\nPackage: p1s\nArchitecture: any\n' >"$work/shlibs/debian/control"
  needed=$(cd "$work/shlibs" && dpkg-shlibdeps -O "$executable" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
  [[ ", $(dpkg-deb --field "$package" Depends)," == *", $needed,"* ]] || fail "it depends on \"$(dpkg-deb --field "$package" Depends)\"; dpkg-shlibdeps says \"$needed\""
fi
if command -v lintian >/dev/null; then
  lintian --fail-on error,warning "$package" 2>&1 | grep -v 'root privileges' || [ "${PIPESTATUS[0]}" -eq 0 ] || fail "lintian has something to say"
else
  echo "skipped lintian: it is not there"
fi
for wrong in 1.0 'x' '1.0.0; id' '-1.0.0'; do
  ! engine/packaging/deb.sh "$executable" "$wrong" "$work/wrong" 2>/dev/null || fail "it takes \"$wrong\" for a version"
done

if [ "$(id -u)" -eq 0 ] && ! dpkg-query --status p1s >/dev/null 2>&1 && [ ! -e /usr/bin/p1s ]; then
  root=
  installed=1
  dpkg --install "$package"
  (cd / && md5sum --quiet --check /var/lib/dpkg/info/p1s.md5sums)
  # Some systems are set up to leave out documentation.
  if [ -e /usr/share/man/man1/p1s-run.1.gz ] && command -v man >/dev/null; then
    man --where p1s-run
  fi
else
  root=$work/root
  dpkg-deb --extract "$package" "$root"
  echo "unpacked, not installed"
fi
p1s=$root/usr/bin/p1s
[ "$("$p1s" --version)" = "$version" ] || fail "it says it is version $("$p1s" --version)"
"$p1s" run scenarios/authentication/client-secret-jwt.yaml --emulator
PATH=$(dirname "$p1s"):$PATH bash -c 'source "$1" && complete -p p1s' - "$root/usr/share/bash-completion/completions/p1s"

contents=$(dpkg-deb --contents "$package")
for file in usr/share/man/man1/p1s.1.gz usr/share/man/man1/p1s-runs-prune.1.gz usr/share/zsh/vendor-completions/_p1s \
  usr/share/fish/vendor_completions.d/p1s.fish usr/share/doc/p1s/copyright usr/share/doc/p1s/changelog.gz; do
  grep -q " \./$file$" <<<"$contents" || fail "$file is missing"
done
if grep -v ' root/root ' <<<"$contents"; then fail "files above do not belong to root"; fi

if [ $installed -eq 1 ]; then
  dpkg --purge p1s
  installed=0
  [ ! -e /usr/bin/p1s ] && [ ! -e /usr/share/doc/p1s ] || fail "something is left after the package was removed"
fi
