using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>A server that makes things, a scenario that is written down while it runs, and the commands that go on with it.</summary>
internal sealed partial class GoingOnStage : IAsyncDisposable
{
    private const string Making = """
        scenario: Make things
        inputs:
          api: { type: url }
        steps:
          - step: Make a
            request: POST <<api>>/a
            extract: { a: $.id }
            undo: DELETE <<api>>/a/<<a>>
          - step: Make each
            for_each: [x, y]
            request: POST <<api>>/each
            json: { of: <<a>>, item: <<item>> }
            extract: { each: $.id }
            undo: DELETE <<api>>/each/<<each>>
          - step: Look
            request: GET <<api>>/a/<<a>>
            expect: { status: 200 }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly Surroundings surroundings = new()
    {
        Variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", [JournalKeySource.Variable] = JournalBench.Key },
    };
    private int ids;

    public GoingOnStage()
    {
        Server = new LoopbackServer(Answer);
        folder.Write("make.yaml", Making);
    }

    public LoopbackServer Server { get; }

    /// <summary>What it answers to who looks.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What it answers to who takes back.</summary>
    public int UndoStatus { get; set; } = 204;

    /// <summary>The id of the run, when there is one.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Writes the scenario anew, with something else in it.</summary>
    public void Mend(string old, string mended) =>
        folder.Write("make.yaml", folder.Read("make.yaml").Replace(old, mended, StringComparison.Ordinal));

    /// <summary>Runs it once.</summary>
    public async Task<CommandRun> BeginAsync(params string[] more)
    {
        var run = await RunAsync(["run", folder.PathOf("make.yaml"), "--set", $"api={Server.Address}", "--journal", Journal, .. more]);
        await using var journal = await SqliteJournal.OpenAsync(Journal, TestContext.Current.CancellationToken);
        Id = Assert.Single(await journal.ListAsync(TestContext.Current.CancellationToken)).Id;
        return run;
    }

    /// <summary>Runs it once, its text piped in.</summary>
    public async Task PipeAsync()
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Making));
        await CommandRun.RunAsync(["run", "-", "--set", $"api={Server.Address}", "--journal", Journal], surroundings with { Input = text });
        await using var journal = await SqliteJournal.OpenAsync(Journal, TestContext.Current.CancellationToken);
        Id = Assert.Single(await journal.ListAsync(TestContext.Current.CancellationToken)).Id;
    }

    /// <summary>Runs it, and forgets all but its first rows, as if it had been killed when these were written.</summary>
    public async Task KillAsync(int rows, int leftBehind)
    {
        await BeginAsync();
        var ct = TestContext.Current.CancellationToken;
        await using var whole = new SealedJournal(await SqliteJournal.OpenAsync(Journal, ct), JournalKey.Read(JournalBench.Key)!);
        var kept = (await whole.ReadAsync(Id, ct)).Take(rows).ToImmutableArray();
        var listed = (await whole.FindAsync(Id, ct))! with
        {
            State = JournalState.Running,
            Outcome = null,
            Owner = JournalBench.Gone,
            LeftBehind = leftBehind,
            StepsDone = rows - 1,
        };
        await whole.ForgetAsync([Id], ct);
        Assert.True(await whole.BeginAsync(listed, ct));
        foreach (var row in kept)
            Assert.True(await whole.AppendAsync(row, listed, ct));
    }

    /// <summary>What commands print, with what differs each time taken out. RUN is the run, and the journal is named behind each of them.</summary>
    public async Task<string> TranscriptAsync(params string[] lines)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w == "RUN" ? Id : w);
            text.WriteLine($"$ p1s {line} --journal runs.db");
            text.WriteLine(Seen(await RunAsync([.. words, "--journal", Journal])));
        }
        return text.ToString();
    }

    /// <inheritdoc cref="TranscriptAsync"/>
    public string Seen(CommandRun run)
    {
        var text = folder.Seen(run.Printed.Replace(Journal, "runs.db", StringComparison.Ordinal));
        text = Stable.Text(text.Replace(Server.Address, "{server}", StringComparison.Ordinal));
        return When().Replace(Gap().Replace(text, ", {gap} after it"), "{when}") + $"[exit {run.Code}]\n";
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private string Journal => folder.PathOf("runs.db");

    private Task<CommandRun> RunAsync(string[] words) => CommandRun.RunAsync(words, surroundings);

    private string Answer(Recorded request) =>
        request.Method switch
        {
            "DELETE" => Answers.Empty(UndoStatus),
            "GET" => Answers.Empty(Status),
            _ => Answers.Json($"{{\"id\":\"{++ids}\"}}"),
        };

    [GeneratedRegex(@", [\d.]+ \w+(?: [\d.]+ \w+)? after it")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex When();
}
