using System.Text.RegularExpressions;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>What a terminal shows in the end: colours gone, a line that was drawn over replaced by what came over it.</summary>
internal static partial class Drawn
{
    private const string ClearLine = "\e[2K";

    public static string[] Lines(string output) => [.. output.Split('\n').Select(Last)];

    private static string Last(string line)
    {
        var clear = line.LastIndexOf(ClearLine, StringComparison.Ordinal);
        return Sequence().Replace(clear < 0 ? line : line[(clear + ClearLine.Length)..], "");
    }

    [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]|\r")]
    private static partial Regex Sequence();
}
