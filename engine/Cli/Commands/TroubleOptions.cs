using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Emulator;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The options that make a local PingOne slow and unreliable; the same for every command that starts one.</summary>
internal sealed class TroubleOptions
{
    private static readonly TimeSpan LongestLatency = TimeSpan.FromHours(1);

    private readonly Option<TimeSpan?> latency = new("--latency")
    {
        Description = "Let each answer of the local PingOne wait so long.",
        CustomParser = ReadLatency,
        HelpName = "200ms|2s",
    };
    private readonly Option<Fault[]> fault = new("--fault")
    {
        Description =
            "Let requests to the local PingOne go wrong: drop-before (the effect), drop-after, 503 or 429, and which of them. May be repeated.",
        CustomParser = ReadFaults,
        HelpName = "kind[:which]",
    };

    public void AddTo(Command command)
    {
        command.Add(latency);
        command.Add(fault);
    }

    /// <summary>Whether one of them is on the command line.</summary>
    public bool AreWritten(CommandResult result) => OperatorOptions.IsWritten(result, latency) || OperatorOptions.IsWritten(result, fault);

    public EmulatorSettings Of(ParseResult parsed) =>
        new() { Latency = parsed.GetValue(latency) ?? TimeSpan.Zero, Faults = ImmutableArray.Create(parsed.GetValue(fault) ?? []) };

    private static TimeSpan? ReadLatency(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (DurationText.TryParse(text, out var time) && time >= TimeSpan.Zero && time <= LongestLatency)
            return time;
        written.AddError($"--latency takes a length of time up to 1h, for example 200ms or 2s, this is \"{text}\"");
        return null;
    }

    private static Fault[]? ReadFaults(ArgumentResult written)
    {
        var faults = new List<Fault>();
        foreach (var token in written.Tokens)
        {
            if (FaultSyntax.TryRead(token.Value, out var fault, out var why))
                faults.Add(fault);
            else
                written.AddError($"--fault takes {FaultSyntax.Form}: {why}");
        }
        return [.. faults];
    }
}
