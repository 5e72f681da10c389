using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using PingOneScenarios.Cli;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>
/// What the ten steps allocate, which no load of the machine changes: the first run of a process, as it is on the command line, one that
/// finds everything made, one with all reports, and one that is written down. The local PingOne is a process of its own, so that nothing of it is counted.
/// </summary>
internal static class Allocations
{
    private const string Secret = "P1S_EMULATOR_SECRET";
    private const string JournalKeyVariable = "PINGONESCENARIOS_JOURNAL_KEY";

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    /// <summary>Prints the bytes and holds them against <c>tests/bench/limits.txt</c>; gives the exit code.</summary>
    public static async Task<int> MeasureAsync()
    {
        using var emulator = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["emulator"]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var environment = Path.Combine(folder, "environment.yaml");
            await PrepareAsync(emulator, environment);
            string[] reports = [.. ReporterTable.Rows.SelectMany(r => (string[])["--report", $"{r.Name}={Path.Combine(folder, r.Name)}"])];
            var first = await RunAsync(environment);
            await RunAsync(environment, reports);
            var next = await RunAsync(environment);
            var reported = await RunAsync(environment, reports);
            Environment.SetEnvironmentVariable(JournalKeyVariable, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            string[] journal = ["--require-journal", "--journal", Path.Combine(folder, "runs.db")];
            await RunWithAsync(environment, journal);
            var written = await RunWithAsync(environment, journal);
            bool[] isWithin =
            [
                IsWithin("bytes-allocated-by-ten-steps", first),
                IsWithin("bytes-allocated-by-ten-steps-again", next),
                IsWithin("bytes-allocated-by-ten-steps-with-reports", reported),
                IsWithin("bytes-allocated-by-ten-steps-with-a-journal", written),
            ];
            return isWithin.Contains(false) ? 1 : 0;
        }
        finally
        {
            emulator.Kill();
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Task<int> ServeAsync() => Cli.Program.RunAsync(["emulator"], Terminal.OfProcess(), default, default);

    private static async Task PrepareAsync(Process emulator, string environment)
    {
        using var late = new CancellationTokenSource(LongestStart);
        while (await emulator.StandardError.ReadLineAsync(late.Token) is { } line)
        {
            if (line.Split($"export {Secret}=") is not [_, var secret])
                continue;
            Environment.SetEnvironmentVariable(Secret, secret.Trim('\''));
            break;
        }
        await using var file = File.CreateText(environment);
        // The secret is the last of it.
        for (var line = ""; !line.Contains(Secret, StringComparison.Ordinal); )
        {
            line = await emulator.StandardOutput.ReadLineAsync(late.Token) ?? throw new InvalidOperationException("the emulator ended");
            await file.WriteLineAsync(line);
        }
    }

    private static Task<long> RunAsync(string environment, params string[] reports) =>
        RunWithAsync(environment, ["--no-journal", .. reports]);

    private static async Task<long> RunWithAsync(string environment, string[] options)
    {
        string[] arguments = ["run", "--quiet", "--environment", environment, BenchWorld.TenSteps, .. options];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var code = await Cli.Program.RunAsync(arguments, Terminal.OfProcess(), default, default);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        return code == 0 ? allocated : throw new InvalidOperationException($"the run ended with {code}");
    }

    private static bool IsWithin(string name, long allocated)
    {
        var most = File.ReadLines(RepositoryRoot.PathOf("tests", "bench", "limits.txt"))
            .Select(line => line.Split(' '))
            .Where(row => row[0] == name)
            .Select(row => long.Parse(row[1], CultureInfo.InvariantCulture))
            .Single();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -50} {allocated, 9} of {most}"));
        return allocated <= most;
    }
}
