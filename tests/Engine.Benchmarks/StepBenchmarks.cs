using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.Benchmarks.Loopback;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Values;
using RestSharp;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>
/// One GET on loopback: a whole step, the same request by RestSharp alone and by HttpClient alone, all three over the same
/// connections. Aim: a step at most 1.15 times RestSharp.
/// </summary>
public class StepBenchmarks
{
    private const string Answer = """
        {"_links":{"self":{"href":"https://api.pingone.eu/v1/environments/1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa/users/1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa"}},"id":"1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa","enabled":true,"username":"user-1","email":"user-1@example.com","name":{"given":"Test","family":"User"},"population":{"id":"7a1e3a52-7a1e-4a57-8c57-2f60e4d1b6aa"},"createdAt":"2026-01-31T12:00:00.250Z","lifecycle":{"status":"ACCOUNT_OK"}}
        """;

    private const string Scenario = """
        scenario: Read a user
        inputs:
          apiPath: { type: url }
          envID: { type: uuid }
          userID: { type: uuid }
          accessToken: { secret: true }
        steps:
          - step: Read the user
            request: GET <<apiPath>>/environments/<<envID>>/users/<<userID>>
            auth: { bearer: <<accessToken>> }
            headers:
              Accept: application/json
              X-Request-Id: benchmark-<<run.id>>
            expect:
              status: 200
              json: { id: <<userID>>, enabled: true }
            extract:
              username: $.username
        """;

    private readonly CancellationToken ct = CancellationToken.None;
    private LoopbackServer server = null!;
    private HttpSender sender = null!;
    private StepRunner steps = null!;
    private PlannedStep step = null!;
    private Plan tenSteps = null!;
    private VariableBag bag = null!;
    private Turn turn = null!;
    private RenderedRequest rendered = null!;

    [GlobalSetup]
    public void Begin()
    {
        server = new LoopbackServer(Answer);
        sender = new HttpSender(TimeProvider.System);
        var (tools, state) = BenchWorld.Run(server.Address, sender);
        bag = BenchWorld.Bag(tools, state, server.Address);
        var scenario = BenchWorld.Read(new SourceText("one-step.yaml", Scenario));
        step = new PlannedStep(scenario.Steps[0], scenario.Steps[0].Request, Undo: null, Call: null);
        tenSteps = new Plan
        {
            Scenario = scenario,
            EnvironmentName = "benchmarks",
            Inputs = [.. bag.Variables.Where(v => v.Name is not ("run" or "environment")).Select(Given)],
            Steps = [.. Enumerable.Repeat(step, 10)],
            Finally = [],
        };
        var time = new RunTime(tools.Budgets, TimeSpan.Zero, tools.RunClock);
        steps = new StepRunner(tools, state, new StepTeller(tools, state), new CallRunner(tools, state, time, ct));
        turn = new Turn(step, Place, bag, TimeLimit.OfSteps(scenario, time, tools.RunClock, ct));
        rendered = tools.Requests.Render(step.Request!, bag);
    }

    [GlobalCleanup]
    public void End()
    {
        sender.Dispose();
        server.Dispose();
    }

    [Benchmark(Description = "HttpClient")]
    public async Task<int> BareHttpClient()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, rendered.Address.Plain);
        foreach (var header in rendered.Headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value.Plain);
        using var answer = await sender.Http.SendAsync(request, ct);
        return (await answer.Content.ReadAsByteArrayAsync(ct)).Length;
    }

    [Benchmark(Description = "RestSharp", Baseline = true)]
    public async Task<int> BareRestSharp()
    {
        var request = new RestRequest(rendered.Address.Plain, Method.Get) { Timeout = rendered.Timeout };
        foreach (var header in rendered.Headers)
            request.AddHeader(header.Name, header.Value.Plain);
        var length = 0;
        // As the engine does: by itself RestSharp copies the body twice and decodes it.
        request.AdvancedResponseWriter = (answer, sent) =>
        {
            using var body = answer.Content.ReadAsStream(ct);
            var read = new byte[body.Length];
            body.ReadExactly(read);
            length = read.Length;
            return new RestResponse(sent) { ResponseStatus = ResponseStatus.Completed };
        };
        await sender.Client.ExecuteAsync(request, ct);
        return length;
    }

    [Benchmark(Description = "a step")]
    public async Task<object> OneStep() => Passed((await steps.RunAsync(turn)).Outcome);

    [Benchmark(Description = "a step of a run of ten", OperationsPerInvoke = 10)]
    public Task<object> TenSteps() => TenSteps(BenchWorld.Run(server.Address, sender));

    [Benchmark(Description = "a step of a run of ten, with its events", OperationsPerInvoke = 10)]
    public Task<object> TenStepsTold() => TenSteps(BenchWorld.Run(server.Address, sender, new BenchWorld.Hearer()));

    [Benchmark(Description = "a step of a run of ten, with all reports", OperationsPerInvoke = 10)]
    public async Task<object> TenStepsReported()
    {
        var reports = ReporterTable.Rows.Select(r => r.Create(Sink)).ToArray();
        var (tools, state) = BenchWorld.Run(server.Address, sender, new ObserverFanOut([.. reports]), isRecorded: true);
        var outcome = (await new RunLoop(tools, state, UndoPolicy.Never, ct).RunAsync(tenSteps, ct)).Summary.Outcome;
        foreach (var report in reports)
            report.Complete();
        return Passed(outcome);
    }

    // A run of its own each time, as it remembers the secrets it was given.
    private async Task<object> TenSteps((RunTools Tools, RunState State) run) =>
        Passed((await new RunLoop(run.Tools, run.State, UndoPolicy.Never, ct).RunAsync(tenSteps, ct)).Summary.Outcome);

    private static ReportSink Sink => new(TextWriter.Null, ReportTool.Own) { OpenSpool = () => new MemoryStream() };

    private static StepPlace Place => new(Phase.Steps, 1, 1, 0, "read", "Read");

    private static PlannedInput Given(Variable variable) =>
        new(
            new Scenarios.Input
            {
                Name = variable.Name,
                Span = new SourceText("", "").Beginning,
                Required = true,
                Secret = !variable.Labels.IsEmpty,
            },
            new GivenInput(variable.Value, variable.Origin, !variable.Labels.IsEmpty, To: null)
        );

    // A step that does not pass takes other paths, and would be measured as something it is not.
    private static object Passed(Outcome outcome) =>
        outcome == Outcome.Passed ? outcome : throw new InvalidOperationException($"the step ended as {outcome}");
}
