using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Loading;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>The way of a request as engine/README.md lists it, held against the calls of a run.</summary>
public sealed class RequestWayTests
{
    private const int MostBetween = 10;

    private const string Scenario = """
        scenario: Look
        inputs: { api: { type: url } }
        steps:
          - step: Look
            request: GET <<api>>/look
            expect: { status: 200 }
            extract: { id: $.id }
        """;

    private static readonly WayStop[] InCommand = [.. RequestWay.There.Where(s => s.File.StartsWith("Cli/", StringComparison.Ordinal))];
    private static readonly string[] InEngine = [.. RequestWay.There.Except(InCommand).Select(s => s.Type)];

    [Fact]
    public async Task The_way_there_is_the_stack_when_a_request_is_sent()
    {
        var (sent, _) = await StacksAsync();
        Assert.Equal(InEngine, sent.Append(nameof(HttpSender)));
    }

    [Fact]
    public async Task The_way_back_is_the_stack_above_the_step_when_its_end_is_told()
    {
        var (_, told) = await StacksAsync();
        var toStep = InEngine.TakeWhile(type => type != "StepRunner").Append("StepRunner");
        Assert.Equal(toStep.Concat(RequestWay.Back.Select(s => s.Type)), told);
    }

    [Fact]
    public void At_most_ten_files_lie_between_the_prepared_run_and_the_sender_and_back() =>
        Assert.InRange(InEngine.Length - 2 + RequestWay.Back.Count, 1, MostBetween);

    [Fact]
    public void Each_file_of_the_command_names_the_next()
    {
        var ct = TestContext.Current.CancellationToken;
        foreach (var (stop, next) in InCommand.Zip(InCommand.Skip(1).Select(s => s.Type).Append(InEngine[0])))
        {
            var text = File.ReadAllText(RepositoryRoot.PathOf(["engine", .. stop.File.Split('/')]));
            var names = CSharpSyntaxTree.ParseText(text, cancellationToken: ct).GetRoot(ct).DescendantNodes().OfType<SimpleNameSyntax>();
            Assert.Contains(names, name => name.Identifier.ValueText == next);
        }
    }

    [Fact]
    public void What_is_asked_on_the_way_is_mentioned_by_the_file_that_asks()
    {
        var asked = RequestWay.There.SelectMany(s => s.Asks.Select(file => new FileMention(InRoom(s.File), InRoom(file)))).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(EngineCode.FileMentions));
    }

    private static string InRoom(string file) => file["Engine/".Length..];

    private static async Task<(IEnumerable<string> Sent, IEnumerable<string> Told)> StacksAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var pack = new TemporaryPack().Write("look.yaml", Scenario);
        using var workspace = new Workspace();
        var read = await workspace.LoadAsync(pack.PathOf("look.yaml"), ct);
        var (wire, ear) = (new Wire(), new Ear());
        var wiring = new RunWiring(
            new FunctionWorld(TimeProvider.System, RandomSource.System),
            wire,
            new SecretScan(),
            new SecretDecisions(),
            mask => mask
        );
        var loaded = new LoadedScenario(NamedFile.Of(read.Path), read.Tree, read.Documents, wiring) { Diagnostics = read.Diagnostics };
        var run = await loaded.BindAsync(new RunSettings { Inputs = [new("api", "http://127.0.0.1:1")] }, ct);
        // In one go and by itself: then what is on the stack is what has called.
        var result = await Task.Run(() => run.RunAsync(ear, ct), ct);
        Assert.Equal(Outcome.Passed, result.Summary?.Outcome);
        return (wire.Stack, ear.Stack);
    }

    // The outermost types of the engine that are being run, the first caller first.
    private static List<string> OwnTypes(StackTrace trace)
    {
        var types = new List<string>();
        foreach (var frame in trace.GetFrames().Reverse())
        {
            var type = frame.GetMethod()?.DeclaringType;
            while (type?.DeclaringType is { } outer)
                type = outer;
            if (type?.Assembly == typeof(Workspace).Assembly && types.LastOrDefault() != type.Name)
                types.Add(type.Name);
        }
        return types;
    }

    private sealed class Wire : IHttpSender
    {
        public List<string> Stack { get; private set; } = [];

        public Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct)
        {
            Stack = OwnTypes(new StackTrace());
            return Task.FromResult<SendResult>(new Answered(Answer(request)));
        }

        private static HttpExchange Answer(RenderedRequest request) =>
            new()
            {
                Request = request,
                Version = new Version(1, 1),
                Status = 200,
                Reason = "OK",
                Headers = [new("Content-Type", "application/json")],
                CookieOctets = [],
                Body = """{ "id": "x" }"""u8.ToArray(),
                BytesReceived = 13,
                Duration = TimeSpan.Zero,
                Phases = new ExchangePhases { Began = default },
            };
    }

    private sealed class Ear : IRunObserver
    {
        public List<string> Stack { get; private set; } = [];

        public void Observe(RunEvent happened)
        {
            if (happened is StepFinished)
                Stack = OwnTypes(new StackTrace());
        }
    }
}
