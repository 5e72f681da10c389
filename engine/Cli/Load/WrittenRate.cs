using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Load;

/// <summary>A rate as it is written.</summary>
/// <param name="Amount">Of runs.</param>
/// <param name="Seconds">In so many.</param>
internal sealed record WrittenRate(double Amount, double Seconds)
{
    /// <summary>More than one machine can begin.</summary>
    private const double MostPerSecond = 10_000;

    /// <summary>Null for what is none.</summary>
    public static WrittenRate? Read(string text) =>
        RateText.TryParse(text, out var amount, out var seconds) && amount / seconds <= MostPerSecond
            ? new WrittenRate(amount, seconds)
            : null;
}

/// <summary>A way from one number to another, as it is written: <c>0..50/2m</c>.</summary>
/// <param name="From">In the unit of the rate, or runs at a time.</param>
/// <param name="To">The same.</param>
/// <param name="Over">How long it takes.</param>
internal sealed record WrittenRamp(double From, double To, TimeSpan Over)
{
    /// <summary>Null for what is none.</summary>
    public static WrittenRamp? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var numbers = slash < 0 ? [] : text[..slash].Split("..");
        return
            numbers is [var from, var to]
            && TryRead(from, out var first)
            && TryRead(to, out var last)
            && first + last > 0
            && DurationText.TryParse(text[(slash + 1)..], out var over)
            && over > TimeSpan.Zero
            ? new WrittenRamp(first, last, over)
            : null;
    }

    private static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= 1e9;
}
