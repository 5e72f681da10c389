using System.Runtime.ExceptionServices;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>A scenario with what an operator gives to it; run from a folder of its own.</summary>
internal sealed record ScenarioRun(string Scenario) : IOperator
{
    private readonly Dictionary<string, byte[]> files = [];
    private readonly Dictionary<string, string> given = [];
    private readonly Dictionary<string, string> variables = [];
    private readonly HashSet<string> secretFiles = [];
    private string? environment;
    private string[] allowed = [];
    private string[] privateHosts = [];

    public UndoPolicy Undo { get; init; } = UndoPolicy.Never;

    public bool Verbose { get; init; }

    public bool AllowEmpty { get; init; }

    public TraceSettings? Trace { get; init; }

    /// <summary>Whoever runs it step by step; null for nobody.</summary>
    public IStepGate? Gate { get; init; }

    /// <summary>Whoever says what became of a request in doubt; null for nobody.</summary>
    public IDoubtGate? Doubts { get; init; }

    /// <summary>Null for the usual ones; without a limit of time where time only passes by jumps.</summary>
    public Budgets? Budgets { get; init; }

    /// <summary>Shared with other runs; null for one that waits for none.</summary>
    public OriginPace? Pace { get; init; }

    /// <summary>What it obtains together with other runs; null for one that obtains all by itself.</summary>
    public SharedRuns? Shared { get; init; }

    /// <summary>The folder it is run from; null for one of its own, which is gone afterwards.</summary>
    public string? Folder { get; init; }

