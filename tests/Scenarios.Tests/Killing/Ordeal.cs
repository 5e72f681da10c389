using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>A run whose process ends, once or twice, and which somebody goes on with until it is over.</summary>
/// <param name="emulator">The server.</param>
/// <param name="sender">How requests get there.</param>
/// <param name="shape">What is run.</param>
/// <param name="trouble">What goes wrong beside.</param>
internal sealed partial class Ordeal(EmulatorServer emulator, HttpSender sender, Shape shape, Trouble trouble) : IOperator, IAsyncDisposable
{
    private const int MostProcesses = 12;

    private readonly FunctionWorld world = new(new SwiftClock(), RandomSource.System);
    private readonly MemoryJournal journal = new();
    private readonly byte[] key = RandomNumberGenerator.GetBytes(JournalKey.Length);
    private readonly HashSet<string> before = [.. emulator.Made.Select(m => m.Id)];

    /// <summary>What the steps of the processes told, a process each.</summary>
    public List<List<string>> Told { get; } = [];

    public CountingSender Server { get; } = new(sender, trouble);

    /// <summary>How it ended; null while it is not over.</summary>
    public RunSummary? Summary { get; private set; }

    /// <summary>What the server held of it at its end, by kind and name.</summary>
    public ImmutableArray<string> Store { get; private set; } = [];

    /// <summary>Runs it to its end, one process after the other.</summary>
    /// <param name="killers">End the first ones.</param>
    public async Task RunAsync(params Killer[] killers)
    {
        for (var i = 0; Summary is null; i++)
        {
            Assert.True(i < MostProcesses, "it comes to no end");
            await LiveAsync(i < killers.Length ? killers[i] : new Killer(null, 0));
        }
        Store =
        [
            .. emulator
                .Made.Where(m => !before.Contains(m.Id))
                .Select(m => $"{m.Kind} {RunId().Replace(m.Name ?? "", "RUN")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task LiveAsync(Killer killer)
    {
        Told.Add([]);
        var rows = new SealedJournal(new MortalJournal(journal, killer), new JournalKey(key));
        var listed = (await rows.ListAsync(default)).FirstOrDefault();
        var isWritten = listed is not null && !(await journal.ReadAsync(listed.Id, default)).IsEmpty;
        if (listed is not null && !isWritten)
        {
            Assert.DoesNotContain(Server.Sent, s => s.Answer is not null);
            await journal.ForgetAsync([listed.Id], default);
        }
        var stored = isWritten ? await KeptRun.ReadAsync(rows, listed!, default) : null;
        if (stored is { Listed.State: JournalState.Ended })
        {
            var events = stored.Events.Select(new EventLog().Read).ToList();
            events.ForEach(new Heard(Told[^1]).Observe);
            Summary = events.OfType<RunFinished>().Single().Summary;
            return;
        }
        try
        {
            var prepared = await PrepareAsync(rows, killer, stored?.Head);
            Assert.True(prepared.CanRun, string.Join('\n', prepared.Diagnostics));
            var heard = new Heard(Told[^1]);
            var result = await (stored is null ? prepared : prepared.ToGoOn(stored, ResumeWishes.None)).RunAsync(heard, default);
            Summary = result.Summary ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }
        catch (DeathException)
        {
            // Whoever goes on finds what is written.
        }
    }

    private async Task<PreparedRun> PrepareAsync(SealedJournal rows, Killer killer, RunHead? head)
    {
        var wiring = new RunWiring(world, Server.For(killer), new SecretScan(), new SecretDecisions(), mask => mask);
        var file = NamedFile.Of(shape.Path);
        var loaded = await Workspace.LoadAsync(file, new ScenarioReading(Workspace.TextsOf([file]), (_, _) => { }), wiring, default);
        return await loaded.BindAsync(
            new RunSettings
            {
                Operator = this,
                LocalPingOne = new LocalPingOne(
                    emulator.ApiPath,
                    emulator.AuthPath,
                    emulator.EnvironmentId,
                    emulator.WorkerClientId,
                    emulator.WorkerClientSecret
                ),
                Inputs = head?.Set ?? [],
                Recorded = (head?.Given ?? []).ToDictionary(),
                Undo = shape.Name == "end" ? UndoPolicy.Failure : UndoPolicy.Never,
                Journal = new RunJournal(rows, "test"),
                Doubts = new Knower(shape, Server),
            },
            default
        );
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    string? IOperator.Variable(string name) => null;

    string? IOperator.Prompt(string name) => null;

    [GeneratedRegex("[0-9a-f]{8}$")]
    private static partial Regex RunId();

    private sealed class Heard(List<string> told) : IRunObserver
    {
        public bool FollowsSteps => true;

        public void Observe(RunEvent happened)
        {
            if (happened is StepFinished finished)
                told.Add($"{finished.Step.Phase} {finished.Step.Depth} {finished.Step.Id.Text}[{finished.Step.Turn}] {finished.Outcome}");
        }
    }
}
