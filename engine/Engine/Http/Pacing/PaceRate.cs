using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>How many requests may leave to an origin in a length of time.</summary>
/// <param name="PerSecond">Above 0, up to <see cref="Most"/>.</param>
internal sealed record PaceRate(double PerSecond)
{
    /// <summary>Requests a second; more than one process sends.</summary>
    public const int Most = 10_000;

    private const double SecondsOfHour = 3600;

    /// <summary>Reads <c>10/s</c>, <c>600/m</c>, <c>0.5/s</c>, <c>20/h</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PaceRate? rate)
    {
        rate = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
            return false;
        var seconds = text[(slash + 1)..] switch
        {
            "s" => 1,
            "m" => 60,
            "h" => SecondsOfHour,
            _ => 0,
        };
        if (
            seconds == 0
            || !double.TryParse(text.AsSpan(0, slash), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number / seconds is not (>= 1 / SecondsOfHour and <= Most)
        )
            return false;
        rate = new PaceRate(number / seconds);
        return true;
    }
}
