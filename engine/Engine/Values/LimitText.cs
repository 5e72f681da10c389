using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Values;

/// <summary>Limits as they are written, and as they are shown.</summary>
internal static class LimitText
{
    /// <summary>Beyond it no time is told apart from another.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>What is written as a limit, or what is wrong with it.</summary>
    /// <param name="row">Which limit.</param>
    /// <param name="text">As written.</param>
    /// <param name="span">Where.</param>
    public static ReadLimit Read(LimitRow row, string text, SourceSpan span)
    {
        if (row.IsTime)
            return ReadTime(row, text, span);
        if (row.Measure == LimitMeasure.Rate)
            return RateText.TryParse(text, out var rate)
                ? new(new Limit(row.Measure, rate, LimitUnit.PerSecond, span))
                : Unreadable(row, text, "a number of runs in a time");
        if (text.TrimEnd().EndsWith('%') && double.TryParse(text.TrimEnd()[..^1], Plain, CultureInfo.InvariantCulture, out var percent))
            return percent <= 100
                ? new(new Limit(row.Measure, percent / 100, LimitUnit.Share, span))
                : Impossible($"\"{text}\" of the runs can never be passed, there are no more than 100%", row);
        if (row.Measure != LimitMeasure.Dropped)
            return Unreadable(row, text, "a share of the runs");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000_000
            ? new(new Limit(row.Measure, count, LimitUnit.Count, span))
            : Unreadable(row, text, "a share of the starts, or a number of them");
    }

    /// <summary>The bound with its unit: <c>300 ms</c>, <c>1 %</c>, <c>50/s</c>, <c>3</c>.</summary>
    public static string Show(double value, LimitUnit unit) =>
        unit switch
        {
            LimitUnit.Milliseconds => ShowTime(value),
            LimitUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.###} %"),
            LimitUnit.PerSecond => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##}/s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"),
        };

    /// <summary>A time in three digits or more: <c>0.42 ms</c>, <c>8.31 ms</c>, <c>312 ms</c>, <c>2.41 s</c>, <c>63.2 s</c>.</summary>
    public static string ShowTime(double milliseconds) =>
        milliseconds switch
        {
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms"),
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
            < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
        };

    private static ReadLimit ReadTime(LimitRow row, string text, SourceSpan span)
    {
        if (!DurationText.TryParse(text, out var time))
            return Unreadable(row, text, "a length of time");
        if (time <= TimeSpan.Zero)
            return Impossible($"no run takes \"{text}\"", row);
        return time <= Longest
            ? new(new Limit(row.Measure, time.TotalMilliseconds, LimitUnit.Milliseconds, span))
            : Impossible($"\"{text}\" is longer than is measured, which is up to 10 minutes", row);
    }

    private static ReadLimit Unreadable(LimitRow row, string text, string expected)
    {
        var unit =
            row.IsTime ? "ms"
            : row.Measure == LimitMeasure.Rate ? "/s"
            : "%";
        var isBare = double.TryParse(text, Plain, CultureInfo.InvariantCulture, out _) && text.Trim().Length > 0;
        return new(
            null,
            $"\"{text}\" is not {expected}, in which {row.Name} is limited",
            isBare ? $"write its unit behind it, such as {text.Trim()}{unit}" : $"for example {row.Name}: {row.Example}"
        );
    }

    private static ReadLimit Impossible(string what, LimitRow row) =>
        new(null, what, $"for example {row.Name}: {row.Example}") { IsImpossible = true };
}

/// <summary>What was read of a limit.</summary>
/// <param name="Limit">Null when something is wrong with it.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Fix">What to write.</param>
internal sealed record ReadLimit(Limit? Limit, string What = "", string Fix = "")
{
    /// <summary>Whether it can be read, and can never be missed or never be kept to.</summary>
    public bool IsImpossible { get; init; }
}
