using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>What the time of an exchange goes into.</summary>
internal static class PhaseParts
{
    /// <summary>The parts of an exchange in their order, with their classes and what they are.</summary>
    public static readonly (string Css, string Name, Func<PhaseTimes, TimeSpan?> Of)[] All =
    [
        ("dns", "DNS", p => p.Dns),
        ("connect", "connect", p => p.Connect),
        ("tls", "TLS", p => p.Tls),
        ("wait", "wait", p => p.Wait),
        ("receive", "receive", p => p.Receive),
    ];

    /// <summary>What the time of an exchange went into: <c>wait 5 ms, receive 2 ms</c>; empty when that is not known.</summary>
    public static string Told(PhaseTimes phases) =>
        string.Join(", ", All.Where(p => p.Of(phases) is not null).Select(p => $"{p.Name} {DurationText.Fine(p.Of(phases)!.Value)}"));
}
