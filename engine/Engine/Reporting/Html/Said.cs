using System.Globalization;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Numbers, sizes and moments in words.</summary>
internal static class Said
{
    /// <summary><c>1 step</c>, <c>1,000 steps</c>.</summary>
    public static string Count(long count, string one) => $"{Number(count)} {one}{(count == 1 ? "" : "s")}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Of a body: <c>652 B</c>, <c>3.1 KB</c>.</summary>
    public static string Size(long bytes) =>
        bytes < 1000 ? $"{bytes} B"
        : bytes < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0.0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB");

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole in percent; empty when it is next to nothing.</summary>
    public static string Share(double share) =>
        share < 0.005 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(share, 1) * 100:0} %");
}
