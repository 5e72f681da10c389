using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Trust.Exfiltration;

/// <summary>
/// A scenario that tries to bring the operator's secret to the attacker, or a harmless twin of one. Written as
/// <c>=== name ⇒ outcome</c>, with <c>, granted</c> behind it when the operator lets the run contact the attacker (but the secret stays confined).
/// </summary>
/// <param name="Name">What is tried.</param>
/// <param name="Outcome"><c>rule 4</c>, the rule that refuses; <c>PS2001</c>, the code of a language that has no such thing;
/// <c>nothing</c>, the run passes and nothing of the secret arrives; <c>passes</c>, a twin.</param>
/// <param name="IsAwayGranted">Whether the operator allowed the attacker's origin.</param>
/// <param name="Files">The first is the scenario; steps alone get the usual head.</param>
internal sealed record AttackCase(string Name, string Outcome, bool IsAwayGranted, IReadOnlyList<(string Path, string Text)> Files)
{
    private const string Head = """
        scenario: Attack
        inputs:
          api: { type: url }
          secret: { secret: true }
          away: { default: "{evil}" }
        steps:

        """;

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        .. new[] { "addresses.txt", "values.txt", "detours.txt", "redirects.txt", "surroundings.txt", "twins.txt" }.SelectMany(file =>
            CaseFiles.Read(file, "scenario.yaml", "exfiltration").Select(Read)
        ),
    ];

    /// <summary>What passes an open door is known and written down, not refused: what SECURITY.md does not promise.</summary>
    public static IReadOnlyList<AttackCase> NotCovered { get; } =
    [.. CaseFiles.Read("not-covered.txt", "scenario.yaml", "exfiltration").Select(Read)];

    public bool IsTwin => Outcome == "passes";

    private static AttackCase Read(FileCase written)
    {
        var (name, outcome) = written.Name.Split(" ⇒ ") is [var first, var second]
            ? (first, second)
            : throw new InvalidOperationException($"no outcome: {written.Name}");
        var parts = outcome.Split(", ");
        var entry = written.Files[0].Text;
        if (!entry.StartsWith("scenario:", StringComparison.Ordinal))
            entry = Head + entry;
        return new AttackCase(name, parts[0], parts.Contains("granted"), [("scenario.yaml", entry), .. written.Files.Skip(1)]);
    }
}
