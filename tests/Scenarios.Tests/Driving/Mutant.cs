namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>A shipped file with one change.</summary>
/// <param name="File">As a path from the root of the repository.</param>
/// <param name="Kind">What was changed: a key, a variable, a path or a type.</param>
/// <param name="Place">The keys that lead to it: <c>steps/3/json/name</c>.</param>
/// <param name="Start">Where the change begins in the file.</param>
/// <param name="Length">How much of the file it takes the place of.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record Mutant(string File, string Kind, string Place, int Start, int Length, string Replacement)
{
    public string Apply(string text) => text[..Start] + Replacement + text[(Start + Length)..];

    public string Describe(string text) => $"{File} {Kind} at {Place}: \"{text.Substring(Start, Length)}\" became \"{Replacement}\"";
}
