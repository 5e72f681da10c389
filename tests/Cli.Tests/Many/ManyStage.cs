using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Cli.Tests.Journals;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>
/// A server that makes users, a scenario that asks for one, files of rows, and the commands that are given them. A name that begins with
/// <c>bad</c> is refused, one that begins with <c>flaky</c> only the first time.
/// </summary>
internal sealed partial class ManyStage : IAsyncDisposable
{
    public const string Making = """
        scenario: Make a user
        inputs:
          api: { type: url }
          user: { type: text }
          age: { type: number, default: 3 }
          pin: { secret: true, default: not-a-real-default }
        steps:
          - step: Make
            request: POST <<api>>/users
            headers: { X-Pin: <<pin>> }
            json: { name: <<user>>, age: <<age>> }
            expect: { status: 201 }
            extract: { id: $.id }
            undo: DELETE <<api>>/users/<<id>>
          - step: Look
            request: GET <<api>>/users/<<id>>
            expect: { status: 200 }
        outputs:
          id: <<id>>
          who: <<user>>
          key: <<pin>>

        """;

    /// <summary>Said of a default of a secret.</summary>
    public const string Warning = "1 warning; p1s validate shows it\n\n";

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<string, bool> seen = new();

    public ManyStage()
    {
        Server = new LoopbackServer(Answer);
        Write("make.yaml", Making);
    }

    public LoopbackServer Server { get; }

    /// <summary>Called before each answer.</summary>
    public Action<Recorded> Heard { get; set; } = _ => { };

    /// <summary>Of each answer; <c>Connection: close</c> makes every request connect.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>The names that were sent to be made, in the order they came.</summary>
    public IEnumerable<string> Made => Server.Requests.Where(r => r.Method == "POST").Select(NameIn);

    public string Folder => folder.Folder;

    public string PathOf(string file) => folder.PathOf(file);

    public string Read(string file) => folder.Read(file);

    public bool Has(string file) => File.Exists(PathOf(file));

    public ManyStage Write(string file, string text)
    {
        folder.Write(file, text);
        return this;
    }

    /// <summary>A file of rows, one for each name.</summary>
    public ManyStage WriteUsers(string file, IEnumerable<string> names) =>
        Write(file, "user\n" + string.Concat(names.Select(n => n + "\n")));

    /// <summary>The arguments with <c>@</c> in the place of the folder and <c>§</c> in that of @, and the server given.</summary>
    public Task<CommandRun> RunAsync(string line) => RunAsync(line, new Surroundings());

    /// <inheritdoc cref="RunAsync(string)"/>
    public Task<CommandRun> RunAsync(string line, Surroundings surroundings) =>
        CommandRun.RunAsync(Arguments(line + " --set api=" + Server.Address), Surrounded(surroundings));

    /// <summary>The same without the server.</summary>
    public Task<CommandRun> TypeAsync(string line, Surroundings? surroundings = null) =>
        CommandRun.RunAsync(Arguments(line), Surrounded(surroundings ?? new Surroundings()));

    /// <summary>The same, its text piped in.</summary>
    public async Task<CommandRun> PipeAsync(string line, string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await RunAsync(line, new Surroundings { Input = input });
    }

    /// <summary>What was printed, with what differs each time taken out.</summary>
    public string Seen(CommandRun run)
    {
        var text = Stable.Text(folder.Seen(run.Printed).Replace(Server.Address, "{server}", StringComparison.Ordinal));
        return Slowest().Replace(BatchedRun().Replace(text, "{run}"), "$1{slow}") + $"[exit {run.Code}]\n";
    }

    public JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(Read(file));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private static Surroundings Surrounded(Surroundings given) =>
        given with
        {
            Variables = new Dictionary<string, string>(given.Variables)
            {
                ["PATH"] = "/usr/bin:/bin",
                [JournalKeySource.Variable] = JournalBench.Key,
            },
        };

    [GeneratedRegex("\\b[0-9a-f]{12}\\b")]
    private static partial Regex BatchedRun();

    // Which one it is differs from run to run.
    [GeneratedRegex(@"(?m)^((?:  slowest| {9}) +\{time\}  ).+$")]
    private static partial Regex Slowest();

    private string[] Arguments(string line) =>
        [.. line.Split(' ').Select(a => a.Replace("@", Folder, StringComparison.Ordinal).Replace("§", "@", StringComparison.Ordinal))];

    private string Answer(Recorded request)
    {
        Heard(request);
        if (request.Method != "POST")
            return Answers.Empty(request.Method == "GET" ? 200 : 204, Headers);
        var name = NameIn(request);
        var isRefused =
            name.StartsWith("bad", StringComparison.Ordinal)
            || name.StartsWith("flaky", StringComparison.Ordinal) && seen.TryAdd(name, true);
        return Answers.Json(
            JsonSerializer.Serialize(new Dictionary<string, string> { ["id"] = $"id-{name}" }),
            isRefused ? 500 : 201,
            Headers
        );
    }

    private static string NameIn(Recorded request)
    {
        using var body = JsonDocument.Parse(request.BodyText);
        return body.RootElement.GetProperty("name").GetString()!;
    }
}
