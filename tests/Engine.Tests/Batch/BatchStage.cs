using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>Many runs of a scenario against a server that counts.</summary>
internal sealed class BatchStage : IAsyncDisposable, IRunObserver
{
    private readonly Workspace workspace = new();
    private readonly string folder = Directory.CreateTempSubdirectory("p1s-batch-").FullName;
    private readonly LoopbackServer server;
    private int looked = -1;
    private int made;
    private int running;

    public BatchStage(string scenario)
    {
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), scenario);
        server = new LoopbackServer(Respond);
    }

    /// <summary>The status whoever looks gets, by how often somebody looked before.</summary>
    public Func<int, int> Answer { get; init; } = _ => 200;

    public int Attempts { get; init; } = 1;

    /// <summary>Which item cannot be prepared; -1 for none.</summary>
    public int Throws { get; init; } = -1;

    public Action OnEnd { get; init; } = () => { };

    public CancellationToken Stop { get; set; } = TestContext.Current.CancellationToken;

    /// <summary>How each run ended, as it was told.</summary>
    public List<BatchEnd> Ends { get; } = [];

    /// <summary>What was told, without steps.</summary>
    public List<RunEvent> Told { get; } = [];

    public int MostAtOnce { get; private set; }

    public IEnumerable<string> Methods => server.Requests.Select(r => r.Method);

    public void Observe(RunEvent happened)
    {
        if (happened is RunStarted or RunFinished or RunNotStarted)
            Told.Add(happened);
    }

    public async Task<BatchRunner> RunAsync(int count, BatchWishes wishes)
    {
        var ct = TestContext.Current.CancellationToken;
        var loaded = await workspace.LoadAsync(Path.Combine(folder, "scenario.yaml"), ct);
        var settings = new RunSettings { Inputs = [new("api", server.Address)], Undo = UndoPolicy.Failure };
        var prepared = await loaded.BindAsync(settings, ct);
        using var order = ScenarioReports.Order(this);
        var runner = new BatchRunner(wishes, order, Take, new Watching(this), TimeProvider.System);
        await runner.RunAsync(Items(prepared, count), CancellationToken.None, Stop);
        return runner;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        workspace.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<BatchItem> Items(PreparedRun prepared, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var slot = new Slot(i) { Attempts = Attempts };
            yield return i == Throws
                ? new BatchItem(slot, (_, _) => throw new InvalidOperationException("a fault"))
                : BatchItem.Of(prepared, slot);
        }
    }

    private void Take(BatchEnd end)
    {
        Ends.Add(end);
        OnEnd();
    }

    private string? Respond(Recorded request)
    {
        // So that several are under way.
        Thread.Sleep(2);
        if (request.Target.EndsWith("/lost", StringComparison.Ordinal))
            return "";
        if (request.Method == "GET")
            return Answers.Empty(Answer(Interlocked.Increment(ref looked)));
        return request.Method == "DELETE" ? Answers.Empty(204) : Answers.Json($"{{\"id\":\"{Interlocked.Increment(ref made)}\"}}");
    }

    private sealed class Watching(BatchStage stage) : IRunObserver
    {
        public void Observe(RunEvent happened)
        {
            lock (this)
            {
                stage.running +=
                    happened is RunStarted ? 1
                    : happened is RunFinished ? -1
                    : 0;
                stage.MostAtOnce = Math.Max(stage.MostAtOnce, stage.running);
            }
        }
    }
}
