# Read by the benchmarks that compare whole processes in turns. Wants $work and die.
warm_ups=2

# measured FILE COMMAND…: runs it; wall and processor time in µs, page faults and peak memory in KB are a line of the file.
measured() {
  local file=$1
  shift
  perl tests/bench/measured.pl "$file" "$@" >"$work/out" 2>"$work/err" </dev/null ||
    die "exit code $? of $*: $(tail -c 2000 "$work/out") $(tail -c 2000 "$work/err")"
}

# in_turns NAME COUNT: calls one_NAME and other_NAME, either first as often as the other, and prints both and the ratio pair by pair.
in_turns() {
  local name=$1 count=$2 title=$3 i
  rm -f "$work/one" "$work/other"
  for ((i = -warm_ups; i < count; i++)); do
    [ "$i" -ne 0 ] || rm -f "$work/one" "$work/other"
    if ((i % 2)); then
      "other_$name" && "one_$name"
    else
      "one_$name" && "other_$name"
    fi
  done
  paste -d' ' "$work/one" "$work/other" | perl -e '
    my ($title, @rows) = (shift, map { [split] } <STDIN>);
    sub median { my @s = sort { $a <=> $b } @_; @s % 2 ? $s[$#s / 2] : ($s[@s / 2 - 1] + $s[@s / 2]) / 2 }
    my @cells = map { my $c = $_; map { my $f = $_; median(map { $f->($_->[$c], $_->[$c + 4]) } @rows) }
      (sub { $_[0] / 1000 }, sub { $_[1] / 1000 }, sub { $_[0] / ($_[1] || 1) }) } (0, 1);
    my @counts = map { my $c = $_; map { my $i = $_; int median(map { $_->[$c + $i] } @rows) } (0, 4) } (2, 3);
    printf "%-50s %9.1f %9.1f %6.2f  %9.1f %9.1f %6.2f  %6d %6d  %7d %7d\n", $title, @cells, @counts' "$title"
}

# median_of FILE COLUMN
median_of() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }

# head_of_turns: the line above what in_turns prints.
head_of_turns() {
  echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load$(sed 's/ [0-9]*\/.*//; s/^/ /' /proc/loadavg); $pairs pairs, medians"
  printf '%-50s %26s  %26s  %13s  %15s\n' '' 'wall ms: one, other, ratio' 'processor ms: the same' 'page faults' 'peak KB'
}

# limit NAME FIGURE: against the line of that name in limits.txt; sets $failed above it.
failed=0
limit() {
  local most
  most=$(sed -n "s/^$1 \([0-9]*\).*/\1/p" tests/bench/limits.txt)
  [ -n "$most" ] || die "limits.txt has no line $1"
  printf '%-50s %9s of %s\n' "$1" "$2" "$most"
  [ "$2" -le "$most" ] || { failed=1 && echo "$0: $1 is $2, at most $most is allowed" >&2; }
}
