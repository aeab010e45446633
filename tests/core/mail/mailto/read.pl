# Reads mailto URLs with Perl's URI, the hostile dialect: a raw "+" is a space to it, and a raw ";" parts fields.
# A URL a line (base64) in, its message a line (JSON) out.
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;
use URI;

$| = 1;
my $json = JSON::PP->new->ascii;

while (my $line = <STDIN>) {
    my $answer = eval {
        my @fields = URI->new(decode_base64($line))->headers;
        my (@to, @headers);
        while (my ($name, $value) = splice @fields, 0, 2) {
            my $text = $value // "";
            # Encode's strict UTF-8 refuses U+FFFF too, which Unicode allows; surrogates it must refuse.
            utf8::decode($text) && $text !~ /[\x{d800}-\x{dfff}]/ or die "not UTF-8\n";
            if (lc $name eq "to") { push @to, split /,/, $text }
            else                  { push @headers, [lc $name, $text] }
        }
        { to => \@to, headers => \@headers };
    };
    print $json->encode($answer // { error => "$@" }), "\n";
}
