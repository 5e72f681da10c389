using System.Buffers;
using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>Lengths of time as they are written in scenarios: a number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static class DurationText
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

    /// <summary>As exactly as it is written in a scenario: <c>1 s</c>, <c>90 s</c>, <c>1.5 s</c>, <c>2 min</c>.</summary>
    public static string Exact(TimeSpan span)
    {
        (double Amount, string Unit)[] units = [(span.TotalHours, "h"), (span.TotalMinutes, "min"), (span.TotalSeconds, "s")];
        foreach (var (amount, unit) in units)
        {
            if (amount >= 1 && amount == Math.Floor(amount))
                return string.Create(CultureInfo.InvariantCulture, $"{amount:0} {unit}");
        }
        return span.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms");
    }

    /// <summary>Short, with a tenth where it is below 10 ms.</summary>
    public static string Fine(TimeSpan span) =>
        span.TotalMilliseconds < 9.95 && span > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.0} ms")
            : Show(span);

    /// <summary>A time that runs: in tenths of a second, so that it neither jumps nor flickers.</summary>
    public static string Running(TimeSpan span) =>
        span.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s") : Show(span);

    /// <summary>A time that is guessed, in whole seconds, at least one.</summary>
    public static string About(TimeSpan span)
    {
        var seconds = Math.Max(1, (int)Math.Round(span.TotalSeconds));
        return seconds < 60 ? $"{seconds} s" : Show(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>A long time in its two largest units: <c>3 h 12 min</c>, <c>2 d 4 h</c>, <c>5 min 4 s</c>.</summary>
    public static string Long(TimeSpan span) =>
        span.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Days} d{(span.Hours == 0 ? "" : $" {span.Hours} h")}")
        : span.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h{(span.Minutes == 0 ? "" : $" {span.Minutes} min")}")
        : Show(span);

    /// <summary>How far two moments lie apart, in the unit that says most: <c>30 s</c>, <c>2.5 min</c>, <c>3 h</c>, <c>14 days</c>.</summary>
    public static string Apart(TimeSpan span) =>
        span.TotalHours >= 48 ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalDays:N0} days")
        : span.TotalMinutes >= 120 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h")
        : span.TotalMinutes >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s");

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
