using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>A request template and a bag to a request that can be sent.</summary>
public class RenderingBenchmarks
{
    private const string Address = "http://127.0.0.1:1";

    private readonly HttpSender sender = new(TimeProvider.System);
    private readonly RequestTemplate createUser;
    private readonly RequestTemplate exchangeCode;
    private RequestRenderer requests = null!;
    private VariableBag bag = null!;
    private int assertions;

    public RenderingBenchmarks()
    {
        Begin();
        var steps = BenchWorld.Read(new SourceText(BenchWorld.TenSteps, File.ReadAllText(BenchWorld.TenSteps))).Steps;
        createUser = steps.Single(s => s.Id == "create-a-user").Request!;
        exchangeCode = steps.Single(s => s.Id == "exchange-the-code-for-tokens").Request!;
    }

    [Benchmark(Description = "POST with bearer and JSON body", Baseline = true)]
    public object CreateUser() => requests.Render(createUser, bag);

    [Benchmark(Description = "POST of a form with a signed client assertion")]
    public object ExchangeCode()
    {
        // Each assertion is a secret the run remembers, and no run makes a million of them.
        if (++assertions % 100 == 0)
            Begin();
        return requests.Render(exchangeCode, bag);
    }

    private void Begin()
    {
        var (tools, state) = BenchWorld.Run(Address, sender);
        requests = tools.Requests;
        bag = BenchWorld.Bag(tools, state, Address);
    }

    [GlobalCleanup]
    public void End() => sender.Dispose();
}
