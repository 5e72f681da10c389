using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Telemetry;

/// <summary>Telemetry over gRPC, whose word on an answer comes behind it.</summary>
[Collection("telemetry")]
public sealed class GrpcTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(16, "it answered with the gRPC status 16.")]
    public async Task Spans_and_metrics_arrive_over_grpc_and_a_refusal_is_told(int status, string? told)
    {
        await using var collector = await GrpcCollector.StartAsync(status);
        await using var server = new LoopbackServer(Answers.Empty(204));
        using var folder = new TemporaryFolder();
        var scenario = folder.Write(
            "one.yaml",
            "scenario: Over gRPC\ninputs: { api: { type: url } }\nsteps: [{ step: Ask, request: GET <<api>>/x }]\n"
        );
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
        };
        var run = await CommandRun.RunAsync(
            ["run", scenario, "--set", $"api={server.Address}", "--quiet"],
            new Surroundings { Variables = variables }
        );
        Assert.Equal(0, run.Code);
        Assert.Equal(
            ["MetricsService/Export", "TraceService/Export"],
            collector.Deliveries.Select(d => string.Join('/', d.Path.Split('.')[^1].Split('/'))).Order(StringComparer.Ordinal)
        );
        Assert.All(collector.Deliveries, d => Assert.Contains("Over gRPC", d.Text, StringComparison.Ordinal));
        if (told is null)
            Assert.Equal("", run.Printed);
        else
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }
}
