using System.Net;
using System.Text;
using PingOneScenarios.Engine.Leaks;

namespace PingOneScenarios.Engine.Tests.Leaks;

/// <summary>A secret is found wherever it stands in a long text, also where pieces of it meet, and with its escapes anywhere.</summary>
public sealed class NeedleSearchTests
{
    private const string Secret = "fake/s<crét value+of=a&run, long enough to be cut";

    public static TheoryData<string> Kinds =>
        new("plain", "percent", "twice", "form", "entity", "code", "joined", "joined percent", "joined entity", "joined often");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rule_10_a_secret_is_found_at_any_distance_from_other_escapes(string kind)
    {
        var needles = new SecretNeedles([("‹s›", Secret)]);
        var random = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            var text = new StringBuilder();
            Fill(text, random, random.Next(9000), kind);
            var before = text.Length;
            text.Append(Written(kind, random));
            Fill(text, random, random.Next(3000), kind);
            Assert.True(needles.NamesIn(text.ToString().ToCharArray()) is ["‹s›"], $"{kind}, turn {i}, at {before} of {text.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rule_10_what_is_nearly_a_secret_raises_no_alarm(string kind)
    {
        var needles = new SecretNeedles([("‹s›", Secret)]);
        var random = new Random(8);
        for (var i = 0; i < 50; i++)
        {
            var text = new StringBuilder();
            Fill(text, random, random.Next(5000), kind);
            text.Append(Written(kind, random)[..^1]).Append('¡');
            Fill(text, random, random.Next(5000), kind);
            Assert.Empty(needles.NamesIn(text.ToString().ToCharArray()));
        }
    }

    [Fact]
    public void Rule_10_blanks_and_breaks_without_end_are_looked_through_once()
    {
        var needles = new SecretNeedles([("‹s›", Secret)]);
        var text =
            new string(' ', 200_000)
            + new string('\n', 200_000)
            + string.Concat(Enumerable.Repeat("\n | ", 50_000))
            + "%&\\u"
            + new string('&', 100_000);
        Assert.Empty(needles.NamesIn(text.ToCharArray()));
        Assert.Equal(["‹s›"], needles.NamesIn([.. text, .. Secret]));
    }

    private static string Written(string kind, Random random) =>
        kind switch
        {
            "plain" => Secret,
            "percent" => Uri.EscapeDataString(Secret),
            "twice" => Uri.EscapeDataString(Uri.EscapeDataString(Secret)),
            "form" => WebUtility.UrlEncode(Secret),
            "entity" => WebUtility.HtmlEncode(Secret),
            "code" => string.Concat(Secret.Select(c => char.IsAsciiLetter(c) && random.Next(2) == 0 ? c.ToString() : $"\\u{(int)c:x4}")),
            "joined" => Broken(Secret, random),
            "joined often" => Broken(Secret[..2], random) + Broken(Secret[2..4], random) + Broken(Secret[4..], random),
            "joined percent" => Broken(Uri.EscapeDataString(Secret), random),
            _ => Broken(WebUtility.HtmlEncode(Secret), random),
        };

    // A break before or behind a blank would lose it.
    private static string Broken(string text, Random random)
    {
        string[] breaks = ["\n", "\r\n    ", "\n  > ", "  \n| ", "\n\n   "];
        var at = text.Length;
        while (at == text.Length || text[at] == ' ' || text[at - 1] == ' ')
            at = random.Next(1, text.Length);
        return text[..at] + breaks[random.Next(breaks.Length)] + text[at..];
    }

    // What stands around is full of escapes, or has none at all.
    private static void Fill(StringBuilder text, Random random, int length, string kind)
    {
        string[] words = random.Next(3) switch
        {
            0 => ["letters ", "fake", "Ünïcode"],
            1 => ["%2Fa%C3%A9 ", "%", "100% ", "a&quot;b", "&amp;", "& ", "\\u0041", "\\", "\n", "\n    | "],
            _ => ["word ", "\n", "<b>&lt;", "fake%2Fs"],
        };
        var end = text.Length + length;
        while (text.Length < end)
            text.Append(words[random.Next(words.Length)]);
        // Nothing that could melt into the secret's first or last escape.
        text.Append('.');
    }
}
