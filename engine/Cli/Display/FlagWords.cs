using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>What the engine says is to be granted or asked for, as the options of the command line that do it.</summary>
internal static class FlagWords
{
    // A longer phrase stands above the one it begins with. No replacement holds a phrase, so that saying it twice changes nothing.
    private static readonly ImmutableArray<(string Phrase, string Option)> Rows =
    [
        ("allow the run more steps, for example ", "run with --max-steps and a higher number, for example --max-steps "),
        ("allow the run more steps", "run with --max-steps and a higher number"),
        ("allow the run more time, for example ", "run with --max-time and a longer time, for example --max-time "),
        ("allow more bits of a secret, for example ", "run with --max-secret-bits and a higher number, for example --max-secret-bits "),
        ("allow larger answers, for example ", "run with --max-answer and a larger size, for example --max-answer "),
        ("allow a run without a step", "let it pass with --allow-empty"),
        ("allow the origin ", "run with --allow-origin "),
        ("allow the private host ", "run with --allow-private "),
        ("accept the changes", "take back with --accept-changes"),
        ("allow that it is replaced", "replace it with --force"),
        ("give the input ", "run with --set "),
        ("give the expression an answer", "name the file of an answer with --json"),
        ("give the value by hand", "give it with --set name=value"),
        ("give the variable ", "give it with --set "),
        ("use the local PingOne", "run with --emulator"),
        ("with all exchanges recorded", "with --verbose"),
        ("what a run made is taken back only where it says how", "--undo takes back only what says how"),
    ];

    public static Diagnostic In(Diagnostic problem) =>
        problem with
        {
            Why = problem.Why is null ? null : In(problem.Why),
            Fix = In(problem.Fix),
        };

    private static string In(string text)
    {
        foreach (var (phrase, option) in Rows)
            text = text.Replace(phrase, option, StringComparison.Ordinal);
        return text;
    }
}
