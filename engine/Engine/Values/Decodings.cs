using System.Buffers;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>A way of writing letters as something else, taken back wherever a text may hold it.</summary>
/// <param name="Triggers">A stretch is looked for where one of them stands.</param>
/// <param name="Read">The stretch at a place of a text.</param>
internal sealed record Decoding(SearchValues<char> Triggers, Func<string, int, DecodedPiece> Read)
{
    /// <summary>Whether it only matters for secrets that hold a space.</summary>
    public bool IsForSpaces { get; init; }

    /// <summary>Whether it puts lines together; doing so twice changes nothing.</summary>
    public bool IsFold { get; init; }
}

/// <summary>The ways in which a secret may be written without being another text. Added here, found everywhere.</summary>
internal static class Decodings
{
    /// <summary>A longer text is decoded once only: what an endless answer may cost is bounded.</summary>
    private const int LongestTwice = 256 * 1024;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private static readonly ImmutableArray<Decoding> All =
    [
        new(LineEnds, (text, at) => EscapeReading.Fold(text, at, "", isEscaped: false)) { IsFold = true },
        new(LineEnds, (text, at) => EscapeReading.Fold(text, at, "", isEscaped: true)) { IsFold = true },
        new(LineEnds, (text, at) => EscapeReading.Fold(text, at, " ", isEscaped: false)) { IsFold = true, IsForSpaces = true },
        new(LineEnds, (text, at) => EscapeReading.Fold(text, at, " ", isEscaped: true)) { IsFold = true, IsForSpaces = true },
        new(SearchValues.Create("\\"), EscapeReading.Backslash),
        new(SearchValues.Create("&"), EscapeReading.Entity),
        new(SearchValues.Create("%"), EscapeReading.Percent),
        new(SearchValues.Create("%"), EscapeReading.DoublePercent),
        new(SearchValues.Create("%+"), EscapeReading.Form) { IsForSpaces = true },
    ];

    private static readonly SearchValues<char> AllTriggers = SearchValues.Create("\r\n\\&%+");

    /// <summary>The text as it reads when one or two ways of writing are taken back; each reading once, without that as it is.</summary>
    public static List<DecodedText> Readings(string text, bool hasSpaces)
    {
        if (!text.AsSpan().ContainsAny(AllTriggers))
            return [];
        var readings = new List<DecodedText>();
        AddDecoded(readings, DecodedText.Plain(text), hasSpaces, text.Length <= LongestTwice ? 2 : 1, isFolded: false);
        return readings;
    }

    /// <summary>A text of several lines in one; null when it is one already.</summary>
    public static string? Unfolded(string text) => DecodedText.Plain(text).Decode(All[0])?.Text;

    private static void AddDecoded(List<DecodedText> readings, DecodedText reading, bool hasSpaces, int rounds, bool isFolded)
    {
        foreach (var decoding in All)
        {
            if (decoding.IsForSpaces && !hasSpaces || decoding.IsFold && isFolded)
                continue;
            if (reading.Decode(decoding) is not { } decoded || readings.Exists(r => r.Text == decoded.Text))
                continue;
            readings.Add(decoded);
            if (rounds > 1)
                AddDecoded(readings, decoded, hasSpaces, rounds - 1, isFolded || decoding.IsFold);
        }
    }
}
