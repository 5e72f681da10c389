using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>A time that runs: in tenths of a second, so that it neither jumps nor flickers.</summary>
internal static class ElapsedText
{
    public static string Of(TimeSpan span) =>
        span.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s") : DurationText.Show(span);
}
