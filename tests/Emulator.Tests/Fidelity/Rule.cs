namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>One thing PingOne does, and how that is known.</summary>
/// <param name="Id">Section and number, as <c>3.6-07</c>; it never changes.</param>
/// <param name="Documented">False for what follows from a standard or from what others saw, not from Ping's own words.</param>
/// <param name="Source">Short names of the legend, with the page.</param>
/// <param name="Text">One sentence, in Markdown.</param>
/// <param name="Untried">Why no test can hold it, where that is so.</param>
public sealed record Rule(string Id, bool Documented, string Source, string Text, string? Untried)
{
    public string Section => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    public string Basis => Documented ? "documented" : "inferred";
}
