using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Execution.Journaling;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>Rows that make a thing each, three at a time, written down in a journal; each process has a workspace of its own.</summary>
internal sealed class WrittenBatch : IAsyncDisposable
{
    public const string Usual = """
        scenario: Make a thing
        inputs:
          api: { type: url }
          name: { type: text }
          pass: { secret: true, default: '' }
        steps:
          - step: Look
            request: GET <<api>>/ready
          - step: Make
            id: make
            request: POST <<api>>/things/<<name>>
            json: { pass: '<<pass>>' }
            timeout: 300ms
            on_unknown: { request: GET <<api>>/things/<<name>>, absent: 404, retry: { attempts: 1 } }
            expect: { status: 200 }
          - step: Look again
            request: GET <<api>>/things/<<name>>
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-batch-");
    private readonly byte[] key = RandomNumberGenerator.GetBytes(JournalKey.Length);
    private readonly ConcurrentDictionary<string, int> made = new(StringComparer.Ordinal);
    private readonly LoopbackServer server;

    public WrittenBatch(string scenario = Usual)
    {
        server = new LoopbackServer(Answer);
        Write(scenario);
    }

    public IRunJournal Journal { get; init; } = new MemoryJournal();

    /// <summary>Processes that still live.</summary>
    public HashSet<string> Living { get; } = [];

    /// <summary>Names whose things are refused.</summary>
    public HashSet<string> Refused { get; } = [];

    public List<string> Rows { get; set; } =
    [.. Enumerable.Range(1, 6).Select(i => string.Create(CultureInfo.InvariantCulture, $"row{i}"))];

    public string? Secret { get; init; }

    public string Command { get; init; } = "p1s run test.yaml --data users.csv";

    /// <summary>How often each thing was made.</summary>
    public IReadOnlyDictionary<string, int> Made => made;

    public IReadOnlyList<Recorded> Requests => server.Requests;

    public SealedJournal Sealed => new(Journal, new JournalKey(key));

    /// <summary>Done when a thing is made.</summary>
    public Action<string> Making { get; set; } = _ => { };

    public void Write(string scenario) => System.IO.File.WriteAllText(Path.Combine(folder.FullName, "test.yaml"), scenario);

    public RunJournal Into(string owner, Func<IRunJournal, IRunJournal>? wrap = null) =>
        new(new SealedJournal(wrap?.Invoke(Journal) ?? Journal, new JournalKey(key)), owner);

    public async Task<BatchBook> OpenAsync(PreparedRun first, RunJournal journal, bool isNew)
    {
        var subject = BatchSubject.Of([first], journal) with { Rows = string.Join(",", Rows) };
        var wish = new BatchWish
        {
            IsNew = isNew,
            Head = new BatchHead("Make a thing, rows", Command, "/"),
            Place = new SourceText("command line", "p1s run").Beginning,
            Look = owner => new OwnerSight(Living.Contains(owner), $"process {owner}"),
        };
        return await BatchBook.OpenAsync(journal, subject, wish, default);
    }

    /// <summary>The command, as one process; null for each row whose process died, and for those that were passed over.</summary>
    public async Task<BatchPass> RunAsync(
        string owner,
        Func<IRunJournal, IRunJournal>? wrap = null,
        bool isNew = false,
        CancellationTokenSource? stopping = null
    )
    {
        var stop = stopping?.Token ?? CancellationToken.None;
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        var loaded = await workspace.LoadAsync(Path.Combine(folder.FullName, "test.yaml"), default);
        var journal = Into(owner, wrap);
        var book = await OpenAsync(await BindAsync(loaded, Rows[0]), journal, isNew);
        using var places = new SemaphoreSlim(3);
        var isDead = false;
        var results = await Task.WhenAll(
            Rows.Select(
                async (name, i) =>
                {
                    await places.WaitAsync(CancellationToken.None);
                    try
                    {
                        if (isDead || stop.IsCancellationRequested || !book.StandingOf("id of " + name).IsDue)
                            return null;
                        var run = await book.InAsync(await BindAsync(loaded, name), "id of " + name, i + 1, default);
                        return await run.RunAsync(new Deaf(), stop);
                    }
                    catch (DeadProcessException)
                    {
                        isDead = true;
                        return null;
                    }
                    finally
                    {
                        places.Release();
                    }
                }
            )
        );
        return new BatchPass(book, results, isDead, !isDead && !stop.IsCancellationRequested && await book.EndAsync(default));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await Journal.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<PreparedRun> BindAsync(LoadedScenario loaded, string name)
    {
        var bound = await loaded.BindAsync(
            new RunSettings
            {
                Inputs =
                [
                    new("api", server.Address),
                    new("name", name),
                    .. Secret is null ? Array.Empty<KeyValuePair<string, string>>() : [new("pass", Secret)],
                ],
            },
            default
        );
        Assert.True(bound.CanRun, string.Join("\n", bound.Diagnostics));
        return bound;
    }

    private string Answer(Recorded request)
    {
        var name = request.Target[(request.Target.LastIndexOf('/') + 1)..];
        if (request.Line.StartsWith("POST", StringComparison.Ordinal))
        {
            if (Refused.Contains(name))
                return "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n";
            made.AddOrUpdate(name, 1, (_, n) => n + 1);
            Making(name);
        }
        var isThere = name == "ready" || made.ContainsKey(name);
        return isThere
            ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    }

    private sealed class Deaf : IRunObserver
    {
        public void Observe(RunEvent happened) { }
    }
}

/// <summary>What one process did of a batch.</summary>
internal sealed record BatchPass(BatchBook Book, IReadOnlyList<RunResult?> Results, bool IsDead, bool HasEnded)
{
    public IEnumerable<Outcome> Outcomes => Results.Where(r => r is not null).Select(r => r!.Summary?.Outcome ?? Outcome.Broken);
}
