using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Telemetry;

/// <summary>
/// <c>p1s run</c> before a collector. The SDK hears every run of the process that is watched, so all tests that watch one are in this
/// collection, one after the other.
/// </summary>
[Collection("telemetry")]
public sealed class TelemetryTests(Peers peers) : IClassFixture<Peers>
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Jwks = "scenarios/shared/jwks.yaml";

    public static TheoryData<string> Transcripts => ["delivery", "settings"];

    [Theory, MemberData(nameof(Transcripts))]
    public Task The_command_says_why_telemetry_did_not_arrive(string name) => Transcript.CheckAsync($"telemetry/{name}", peers);

    [Fact]
    public async Task Spans_and_metrics_arrive_and_nothing_is_printed_of_it()
    {
        await using var collector = new Collector();
        var run = await RunAsync(["run", Jwks, "--emulator", "--otel", "--quiet"], (Endpoint, collector.Address));
        Assert.Equal((0, ""), (run.Code, run.Printed));
        Assert.Equal("/v1/metrics /v1/traces", collector.Paths);
        AssertHolds(
            collector.Traces,
            "Read the signing keys of an environment",
            "Read the signing keys",
            "http.request.method",
            "url.full"
        );
        AssertHolds(collector.Metrics, "http.client.request.duration", "p1s.step.duration", "p1s.run.duration", "p1s.steps", "p1s.runs");
        AssertHolds(collector.Traces, "service.name", "p1s", "service.version", "telemetry.sdk.language");
    }

    [Fact]
    public async Task Spans_of_several_scenarios_arrive_together()
    {
        await using var collector = new Collector();
        await RunAsync(["run", Jwks, "scenarios/shared/population.yaml", "--emulator", "--otel"], (Endpoint, collector.Address));
        AssertHolds(collector.Traces, "Read the signing keys", "Create a population");
    }

    [Theory]
    [InlineData("", "/v1/metrics /v1/traces")]
    [InlineData("OTEL_TRACES_EXPORTER=none", "/v1/metrics")]
    [InlineData("OTEL_METRICS_EXPORTER=none", "/v1/traces")]
    [InlineData("OTEL_METRICS_EXPORTER=console,otlp", "/v1/metrics /v1/traces")]
    [InlineData("OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none", "")]
    [InlineData("OTEL_SDK_DISABLED=true", "")]
    [InlineData("OTEL_SDK_DISABLED=false", "/v1/metrics /v1/traces")]
    [InlineData("OTEL_TRACES_SAMPLER=always_off", "/v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={collector}/own", "/own /v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT={collector}/", "/ /v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT= OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={collector}/v1/traces", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector}/behind/", "/behind/v1/metrics /behind/v1/traces")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf OTEL_TRACES_EXPORTER=none",
        "/v1/metrics"
    )]
    public async Task The_variables_of_the_process_say_what_goes_where(string variables, string paths)
    {
        await using var collector = new Collector();
        var given = variables
            .Replace("{collector}", collector.Address, StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.Split('=', 2))
            .Select(v => (v[0], v[1]));
        await using var server = new LoopbackServer(Answers.Empty(204));
        using var folder = new TemporaryFolder();
        var run = await RunAsync(
            ["run", OneRequest(folder), "--set", $"api={server.Address}", "--quiet"],
            [(Endpoint, collector.Address), .. given]
        );
        Assert.Equal((0, ""), (run.Code, run.Printed));
        Assert.Equal(paths, collector.Paths);
    }

    [Fact]
    public async Task The_name_and_the_attributes_of_the_service_are_those_of_the_operator()
    {
        await using var collector = new Collector();
        await RunAsync(
            ["run", Jwks, "--emulator"],
            (Endpoint, collector.Address),
            ("OTEL_SERVICE_NAME", "nightly"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging")
        );
        AssertHolds(collector.Traces, "nightly", "deployment.environment.name", "staging");
        AssertHolds(collector.Metrics, "nightly", "staging");
    }

    [Fact]
    public async Task Headers_are_sent_and_never_shown()
    {
        const string Secret = "fake-key-of-a-collector";
        await using var collector = new Collector(Answers.Empty(401));
        var run = await RunAsync(
            ["run", Jwks, "--emulator", "--verbose"],
            (Endpoint, collector.Address),
            ("OTEL_EXPORTER_OTLP_HEADERS", $"authorization=Bearer%20{Secret},x-tenant=7"),
            ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", $"api-key={Secret}")
        );
        Assert.Equal(0, run.Code);
        Assert.Contains("traces and metrics could not be delivered", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Printed, StringComparison.Ordinal);
        Assert.All(
            collector.Deliveries,
            d => Assert.Equal(d.Target == "/v1/traces" ? $"Bearer {Secret}" : null, d.Header("authorization"))
        );
        Assert.All(collector.Deliveries, d => Assert.Equal(d.Target == "/v1/metrics" ? Secret : null, d.Header("api-key")));
    }

    [Fact]
    public async Task The_run_belongs_to_the_span_the_process_was_started_in()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var collector = new Collector();
        await using var server = new LoopbackServer(Answers.Empty(204));
        using var folder = new TemporaryFolder();
        await RunAsync(
            ["run", OneRequest(folder), "--set", $"api={server.Address}"],
            (Endpoint, collector.Address),
            ("TRACEPARENT", $"00-{TraceId}-00f067aa0ba902b7-01"),
            ("TRACESTATE", "vendor=1")
        );
        Assert.StartsWith($"00-{TraceId}-", server.Only.Header("traceparent"), StringComparison.Ordinal);
        Assert.NotEqual($"00-{TraceId}-00f067aa0ba902b7-01", server.Only.Header("traceparent"));
        Assert.Equal("vendor=1", server.Only.Header("tracestate"));
        Assert.True(collector.HasTraceId(TraceId) && collector.HasTraceId("00f067aa0ba902b7"));
    }

    [Theory]
    [InlineData("no trace context", "vendor=1")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", "vendor=1")]
    [InlineData("", "")]
    public async Task Without_one_that_can_be_read_a_new_trace_begins(string parent, string state)
    {
        await using var collector = new Collector();
        await using var server = new LoopbackServer(Answers.Empty(204));
        using var folder = new TemporaryFolder();
        await RunAsync(
            ["run", OneRequest(folder), "--set", $"api={server.Address}"],
            (Endpoint, collector.Address),
            ("TRACEPARENT", parent),
            ("TRACESTATE", state)
        );
        Assert.Matches("^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$", server.Only.Header("traceparent"));
        Assert.Null(server.Only.Header("tracestate"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector}", true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector} OTEL_SDK_DISABLED=true", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector} OTEL_TRACES_EXPORTER=none", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector} OTEL_PROPAGATORS=none", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT={collector} OTEL_PROPAGATORS=baggage,tracecontext", true)]
    public async Task Servers_see_a_trace_only_when_there_is_one(string variables, bool isSeen)
    {
        await using var collector = new Collector();
        await using var server = new LoopbackServer(Answers.Empty(204));
        using var folder = new TemporaryFolder();
        var given = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2));
        await RunAsync(
            ["run", OneRequest(folder), "--set", $"api={server.Address}"],
            [.. given.Select(v => (v[0], v[1].Replace("{collector}", collector.Address, StringComparison.Ordinal)))]
        );
        Assert.Equal(isSeen ? 1 : 0, server.Only.Headers.Length);
    }

    [Fact]
    public async Task A_run_that_fails_still_delivers_and_keeps_its_exit_code()
    {
        await using var collector = new Collector();
        await using var server = new LoopbackServer(Answers.Empty(404));
        using var folder = new TemporaryFolder();
        var run = await RunAsync(["run", OneRequest(folder), "--set", $"api={server.Address}"], (Endpoint, collector.Address));
        Assert.Equal(ExitCode.Failed, run.Code);
        AssertHolds(collector.Traces, "PS6001: the status is 404", "error.type");
        AssertHolds(collector.Metrics, "failed", "error.type");
    }

    [Fact]
    public async Task A_run_that_is_cancelled_still_delivers()
    {
        await using var collector = new Collector();
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(_ =>
        {
            stop.Cancel();
            return null;
        });
        using var folder = new TemporaryFolder();
        var surroundings = new Surroundings
        {
            Variables = new Dictionary<string, string> { [Endpoint] = collector.Address },
            Stop = stop.Token,
        };
        var run = await CommandRun.RunAsync(["run", OneRequest(folder), "--set", $"api={server.Address}"], surroundings);
        Assert.Equal(ExitCode.Cancelled, run.Code);
        AssertHolds(collector.Traces, "cancelled");
    }

    [Theory]
    [InlineData("OTEL_SERVICE_NAME", "it is {0}")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "team=a,key={0}")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "key=%66ake-secret-0123456789")]
    [InlineData("TRACESTATE", "vendor={0}")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "key=ZmFrZS1zZWNyZXQtMDEyMzQ1Njc4OQ==")]
    public async Task A_secret_in_a_variable_that_is_told_leaves_nowhere(string name, string text)
    {
        const string Secret = "fake-secret-0123456789";
        await using var collector = new Collector();
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var folder = new TemporaryFolder();
        var scenario = folder.Write(
            "one.yaml",
            "scenario: One\ninputs: { api: { type: url }, key: { secret: true } }\nsteps: [{ step: Ask, request: GET <<api>>/x, headers: { X-Key: <<key>> } }]\n"
        );
        var run = await RunAsync(
            ["run", scenario, "--set", $"api={server.Address}"],
            (Endpoint, collector.Address),
            ("P1S_KEY", Secret),
            (name, text.Replace("{0}", Secret, StringComparison.Ordinal))
        );
        Assert.Equal((ExitCode.Refused, "", 0), (run.Code, collector.Paths, server.Requests.Count));
        Assert.Contains($"the variable {name} holds ‹key›", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-0123", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_cannot_run_reaches_no_collector()
    {
        await using var collector = new Collector();
        var run = await RunAsync(["run", "none.yaml", "--otel"], (Endpoint, collector.Address));
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, collector.Paths));
    }

    private static string OneRequest(TemporaryFolder folder) =>
        folder.Write("one.yaml", "scenario: One\ninputs: { api: { type: url } }\nsteps: [{ step: Ask, request: GET <<api>>/x }]\n");

    private static Task<CommandRun> RunAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        var given = new Dictionary<string, string>();
        // The last one of a name counts, as in a shell.
        foreach (var (name, value) in variables)
            given[name] = value;
        return CommandRun.RunAsync(arguments, new Surroundings { Variables = given });
    }

    private static void AssertHolds(string text, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}
