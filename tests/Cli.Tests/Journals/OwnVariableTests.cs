using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>No scenario can read a variable of the process environment that p1s reads for itself, whatever its inputs are called.</summary>
public sealed partial class OwnVariableTests
{
    private const string Canary = "Obviously-Fake.0042~canary";

    // The environment file that p1s emulator prints lets p1s run read the first; the script of a report reads the second kind.
    private static readonly string[] OfInputs = ["P1S_", "P1S_EMULATOR_SECRET"];

    /// <summary>What the code of the command and of the engine calls a variable, by how such names are written.</summary>
    private static IReadOnlyList<string> Named { get; } =
    [
        .. Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct(),
    ];

    [Fact]
    public void No_variable_of_p1s_itself_begins_as_those_of_inputs_do() =>
        Assert.Equal(
            OfInputs,
            Named.Where(name => name.StartsWith("P1S_", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task An_input_named_like_a_variable_of_p1s_is_not_given_its_value()
    {
        string[] own = [JournalKeySource.Variable, "HOME", "CI", "PATH", "XDG_STATE_HOME", "XDG_CONFIG_HOME", .. Named.Except(OfInputs)];
        using var folder = new TemporaryFolder();
        foreach (var name in own.Distinct().Where(n => n.Contains('_', StringComparison.Ordinal) || n.Length < 6))
        {
            var scenario = folder.Write(
                "ask.yaml",
                $$"""
                scenario: Ask for it
                inputs: { {{Camel(name)}}: {}, {{name}}: {} }
                steps:
                  - { step: Send it, request: GET http://127.0.0.1:1/<<{{Camel(name)}}>><<{{name}}>> }
                """
            );
            var run = await CommandRun.RunAsync(
                ["run", scenario, "--no-journal"],
                new Surroundings
                {
                    Variables = own.Distinct().Except(["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"]).ToDictionary(n => n, _ => Canary),
                }
            );
            Assert.DoesNotContain(Canary, run.Printed, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Invalid, run.Code);
        }
    }

    private static string Camel(string name)
    {
        var words = name.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    [GeneratedRegex("\"([A-Z][A-Z0-9]*_[A-Z0-9_]*|HOME|PATH|CI|TERM|LANG|APPDATA|LOCALAPPDATA|TRACESTATE|TRACEPARENT)\"")]
    private static partial Regex Name();
}
