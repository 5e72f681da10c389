using System.Buffers;
using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>Lengths of time as they are written in scenarios: a number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
public static class DurationText
{
    public const string Examples = "500ms, 30s, 5m, 1h or 7d";

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    /// <summary>Accepts a sign and decimals; several parts in a row (<c>1h30m</c>) add up.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        var sign = rest.StartsWith("-") ? -1 : 1;
        rest = sign < 0 ? rest[1..] : rest;
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberLetters);
            if (
                digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            )
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberLetters);
            var seconds = amount * SecondsOf(letters < 0 ? rest : rest[..letters]);
            if (!(seconds + span.TotalSeconds <= 3.2e9))
                return false;
            span += TimeSpan.FromSeconds(seconds);
            rest = letters < 0 ? [] : rest[letters..];
        }
        span *= sign;
        return true;
    }

    /// <summary>Short, for people: <c>850 ms</c>, <c>2.4 s</c>, <c>3 min 5 s</c>.</summary>
    public static string Show(TimeSpan span) =>
        span.TotalMilliseconds < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : span.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min{(span.Seconds == 0 ? "" : $" {span.Seconds} s")}");

    private static double SecondsOf(ReadOnlySpan<char> unit) =>
        unit switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => double.NaN,
        };
}
