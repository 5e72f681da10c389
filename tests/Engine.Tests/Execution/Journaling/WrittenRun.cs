using System.Security.Cryptography;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>A scenario in a folder of its own whose runs are written into a journal in memory, each process a workspace of its own.</summary>
internal sealed class WrittenRun : IOperator, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-written-");
    private readonly byte[] key = RandomNumberGenerator.GetBytes(JournalKey.Length);
    private readonly Dictionary<string, string> inputs = [];

    public WrittenRun(string scenario, params (string Name, string Text)[] others)
    {
        Write("test.yaml", scenario);
        foreach (var (name, text) in others)
            Write(name, text);
    }

    /// <summary>Where the rows are, whatever process wrote them.</summary>
    public MemoryJournal Journal { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public UndoPolicy Undo { get; init; } = UndoPolicy.Never;

    public bool Withholds { get; init; }

    public bool IsRequired { get; init; }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The name of its environment file; null for none.</summary>
    public string? Environment { get; set; }

    public List<string> Origins { get; } = [];

    public List<string> PrivateHosts { get; } = [];

    /// <summary>What it obtains together with other runs; null for one that obtains all by itself.</summary>
    public SharedRuns? Shared { get; set; }

    public Budgets Budgets { get; set; } = Budgets.Usual;

    public string Folder => folder.FullName;

    public WrittenRun With(string name, string value)
    {
        inputs[name] = value;
        return this;
    }

    public void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    /// <summary>The run as it would go on, and what has changed since it began.</summary>
    public async Task<(PreparedRun Prepared, IReadOnlyList<string> Changes)> LookAsync(Workspace workspace)
    {
        var stored = await StoredAsync();
        var prepared = await PrepareAsync(workspace, null, stored.Head);
        return (prepared, prepared.ChangesSince(stored));
    }

    /// <summary>Runs it; null when its process died, which happens where the journal says so.</summary>
    public async Task<Happened?> RunAsync(Func<IRunJournal, IRunJournal>? wrap = null)
    {
        using var workspace = new Workspace(Clock, RandomSource.System);
        var prepared = await PrepareAsync(workspace, wrap, null);
        Assert.True(prepared.CanRun, string.Join("\n", prepared.Diagnostics.Where(d => d.Severity == Engine.Diagnostics.Severity.Error)));
        return await LiveAsync(observer => prepared.RunAsync(observer, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs it without writing it down.</summary>
    public async Task RunUnwrittenAsync()
    {
        using var workspace = new Workspace(Clock, RandomSource.System);
        var loaded = await workspace.LoadAsync(Path.Combine(folder.FullName, "test.yaml"), default);
        var prepared = await loaded.BindAsync(
            new RunSettings
            {
                Operator = this,
                Inputs = [.. inputs],
                Shared = Shared,
            },
            default
        );
        await prepared.RunAsync(new ObserverFanOut(), default);
    }

    /// <summary>Goes on with the only run there is.</summary>
    public async Task<Happened?> ResumeAsync(ResumeWishes? wishes = null, Func<IRunJournal, IRunJournal>? wrap = null)
    {
        using var workspace = new Workspace(Clock, RandomSource.System);
        var stored = await StoredAsync();
        var prepared = await PrepareAsync(workspace, wrap, stored.Head);
        Changes = prepared.ChangesSince(stored);
        var goingOn = prepared.ToGoOn(stored, wishes ?? ResumeWishes.None);
        return await LiveAsync(observer => goingOn.RunAsync(observer, TestContext.Current.CancellationToken));
    }

    /// <summary>What had changed when it went on last.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    public async Task<KeptRun> StoredAsync()
    {
        var journal = new SealedJournal(Journal, new JournalKey(key));
        var listed = Assert.Single(await journal.ListAsync(default));
        return await KeptRun.ReadAsync(journal, listed, default);
    }

    /// <summary>Null when no row of it was written.</summary>
    public async Task<KeptRun?> StoredOrNothingAsync() =>
        (await Journal.ReadAsync((await ListedAsync()).Id, default)).IsEmpty ? null : await StoredAsync();

    public async Task<JournaledRun> ListedAsync() => Assert.Single(await Journal.ListAsync(default));

    string? IOperator.Variable(string name) => Variables.GetValueOrDefault(name);

    string? IOperator.Prompt(string name) => null;

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<Happened?> LiveAsync(Func<IRunObserver, Task<RunResult>> run)
    {
        var events = new List<RunEvent>();
        try
        {
            return new Happened(await run(new Heard(events)), events);
        }
        catch (DeadProcessException)
        {
            return null;
        }
    }

    private async Task<PreparedRun> PrepareAsync(Workspace workspace, Func<IRunJournal, IRunJournal>? wrap, RunHead? head)
    {
        var journal = new SealedJournal(wrap?.Invoke(Journal) ?? Journal, new JournalKey(key));
        var loaded = await workspace.LoadAsync(Path.Combine(folder.FullName, "test.yaml"), default);
        return await loaded.BindAsync(
            new RunSettings
            {
                Operator = this,
                Inputs = head?.Set ?? [.. inputs],
                Recorded = (head?.Given ?? []).ToDictionary(),
                Undo = Undo,
                Environment = Environment is null ? null : Path.Combine(folder.FullName, Environment),
                AllowOrigins = [.. Origins],
                AllowPrivate = [.. PrivateHosts],
                Budgets = Budgets,
                Shared = Shared,
                Journal = new RunJournal(journal, "test") { WithholdsSecrets = Withholds, IsRequired = IsRequired },
            },
            default
        );
    }

    private sealed class Heard(List<RunEvent> events) : IRunObserver
    {
        public bool FollowsSteps => true;

        public void Observe(RunEvent happened) => events.Add(happened);
    }
}
