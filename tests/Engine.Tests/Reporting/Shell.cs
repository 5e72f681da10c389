using System.Diagnostics;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Runs scripts with bash.</summary>
internal static class Shell
{
    /// <summary>What the scripts of reports need; where it is missing, tests that run them are skipped.</summary>
    public static bool IsThere { get; } = new[] { "bash", "curl", "jq", "openssl" }.All(Has);

    /// <summary>Runs a script; gives its exit code and all it printed.</summary>
    /// <param name="script">Its text.</param>
    /// <param name="variables">Set besides those of this process.</param>
    public static async Task<(int Code, string Printed)> RunAsync(string script, params IEnumerable<(string Name, string Value)> variables)
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script, ct);
            var start = new ProcessStartInfo("bash", [file]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in variables)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, string.Concat(printed));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
