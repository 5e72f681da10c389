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

    // What cannot be read has been said, and nothing is said of what may come of it.
    private void FindConflicts(CommandResult result)
    {
        string? Written(Option option) => result.GetResult(option) is { Implicit: false, Tokens: [var token, ..] } ? token.Value : null;
        var given = new Given(Written(duration), Written(rate), Written(ramp), Written(warmUp), Written(parallel));
        if (given.IsReadable && Objection(given, Written(maxRunning) is not null, Written(log) is not null) is { } objection)
            result.AddError(objection);
    }

    private string? Objection(Given given, bool hasMost, bool hasLog)
    {
        if (given.Duration is null)
            return Lonely(given, hasMost, hasLog);
        if (given is { Rate: not null, Parallel: not null })
            return "--rate begins runs whatever became of those before, --parallel waits for them: give one of them";
        if (given.WarmUp >= given.Duration)
            return "--warm-up is as long as --duration, so nothing would be judged; make it shorter";
        if (given.Rate is null && hasMost)
            return "--max-running is for --rate; without one --parallel says how many runs are under way";
        return given.Ramp is { } line ? Objection(line, given.Rate, given.Parallel) : null;
    }

    // The name of an option that is nothing without a load.
    private string? Lonely(Given given, bool hasMost, bool hasLog)
    {
        var name =
            given.Rate is not null ? rate.Name
            : given.Ramp is not null ? ramp.Name
            : hasMost ? maxRunning.Name
            : given.WarmUp is not null ? warmUp.Name
            : hasLog ? log.Name
            : null;
        return name is null ? null : $"{name} is for a load, which needs its length: add --duration, for example --duration 2m";
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
        if (TimeOf(text) is { } time)
            return time;
        written.AddError($"{name} takes a length of time up to 24h, for example 30s, 2m or 1h, this is \"{text}\"");
        return null;
    }

    private static TimeSpan? TimeOf(string text) =>
        DurationText.TryParse(text, out var time) && time > TimeSpan.Zero && time <= Longest ? time : null;

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
        if (WrittenRate.Read(text) is { } rate)
            return rate;
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

    /// <summary>What is written of a load, each null where it is not, or cannot be read.</summary>
    private sealed class Given(string? duration, string? rate, string? ramp, string? warmUp, string? parallel)
    {
        public TimeSpan? Duration { get; } = duration is null ? null : TimeOf(duration);

        public WrittenRate? Rate { get; } = rate is null ? null : WrittenRate.Read(rate);

        public WrittenRamp? Ramp { get; } = ramp is null ? null : WrittenRamp.Read(ramp);

        public TimeSpan? WarmUp { get; } = warmUp is null ? null : TimeOf(warmUp);

        public int? Parallel { get; } =
            int.TryParse(parallel, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        public bool IsReadable =>
            (duration is null || Duration is not null)
            && (rate is null || Rate is not null)
            && (ramp is null || Ramp is not null)
            && (warmUp is null || WarmUp is not null)
            && (parallel is null || Parallel is not null);
    }
}

/// <summary>The load that is asked for.</summary>
/// <param name="Plan">Its runs.</param>
/// <param name="LogPath">Where the times of each second are written to; null for nowhere.</param>
internal sealed record LoadWish(LoadPlan Plan, string? LogPath);
