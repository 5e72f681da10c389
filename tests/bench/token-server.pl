#!/usr/bin/perl
# A server on 127.0.0.1 that answers at once, so that what is measured is the client: a POST to /token gets a new access token of the length
# PingOne's have, any other request an answer as long that holds none. Prints its port; ends with its standard input.
#
#   token-server.pl
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Socket qw(IPPROTO_TCP TCP_NODELAY);

my $server = IO::Socket::INET->new(Listen => 16, LocalAddr => '127.0.0.1') or die "token-server: $!\n";
my $select = IO::Select->new($server, \*STDIN);
my ($number, %unread) = (0);
$| = 1;
print $server->sockport, "\n";

sub answer {
    my $path   = shift;
    my $token  = sprintf 'eyJhbGciOiJSUzI1NiJ9.%010d%s.%s', $number++, 'x' x 760, 'y' x 342;
    my $member = $path eq '/token' ? "\"access_token\":\"$token\"" : '"answer":"' . 'z' x (length($token) + 6) . '"';
    my $body   = "{$member,\"token_type\":\"Bearer\",\"expires_in\":3600}";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
}

while (1) {
    for my $ready ($select->can_read) {
        exit 0 if $ready == \*STDIN;
        if ($ready == $server) {
            my $client = $server->accept or next;
            $client->setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            $select->add($client);
            next;
        }
        my $read = sysread $ready, $unread{$ready}, 65536, length($unread{$ready} // '');
        if (!$read) {
            delete $unread{$ready};
            $select->remove($ready);
            close $ready;
            next;
        }
        while ($unread{$ready} =~ /\A\w+ (\S+) .*?\r\n\r\n/s) {
            my ($path, $head) = ($1, $+[0]);
            my $length = substr($unread{$ready}, 0, $head) =~ /^content-length: *(\d+)/mi ? $1 : 0;
            last if length($unread{$ready}) < $head + $length;
            substr($unread{$ready}, 0, $head + $length) = '';
            syswrite $ready, answer($path);
        }
    }
}
