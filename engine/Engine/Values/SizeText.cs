using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>How much, as the operator writes it: <c>512KB</c>, <c>24MB</c>; by 1,024.</summary>
internal static class SizeText
{
    private static readonly (string Unit, int Bytes)[] Units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];

    /// <summary>In the largest unit that needs no fraction: <c>10 MB</c>.</summary>
    public static string Show(int bytes)
    {
        foreach (var (unit, size) in Units)
        {
            if (bytes >= size && bytes % size == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size} {unit}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes");
    }

    /// <summary>A whole number with its unit, from 1 KB to 1 GB.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out int? bytes)
    {
        bytes = null;
        foreach (var (unit, size) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 0
                && number <= (1 << 30) / size
            )
                bytes = number * size;
        }
        return bytes is not null;
    }
}
