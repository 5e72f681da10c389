namespace PingOneScenarios.Emulator.Controls;

/// <summary>The checks a call went through, in their order; the last is the one that refused it, when one did.</summary>
internal sealed class CallTrace
{
    private readonly List<(string Name, bool Passed)> checks = [];

    public IReadOnlyList<(string Name, bool Passed)> Checks => checks;

    /// <param name="expression">The check as the table of routes writes it, such as <c>KnownResource.User</c>.</param>
    /// <param name="refusal">Null when it let the call pass.</param>
    public void Add(string expression, Answer? refusal) => checks.Add((Words(expression), refusal is null));

    /// <summary><c>KnownResource.User</c> as <c>known resource: user</c>.</summary>
    private static string Words(string expression)
    {
        var end = expression.IndexOfAny(['(', '\n']);
        var parts = (end < 0 ? expression : expression[..end]).Split('.').Where(part => part is not ("Check" or "Of")).Select(Spaced);
        return string.Join(": ", parts);
    }

    private static string Spaced(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")
        );
}
