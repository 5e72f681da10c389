using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>The ten-step file, from its bytes to the model. Aim: under 1 ms.</summary>
public class LoadingBenchmarks
{
    private readonly NamedFile named = NamedFile.Of(BenchWorld.TenSteps);
    private readonly SourceText source = new(BenchWorld.TenSteps, File.ReadAllText(BenchWorld.TenSteps));

    [Benchmark(Description = "YAML of the file to located nodes", Baseline = true)]
    public object? ReadYaml() => YamlReader.Read(source, new DiagnosticBag());

    [Benchmark(Description = "the file to its model")]
    public object ReadFile() => BenchWorld.Read(source);

    [Benchmark(Description = "the file from disk, with the two it obtains from")]
    public async Task<object?> LoadTree() => await LoadAsync(new DiagnosticBag());

    [Benchmark(Description = "all that validate does")]
    public async Task<bool> Validate()
    {
        var problems = new DiagnosticBag();
        Planner.Check((await LoadAsync(problems))!, problems);
        return problems.HasErrors ? throw new DiagnosticException(problems.All[0]) : true;
    }

    private Task<ScenarioTree?> LoadAsync(DiagnosticBag problems) => BenchWorld.LoadAsync(named, problems);
}