    /// <summary>Which of many runs it is; null for the only one.</summary>
    public Slot? Slot { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Shared with other runs; null makes one for this run.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>The addresses of host names; null asks the system.</summary>
    public Func<string, CancellationToken, Task<System.Net.IPAddress[]>>? Resolve { get; init; }

    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    public CancellationToken Abort { get; init; } = TestContext.Current.CancellationToken;

    /// <summary>Hears each event as it happens.</summary>
    public Action<RunEvent> Hear { get; init; } = _ => { };

    /// <summary>Whether whoever listens follows the steps.</summary>
    public bool Follows { get; init; } = true;

    /// <summary>Steps, indented as in a file, behind a head that declares the inputs <c>api</c>, <c>other</c>, <c>v</c> and <c>secret</c>.</summary>
    public static ScenarioRun Steps(string steps, string more = "") =>
        new(
            $$"""
            scenario: Test
            inputs:
              api: { type: url, required: false }
              other: { type: url, required: false }
              v: { required: false }
              rows: { type: list, default: [] }
              secret: { secret: true, required: false }
            {{more}}
            steps:
            {{steps}}
            """
        );

    public ScenarioRun With(string name, string value)
    {
        given[name] = value;
        return this;
    }

    public ScenarioRun File(string name, string text) => Bytes(name, Encoding.UTF8.GetBytes(text));

    public ScenarioRun Bytes(string name, byte[] bytes)
    {
        files[name] = bytes;
        return this;
    }

    /// <summary>One that only its owner may read.</summary>
    public ScenarioRun SecretFile(string name, string text) => SecretBytes(name, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="SecretFile"/>
    public ScenarioRun SecretBytes(string name, byte[] bytes)
    {
        secretFiles.Add(name);
        return Bytes(name, bytes);
    }

    public ScenarioRun Variable(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    public ScenarioRun Environment(string text)
    {
        environment = text;
        return this;
    }

    public ScenarioRun Allow(params string[] origins)
    {
        allowed = origins;
        return this;
    }

    public ScenarioRun AllowPrivate(params string[] hosts)
    {
        privateHosts = hosts;
        return this;
    }

    public async Task<Happened> RunAsync()
    {
        if (Folder is { } given)
            return await RunAsync(given);
        var folder = Directory.CreateTempSubdirectory("p1s-run-");
        try
        {
            foreach (var (name, bytes) in files)
                await WriteAsync(Path.Combine(folder.FullName, name), bytes, secretFiles.Contains(name));
            return await RunAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    string? IOperator.Variable(string name) => variables.GetValueOrDefault(name);

    string? IOperator.Prompt(string name) => null;

    private static async Task WriteAsync(string path, byte[] bytes, bool isSecret)
    {
        await System.IO.File.WriteAllBytesAsync(path, bytes);
        if (isSecret && !OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<Happened> RunAsync(string folder)
    {
        var path = Path.Combine(folder, "test.yaml");
        // Where several run from one folder it is there already, and another may be reading it.
        if (Folder is null)
            await System.IO.File.WriteAllTextAsync(path, Scenario);
        var environmentPath = Path.Combine(folder, "environment.yaml");
        if (environment is not null)
            await System.IO.File.WriteAllTextAsync(environmentPath, environment);
        var span = new SourceText("command line", "p1s run test.yaml").Beginning;
        var events = new List<RunEvent>();
        using var own = Workspace is null ? new Workspace(Clock, RandomSource.System, Resolve) : null;
        var settings = new RunSettings
        {
            PlaceOf = _ => span,
            Operator = this,
            Environment = environment is null ? null : environmentPath,
            Inputs = given,
            AllowOrigins = [.. allowed],
            AllowPrivate = [.. privateHosts],
            Undo = Undo,
            RecordAll = Verbose,
            AllowEmpty = AllowEmpty,
            Trace = Trace,
            Doubts = Doubts,
            Pace = Pace,
            Slot = Slot,
            Shared = Shared,
            Budgets = Budgets ?? (Clock is InstantClock ? new Budgets { Time = Timeout.InfiniteTimeSpan } : new Budgets()),
        };
        var loaded = await (Workspace ?? own!).LoadAsync([new NamedFile(path, span, WasFound: false)], Stop);
        var prepared = await loaded[0].BindAsync(settings, Stop);
        var result = await prepared.RunAsync(new Listener(events, Hear, Follows), Gate, Abort, Stop);
        if (result.Failures is [var failure, ..])
            ExceptionDispatchInfo.Throw(failure.Reason);
        return new Happened(result, events);
    }

    private sealed class Listener(List<RunEvent> events, Action<RunEvent> hear, bool follows) : IRunObserver
    {
        public bool FollowsSteps => follows;

        public void Observe(RunEvent happened)
        {
            events.Add(happened);
            hear(happened);
        }
    }
}

/// <summary>What a run said.</summary>
internal sealed record Happened(RunResult Result, IReadOnlyList<RunEvent> Events)
{
    public RunSummary Summary => Result.Summary ?? throw new InvalidOperationException(string.Join("\n", Result.Diagnostics));

    public Outcome Outcome => Summary.Outcome;

    public IReadOnlyList<StepFinished> Steps => [.. Events.OfType<StepFinished>()];

    /// <summary>Everything that was said to be wrong, before and in the run; without what is only probably not meant.</summary>
    public IReadOnlyList<Diagnostic> Problems =>
        [
            .. Result.Diagnostics.Where(d => d.Severity == Severity.Error),
            .. Steps.SelectMany(s => s.Problems),
            .. Result.Summary?.Problems ?? [],
        ];

    public Diagnostic Problem => Assert.Single(Problems);

    /// <summary>The ids of the codes, in order.</summary>
    public string Codes => string.Join(" ", Problems.Select(p => p.Code.Id));

    /// <summary>What was made and is still there, as undo requests.</summary>
    public IReadOnlyList<string> LeftBehind => [.. Summary.LeftBehind.Select(request => request.Text)];

    /// <summary>How each step ended: <c>passed failed skipped</c>.</summary>
    public string Outcomes => string.Join(" ", Steps.Select(s => s.Outcome.ToString().ToLowerInvariant()));

    /// <summary>What the last step extracted under a name, as it was shown.</summary>
    public string Extracted(string name) => Steps.SelectMany(s => s.Extracted).Last(e => e.Name == name).Text;

    public void Passed() => Assert.True(Outcome == Outcome.Passed, string.Join("\n", Problems));
}
