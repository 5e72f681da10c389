using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Emulator;
using PingOneScenarios.Emulator.Controls;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Locals;

/// <summary>The options of a local PingOne that are the same for every command that starts one.</summary>
internal sealed class LocalOptions
{
    /// <summary>The times of tokens are counted from there, in seconds.</summary>
    private const int EarliestYear = 1970;
    private const int LatestYear = 2999;

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
            "Let requests to the local PingOne go wrong: drop-before (the effect), drop-after, 503, 429, 403, slow, expired-code or unseen "
            + "(what was just made), and which of them. May be repeated.",
        CustomParser = ReadFaults,
        HelpName = "kind[:which]",
    };
    private readonly Option<int?> seed = new("--seed")
    {
        Description = "Let the local PingOne give the same ids and secrets for the same requests. Its secrets can then be guessed.",
        CustomParser = ReadSeed,
        HelpName = "number",
    };
    private readonly Option<AdjustableClock?> clock = new("--clock")
    {
        Description = "Let the clock of the local PingOne be off by a time, or stand still at a moment.",
        CustomParser = ReadClock,
        HelpName = "+5m|-5m|2026-01-31T12:00:00Z",
    };
    private readonly Option<string[]> fixture = new("--fixture")
    {
        Description = "Run a scenario against the local PingOne before anything else; what it gives is given on. May be repeated.",
        HelpName = "scenario",
    };
    private readonly Option<bool> controls = new("--controls")
    {
        Description = "Serve a page that shows the requests to the local PingOne and what it holds, and moves its clock and its faults.",
    };

    private IEnumerable<Option> All => [latency, fault, seed, clock, fixture, controls];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>Whether one of them is on the command line.</summary>
    public bool AreWritten(CommandResult result) => All.Any(option => OperatorOptions.IsWritten(result, option));

    public EmulatorSettings Of(ParseResult parsed) =>
        new()
        {
            Latency = parsed.GetValue(latency) ?? TimeSpan.Zero,
            Faults = ImmutableArray.Create(parsed.GetValue(fault) ?? []),
            Ids = parsed.GetValue(seed) is { } number ? IdSource.Seeded(number) : IdSource.Random,
            Clock = parsed.GetValue(clock) ?? AdjustableClock.Skewed(TimeProvider.System, TimeSpan.Zero),
            HasControls = parsed.GetValue(controls),
        };

    public ImmutableArray<string> FixturesOf(ParseResult parsed) => ImmutableArray.Create(parsed.GetValue(fixture) ?? []);

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

    private static int? ReadSeed(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        written.AddError($"--seed takes a number from 0 to {int.MaxValue}, this is \"{text}\"");
        return null;
    }

    private static AdjustableClock? ReadClock(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (text.StartsWith('+') && DurationText.TryParse(text[1..], out var ahead))
            return AdjustableClock.Skewed(TimeProvider.System, ahead);
        if (text.StartsWith('-') && DurationText.TryParse(text, out var behind))
            return AdjustableClock.Skewed(TimeProvider.System, behind);
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var moment)
            && moment.Year is >= EarliestYear and <= LatestYear
        )
            return AdjustableClock.Still(TimeProvider.System, moment);
        written.AddError(
            $"--clock takes +5m, -5m or a moment such as 2026-01-31T12:00:00Z, from {EarliestYear} to {LatestYear}, this is \"{text}\""
        );
        return null;
    }
}
