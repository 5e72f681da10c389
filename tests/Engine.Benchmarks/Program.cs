using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Engine.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["allocations"])
            return await Allocations.MeasureAsync();
        if (args is ["emulator"])
            return await Allocations.ServeAsync();
        var config = DefaultConfig
            .Instance.AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(StatisticColumn.Median)
            .WithSummaryStyle(SummaryStyle.Default.WithRatioStyle(RatioStyle.Value))
            .WithArtifactsPath(RepositoryRoot.PathOf(".artifacts", "benchmarks"));
        // In process: a project of its own would have to find ours by the name of the assembly, which is not that of the file.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(["--inProcess", .. args], config);
        return 0;
    }
}
