using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Har;

/// <summary>What the time of an exchange went into, in milliseconds; -1 for what it did not need, or what is not known. The rest adds up to the whole.</summary>
/// <param name="Dns">Looking up the host.</param>
/// <param name="Connect">Opening the connection, TLS included.</param>
/// <param name="Tls">Of that, agreeing on TLS.</param>
/// <param name="Wait">From the request to the head of the answer.</param>
/// <param name="Receive">From there to the last byte.</param>
internal readonly record struct HarTimings(double Dns, double Connect, double Tls, double Wait, double Receive)
{
    public double Total => Math.Round(Math.Max(0, Dns) + Math.Max(0, Connect) + Wait + Receive, 3);

    public static HarTimings Of(ExchangeRecord exchange)
    {
        var phases = exchange.Phases;
        TimeSpan? connect =
            phases.Connect is null && phases.Tls is null ? null : (phases.Connect ?? TimeSpan.Zero) + (phases.Tls ?? TimeSpan.Zero);
        var receive = phases.Receive ?? TimeSpan.Zero;
        // What is not accounted for was spent waiting.
        var left = exchange.Duration - (phases.Dns ?? TimeSpan.Zero) - (connect ?? TimeSpan.Zero) - receive;
        var wait = phases.Wait ?? (left < TimeSpan.Zero ? TimeSpan.Zero : left);
        return new HarTimings(OrUnknown(phases.Dns), OrUnknown(connect), OrUnknown(phases.Tls), Milliseconds(wait), Milliseconds(receive));
    }

    public static double Milliseconds(TimeSpan span) => Math.Round(Math.Max(0, span.TotalMilliseconds), 3);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("timings");
        json.WriteNumber("blocked", -1);
        json.WriteNumber("dns", Dns);
        json.WriteNumber("connect", Connect);
        json.WriteNumber("ssl", Tls);
        json.WriteNumber("send", 0);
        json.WriteNumber("wait", Wait);
        json.WriteNumber("receive", Receive);
        json.WriteEndObject();
    }

    private static double OrUnknown(TimeSpan? span) => span is { } known ? Milliseconds(known) : -1;
}
