using System.Text.RegularExpressions;
using PingOneScenarios.Cli;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>What <c>p1s emulator</c> serves and prints, while it runs.</summary>
public sealed partial class ServedEmulator : IAsyncLifetime
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringWriter output = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-environment-");
    private Task<int> running = Task.FromResult(0);

    /// <summary>The environment file it prints, saved.</summary>
    internal string EnvironmentFile => Path.Combine(folder.FullName, "emulator.yaml");

    /// <summary>The exports it asks for.</summary>
    internal Dictionary<string, string> Variables { get; } = [];

    internal Admin Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var error = new Announced(ready);
        running = Program.RunAsync(["emulator"], Terminal.Over(output, error, _ => null), CancellationToken.None, stop.Token);
        await ready.Task.WaitAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(EnvironmentFile, output.ToString(), TestContext.Current.CancellationToken);
        foreach (Match export in Export().Matches(error.ToString()))
            Variables[export.Groups[1].Value] = export.Groups[2].Value;
        Admin = await Admin.EnterAsync(output.ToString(), Variables.Values.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        await output.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal Task<CommandRun> RunAsync(string file, params string[] options) => RunAsync(file, [], options);

    internal Task<CommandRun> RunAsync(string file, Dictionary<string, string> variables, params string[] options) =>
        CommandRun.RunAsync(
            ["run", file, "--environment", EnvironmentFile, .. options],
            new Surroundings { Variables = Variables.Concat(variables).ToDictionary() }
        );

    [GeneratedRegex(@"export (\w+)='?([^\s']+)")]
    private static partial Regex Export();

    /// <summary>Says when the whole announcement was printed.</summary>
    private sealed class Announced(TaskCompletionSource ready) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            ready.TrySetResult();
        }
    }
}
