using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>How often something happens, as it is written: <c>50/s</c>, <c>600/m</c>, <c>1000/h</c>.</summary>
internal static class RateText
{
    public const string Examples = "50/s, 600/m or 1000/h";

    private static readonly (string Unit, double Seconds)[] Units = [("/s", 1), ("/m", 60), ("/h", 3600)];

    /// <param name="text">A number above 0 and its unit.</param>
    /// <param name="perSecond">The same a second.</param>
    public static bool TryParse(string text, out double perSecond)
    {
        perSecond = 0;
        if (!TryParse(text, out var amount, out var seconds))
            return false;
        perSecond = amount / seconds;
        return true;
    }

    /// <param name="text">A number above 0 and its unit.</param>
    /// <param name="amount">The number.</param>
    /// <param name="seconds">Of the unit.</param>
    public static bool TryParse(string text, out double amount, out double seconds)
    {
        (amount, seconds) = (0, 0);
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            seconds = length;
            return double.TryParse(
                    text.AsSpan(0, text.Length - 2),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out amount
                ) && amount is > 0 and <= 1e9;
        }
        return false;
    }
}
