using System.Globalization;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A request that may have been carried out, in one line.</summary>
internal static class DoubtText
{
    /// <summary>The request, its step, why nobody knows, and what settles it.</summary>
    public static string Of(DoubtfulRequest doubt)
    {
        var settlement = doubt.IsSettledAgain ? "sending it again does no more" : "ask the server before it is sent again";
        return $"{doubt.Method} {doubt.Address} ({Cause(doubt)}; {settlement})";
    }

    /// <summary>The step that sent it, and why nobody knows.</summary>
    public static string Cause(DoubtfulRequest doubt)
    {
        var attempt = doubt.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {doubt.Attempt}") : "";
        return $"step \"{doubt.Step}\"{attempt}: {doubt.Reason}";
    }
}
