using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>A request template and a bag to a request that can be sent.</summary>
public class RenderingBenchmarks
{
    private const string Address = "http://127.0.0.1:1";

    private readonly HttpSender sender = new(TimeProvider.System);
    private readonly RunResources run;
    private readonly VariableBag bag;
    private readonly RequestTemplate createUser;
    private readonly RequestTemplate exchangeCode;

    public RenderingBenchmarks()
    {
        run = BenchWorld.Run(Address, sender);
        bag = BenchWorld.Bag(run, Address);
        var steps = BenchWorld.Read(new SourceText(BenchWorld.TenSteps, File.ReadAllText(BenchWorld.TenSteps))).Steps;
        createUser = steps.Single(s => s.Id == "create-a-user").Request!;
        exchangeCode = steps.Single(s => s.Id == "exchange-the-code-for-tokens").Request!;
    }

    [Benchmark(Description = "POST with bearer and JSON body", Baseline = true)]
    public object CreateUser() => run.Requests.Render(createUser, bag);

    [Benchmark(Description = "POST of a form with a signed client assertion")]
    public object ExchangeCode() => run.Requests.Render(exchangeCode, bag);

    [GlobalCleanup]
    public void End() => sender.Dispose();
}
