#!/usr/bin/env perl
# Which managed methods a command of the native executable calls at all: one name a line, in the order of their first calls.
#
#   perl tests/bench/first-calls.pl NAMES COMMAND…        names are appended to the file NAMES
#
# The executable stands at a fixed address (decision 0065) and its symbols beside it in EXECUTABLE.dbg. A breakpoint is put at each
# method before the first instruction and taken away when it is reached. For x86-64 and Linux; uses nm and readelf.
use strict;
use warnings;

# Methods of one body share an address; the bodies of many are next to nothing.
use constant MOST_ALIKE => 3;

use constant {
  PTRACE => 101,
  WAIT => 61,
  TRACE_ME => 0,
  CONTINUE => 7,
  GET_REGISTERS => 12,
  SET_REGISTERS => 13,
  SET_OPTIONS => 0x4200,
  FOLLOW_THREADS => 8,
  END_WITH_US => 0x100000,
  ALL_THREADS => 0x40000000,
  RIP => 16,
  SIGTRAP => 5,
  SIGSTOP => 19,
};

my ($file, @command) = @ARGV;
die "first-calls: name a file for the names, and a command\n" unless @command;
my ($start, $length) = section("__managedcode");
my %names;
open my $symbols, '-|', 'nm', '--defined-only', "$command[0].dbg" or die "first-calls: nm: $!\n";
while (<$symbols>) {
  my ($address, $kind, $name) = split ' ', $_, 3;
  chomp $name;
  $address = hex $address;
  push @{ $names{$address} }, $name if $kind =~ /t/i && $address >= $start && $address < $start + $length;
}

sub section {
  my ($wanted) = @_;
  for (`readelf -SW $command[0]`) {
    return (hex $1, hex $2) if /\]\s+\Q$wanted\E\s+\S+\s+([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)/;
  }
  die "first-calls: $command[0] has no section $wanted\n";
}

sub ask { return syscall(PTRACE, $_[0], $_[1], $_[2], $_[3]) }

my $process = fork // die "first-calls: $!\n";
if (!$process) {
  ask(TRACE_ME, 0, 0, 0);
  exec @command or die "first-calls: $command[0]: $!\n";
}
waitpid $process, 0;
ask(SET_OPTIONS, $process, 0, FOLLOW_THREADS | END_WITH_US);
open my $memory, '+<:raw', "/proc/$process/mem" or die "first-calls: the memory of the process: $!\n";

sub put {
  sysseek $memory, $_[0], 0;
  syswrite($memory, $_[1]) == length $_[1] or die "first-calls: cannot write into the process: $!\n";
}

sysseek $memory, $start, 0;
sysread($memory, my $code, $length) == $length or die "first-calls: cannot read the process: $!\n";
my $watched = $code;
substr($watched, $_ - $start, 1) = "\xcc" for keys %names;
put($start, $watched);
ask(CONTINUE, $process, 0, 0);

my (@seen, %seen, $ended);
# Perl's own waitpid keeps to the threads it started.
my $told = pack 'i', 0;
while ((my $thread = syscall WAIT, -1, $told, ALL_THREADS, 0) > 0) {
  my $status = unpack 'i', $told;
  if (($status & 0xff) != 0x7f) {
    $ended = $status if $thread == $process;
    next;
  }
  my $signal = $status >> 8 & 0xff;
  # What a thread tells of itself, and its first stop, are not for the program.
  my $passed = $status >> 16 || $signal == SIGSTOP || ($signal == SIGTRAP && reached($thread)) ? 0 : $signal;
  ask(CONTINUE, $thread, 0, $passed);
}

# Two threads may stand at one breakpoint: it is taken away once, both go on from there.
sub reached {
  my ($thread) = @_;
  my $registers = "\0" x (27 * 8);
  ask(GET_REGISTERS, $thread, 0, $registers);
  my @values = unpack 'Q27', $registers;
  my $at = $values[RIP] - 1;
  return 0 unless $names{$at};
  if (!$seen{$at}++) {
    push @seen, @{ $names{$at} } if @{ $names{$at} } <= MOST_ALIKE;
    put($at, substr($code, $at - $start, 1));
  }
  $values[RIP] = $at;
  $registers = pack 'Q27', @values;
  ask(SET_REGISTERS, $thread, 0, $registers);
  return 1;
}

open my $out, '>>', $file or die "first-calls: $file: $!\n";
print $out "$_\n" for @seen;
close $out or die "first-calls: $file: $!\n";
die "first-calls: the command ended with status $ended\n" if $ended;
