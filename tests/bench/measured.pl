#!/usr/bin/perl
# Runs a command and appends a line about it to a file: wall time and processor time of the process in microseconds, its page faults,
# its peak memory in KB. The exit code is the command's.
#
#   measured.pl FILE COMMAND...
use strict;
use warnings;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
use Config;

my $wait4 = { x86_64 => 61, aarch64 => 260 }->{(split /-/, $Config{archname})[0]} or die "measured: unknown machine $Config{archname}\n";
my $file  = shift @ARGV;
my $start = clock_gettime(CLOCK_MONOTONIC);
my $pid   = fork() // die "measured: $!\n";
if (!$pid) { exec { $ARGV[0] } @ARGV or exit 127 }
my ($status, $usage) = (pack('i', 0), "\0" x 144);
syscall($wait4, $pid, $status, 0, $usage) == $pid or die "measured: $!\n";
my $wall = clock_gettime(CLOCK_MONOTONIC) - $start;
my ($us, $uu, $ss, $su, $peak, undef, undef, undef, $faults) = unpack 'q<9', $usage;
open my $out, '>>', $file or die "measured: $file: $!\n";
printf $out "%d %d %d %d\n", $wall * 1e6, $us * 1e6 + $uu + $ss * 1e6 + $su, $faults, $peak;
close $out;
my $code = unpack 'i', $status;
exit($code & 127 ? 128 + ($code & 127) : $code >> 8);
