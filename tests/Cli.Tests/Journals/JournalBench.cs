using System.Buffers;
using System.Text.Json;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>A journal with runs in it, and the commands that look into it.</summary>
internal sealed class JournalBench : IDisposable
{
    /// <summary>What no journal is sealed with but those of the bench.</summary>
    public const string Key = "5f0e1d2c3b4a59687786958493a2b1c0cfdeedfc0b1a29384756657483920a1b";

    public static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public string Path => folder.PathOf("runs.db");

    public TemporaryFolder Folder => folder;

    public Dictionary<string, string> Variables { get; } =
        new()
        {
            ["PATH"] = "/usr/bin:/bin",
            [JournalKeySource.Variable] = Key,
            ["XDG_STATE_HOME"] = "/no-such-folder",
        };

    /// <summary>A process that is gone.</summary>
    public static string Gone => (RunOwner.Here with { Began = "0" }).ToString();

    /// <summary>A run that is over.</summary>
    public static JournaledRun Ended(string id, Outcome outcome, DateTimeOffset began) =>
        new()
        {
            Id = id,
            Digest = "00112233",
            Environment = "dev",
            StartedAt = began,
            ChangedAt = began.AddSeconds(7),
            State = JournalState.Ended,
            Outcome = outcome,
            StepsDone = 3,
            Owner = Gone,
            KeyId = "",
        };

    /// <summary>One that is not, and its process is gone.</summary>
    public static JournaledRun Stopped(string id, DateTimeOffset began) =>
        Ended(id, Outcome.Passed, began) with
        {
            State = JournalState.Running,
            Outcome = null,
        };

    /// <summary>Writes a run down, each event a row of its own.</summary>
    public async Task AddAsync(JournaledRun run, IReadOnlyList<RunEvent> events, params string[] inDoubt)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var journal = new SealedJournal(
            await SqliteJournal.OpenAsync(Path, ct),
            JournalKey.Read(Variables[JournalKeySource.Variable])!
        );
        Assert.True(await journal.BeginAsync(run, ct));
        var log = new EventLog();
        foreach (var (happened, number) in events.Select((e, i) => (e, i)))
            Assert.True(await journal.AppendAsync(new JournalRow(run.Id, number, run.ChangedAt, Row(log, happened, inDoubt)), run, ct));
    }

    /// <summary>Prints what commands print, with times as the bench knows them.</summary>
    public async Task<string> TranscriptAsync(params string[][] commands)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var words in commands)
        {
            var run = await RunAsync(words);
            text.WriteLine($"$ p1s {string.Join(' ', words)}");
            text.WriteLine($"{Stable(run.Output)}{Stable(run.Error)}[exit {run.Code}]");
            text.WriteLine();
        }
        return text.ToString();
    }

    public Task<CommandRun> RunAsync(params string[] words) =>
        CommandRun.RunAsync([.. words.Select(w => w == "runs.db" ? Path : w)], new Surroundings { Variables = Variables });

    public void Dispose() => folder.Dispose();

    // Whoever runs the test may live in another zone, and the ids of keys are those of the bench.
    private string Stable(string text)
    {
        text = text.Replace(Path, "runs.db", StringComparison.Ordinal).Replace(folder.Folder, "{folder}", StringComparison.Ordinal);
        for (var minute = 0; minute < 120; minute++)
        {
            var time = Begin.AddMinutes(minute);
            text = text.Replace(RunWords.When(time), $"{time:yyyy-MM-dd HH:mm}", StringComparison.Ordinal);
        }
        return text;
    }

    private static byte[] Row(EventLog log, RunEvent happened, string[] inDoubt)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("facts");
        json.WriteEndArray();
        json.WriteStartArray("events");
        log.Write(json, happened.At == default ? happened with { At = Begin } : happened);
        json.WriteEndArray();
        json.WriteStartArray("doubts");
        foreach (var path in inDoubt)
        {
            json.WriteStartObject();
            json.WriteString("at", path);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
