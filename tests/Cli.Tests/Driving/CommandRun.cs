using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>What a command line printed and how it ended; run inside this process, in the root of the repository.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    // Paths are written as people write them.
    static CommandRun() => Environment.CurrentDirectory = RepositoryRoot.Folder;

    /// <summary>Both streams, errors last.</summary>
    public string Printed => Output + Error;

    public static Task<CommandRun> RunAsync(params string[] arguments) => RunAsync(arguments, new Surroundings());

    public static async Task<CommandRun> RunAsync(string[] arguments, Surroundings surroundings)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(
            TextWriter.Synchronized(output),
            error,
            surroundings.Variable,
            surroundings.LiveWidth is { } width ? () => (width, 40) : null,
            surroundings.Input
        );
        var code = await Program.RunAsync(arguments, terminal, TestContext.Current.CancellationToken, surroundings.Stop);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}

/// <summary>What surrounds a command: its terminal, the process environment, a person at the keyboard.</summary>
internal sealed record Surroundings
{
    private static readonly Dictionary<string, string> ScreenVariables = new() { ["TERM"] = "xterm", ["LANG"] = "C.UTF-8" };

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>In columns; null for output that is redirected.</summary>
    public int? LiveWidth { get; init; }

    /// <summary>Standard input; null when it is the keyboard.</summary>
    public Stream? Input { get; init; }

    /// <summary>The first Ctrl+C.</summary>
    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    public string? Variable(string name) =>
        Variables.GetValueOrDefault(name) ?? (LiveWidth is null ? null : ScreenVariables.GetValueOrDefault(name));
}
