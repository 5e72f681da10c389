using BenchmarkDotNet.Running;

namespace PingOneScenarios.Engine.Benchmarks;

internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
