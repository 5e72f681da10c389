using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Load;

/// <summary>The options that make many runs of one command a load.</summary>
/// <param name="parallel">How many runs at a time, which a command takes for other reasons too.</param>
internal sealed class LoadOptions(Option<int?> parallel)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<TimeSpan?> duration = new("--duration")
    {
        Description = "Run the scenarios over and over for this long: a load.",
        CustomParser = ReadDuration,
        HelpName = "30s|2m|1h",
    };
    private readonly Option<WrittenRate?> rate = new("--rate")
    {
        Description = "Begin so many runs of a load in a time, whatever became of those before; else --parallel runs at a time.",
        CustomParser = ReadRate,
        HelpName = "50/s|600/m",
    };
    private readonly Option<WrittenRamp?> ramp = new("--ramp")
    {
        Description = "Come to --rate or --parallel from another number in a time.",
        CustomParser = ReadRamp,
        HelpName = "0..50/2m",
    };
    private readonly Option<int?> maxRunning = new("--max-running")
    {
        Description =
            $"How many runs of --rate may be under way; a further one is dropped and counted. {LoadSchedule.UsualMostRunning} if not given.",
        CustomParser = ReadMost,
        HelpName = "number",
    };
    private readonly Option<TimeSpan?> warmUp = new("--warm-up")
    {
        Description = "The first part of --duration, which limits are not judged over; none if not given.",
        CustomParser = ReadWarmUp,
        HelpName = "10s|1m",
    };
    private readonly Option<string?> log = new("--hlog")
    {
        Description = "Write the times of each second to this file, for HistogramLogReader and plotters of histogram logs.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Add(duration);
        command.Add(rate);
        command.Add(ramp);
        command.Add(maxRunning);
        command.Add(warmUp);
        command.Add(log);
        command.Validators.Add(FindConflicts);
    }

    /// <summary>Null when no load is asked for.</summary>
    public LoadWish? Of(ParseResult parsed) =>
        parsed.GetValue(duration) is { } length
            ? new LoadWish(
                PlanOf(length, parsed.GetValue(rate), parsed.GetValue(parallel) ?? 1, parsed.GetValue(ramp)) with
                {
                    WarmUp = parsed.GetValue(warmUp) ?? TimeSpan.Zero,
                    MostRunning = parsed.GetValue(rate) is null ? null : parsed.GetValue(maxRunning) ?? LoadSchedule.UsualMostRunning,
                },
                parsed.GetValue(log)
            )
            : null;

    private static LoadPlan PlanOf(TimeSpan duration, WrittenRate? rate, int parallel, WrittenRamp? ramp)
    {
        var unit = rate?.Seconds ?? 1;
        var to = (rate?.Amount ?? parallel) / unit;
        return new LoadPlan(
            rate is null ? LoadModel.Closed : LoadModel.Open,
            ramp is null ? to : ramp.From / unit,
            to,
            ramp?.Over ?? TimeSpan.Zero,
            duration
        );
    }

    private void FindConflicts(CommandResult result)
    {
        if (result.Errors.Any())
            return;
        // The first is the one to mend: the others may come of it.
        if (Objection(result) is { } objection)
            result.AddError(objection);
    }

    private string? Objection(CommandResult result)
    {
        var length = result.GetValue(duration);
        if (length is null)
            return NeedsDuration(result);
        var (runs, users) = (result.GetValue(rate), result.GetValue(parallel));
        if (runs is not null && users is not null)
            return "--rate begins runs whatever became of those before, --parallel waits for them: give one of them";
        if (result.GetValue(warmUp) is { } warm && warm >= length)
            return "--warm-up is as long as --duration, so nothing would be judged; make it shorter";
        if (runs is null && result.GetValue(maxRunning) is not null)
            return "--max-running is for --rate; without one --parallel says how many runs are under way";
        return result.GetValue(ramp) is { } line ? Objection(line, runs, users) : null;
    }

    private string? NeedsDuration(CommandResult result)
    {
        Option[] ofLoad = [rate, ramp, maxRunning, warmUp, log];
        var given = Array.Find(ofLoad, o => result.GetResult(o) is { Implicit: false });
        return given is null ? null : $"{given.Name} is for a load, which needs its length: add --duration, for example --duration 2m";
    }

    private static string? Objection(WrittenRamp ramp, WrittenRate? rate, int? parallel)
    {
        if (rate is null && parallel is null)
            return "--ramp leads to a --rate or to a --parallel: give one of them";
        var goal = rate?.Amount ?? parallel!.Value;
        if (ramp.To != goal)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"--ramp ends at {ramp.To}, and {(rate is null ? "--parallel" : "--rate")} is {goal}: write the same number"
            );
        return rate is null && ramp.From != Math.Floor(ramp.From) ? "--ramp leads to a --parallel, so both of its numbers are whole" : null;
    }

    private static TimeSpan? ReadDuration(ArgumentResult written) => ReadTime(written, "--duration");

    private static TimeSpan? ReadWarmUp(ArgumentResult written) => ReadTime(written, "--warm-up");

    private static TimeSpan? ReadTime(ArgumentResult written, string name)
    {
        var text = written.Tokens[0].Value;
        if (DurationText.TryParse(text, out var time) && time > TimeSpan.Zero && time <= Longest)
            return time;
        written.AddError($"{name} takes a length of time up to 24h, for example 30s, 2m or 1h, this is \"{text}\"");
        return null;
    }

    private static int? ReadMost(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000)
            return number;
        written.AddError($"--max-running takes a whole number from 1 to 100000, this is \"{text}\"");
        return null;
    }

    private static WrittenRate? ReadRate(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (RateText.TryParse(text, out var amount, out var seconds) && amount / seconds <= WrittenRate.MostPerSecond)
            return new WrittenRate(amount, seconds);
        written.AddError($"--rate takes a number of runs in a time, up to 10000/s, for example {RateText.Examples}, this is \"{text}\"");
        return null;
    }

    private static WrittenRamp? ReadRamp(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (WrittenRamp.Read(text) is { } ramp && ramp.Over <= Longest)
            return ramp;
        written.AddError($"--ramp takes two numbers and a length of time, for example 0..50/2m, this is \"{text}\"");
        return null;
    }
}

/// <summary>The load that is asked for.</summary>
/// <param name="Plan">Its runs.</param>
/// <param name="LogPath">Where the times of each second are written to; null for nowhere.</param>
internal sealed record LoadWish(LoadPlan Plan, string? LogPath);
