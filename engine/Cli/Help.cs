using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PingOneScenarios.Cli;

/// <summary>Adds examples to the help of each command.</summary>
internal static class Help
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["p1s"] =
        [
            "p1s run scenarios/authentication/client-secret-jwt.yaml --emulator",
            "p1s validate scenarios/authentication/client-secret-jwt.yaml",
            "p1s run --help",
        ],
        ["run"] =
        [
            "p1s run scenarios/authentication/client-secret-jwt.yaml --emulator",
            "p1s run scenarios/authentication/client-secret-jwt.yaml --environment my-tenant.yaml --undo always",
            "p1s run scenario.yaml --environment eu --set envID=5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e",
        ],
        ["validate"] = ["p1s validate scenarios/authentication/client-secret-jwt.yaml"],
        ["emulator"] = ["p1s emulator --port 8090", "p1s emulator > emulator.yaml & p1s run scenario.yaml --environment emulator.yaml"],
    };

    public static void AddExamples(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction usual)
                option.Action = new HelpWithExamples(usual);
        }
    }

    /// <summary>The command that was asked for: <c>p1s run</c>.</summary>
    public static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "p1s" : $"p1s {parsed.CommandResult.Command.Name}";

    private sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
    {
        // Whoever asks for help need not have got the rest right.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = usual.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            if (!Examples.TryGetValue(command is RootCommand ? "p1s" : command.Name, out var examples))
                return code;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine("  " + example);
            output.WriteLine();
            output.WriteLine("Exit codes:");
            output.WriteLine("  0 passed, 1 an expectation failed, 2 wrong use, 3 invalid scenario or input (nothing was sent),");
            output.WriteLine("  4 could not be judged, 5 refused by policy, 6 left something behind, 130 cancelled");
            return code;
        }
    }
}
