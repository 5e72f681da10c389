using System.Diagnostics;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Journals.Tests;

/// <summary>A process of its own that writes to a journal; see the summary of its program.</summary>
internal static class WriterProcess
{
    public static string Program { get; } =
        Path.Combine(
            AppContext.BaseDirectory.Replace("Journals.Tests", "Journals.Writer", StringComparison.Ordinal),
            "PingOneScenarios.Journals.Writer"
        );

    /// <summary>Runs a command to its end: its exit code, and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        params (string, string)[] variables
    )
    {
        using var process = Start(program, arguments, variables);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

    /// <summary>Skips the test where a program is not installed.</summary>
    public static void Needs(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var program in programs)
            Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not installed");
    }

    public static Process Start(string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A file that stands beside the source of the program.</summary>
    public static string Source(string name) => RepositoryRoot.PathOf("tests", "Journals.Writer", name);
}
