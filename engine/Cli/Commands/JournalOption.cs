using System.CommandLine;
using System.CommandLine.Parsing;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>--journal</c>, the same for every command that reads or writes one.</summary>
internal static class JournalOption
{
    /// <param name="description">What the command does with it.</param>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--journal") { Description = description, HelpName = "path" };
        option.Validators.Add(RefuseAddress);
        return option;
    }

    // An address may hold a password, so it is not quoted.
    private static void RefuseAddress(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => t.Value.Contains("://", StringComparison.Ordinal)))
            result.AddError(
                token.Value.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
                    ? "--journal takes the path of a file: this p1s cannot keep a journal in PostgreSQL yet"
                    : "--journal takes the path of a file, this is an address"
            );
    }
}
