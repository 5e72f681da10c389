using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>Where the texts of files come from: what an editor holds unsaved or a pipe gave comes first, everything else is read from disk.</summary>
/// <param name="unsaved">The unsaved texts by canonical path.</param>
internal sealed class FileTexts(ImmutableDictionary<string, string> unsaved)
{
    private static readonly ImmutableDictionary<string, string> Nothing = ImmutableDictionary.Create<string, string>(
        StringComparer.Ordinal
    );

    private ImmutableDictionary<string, PipedText> piped = ImmutableDictionary.Create<string, PipedText>(StringComparer.Ordinal);

    public static FileTexts OnDisk { get; } = new(Nothing);

    /// <summary>What is on disk, and what came through pipes, as if it stood in the current folder.</summary>
    public static FileTexts With(IEnumerable<PipedText> texts) =>
        new(Nothing) { piped = texts.Aggregate(OnDisk.piped, (all, text) => all.SetItem(PackPaths.Canonical(text.Name), text)) };

    /// <summary>Whether the text of a canonical path came through a pipe.</summary>
    public bool IsPiped(string full) => piped.ContainsKey(full);

    /// <inheritdoc cref="ScenarioFiles.ReadAsync"/>
    public async Task<SourceText?> ReadAsync(string path, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        if (!piped.IsEmpty && piped.TryGetValue(PackPaths.Canonical(path), out var given))
            return Given(given, shown, problems);
        if (unsaved.IsEmpty || !unsaved.TryGetValue(PackPaths.Canonical(path), out var text))
            return await ScenarioFiles.ReadAsync(path, shown, namedAt, problems, ct);
        return Encoding.UTF8.GetByteCount(text) > ScenarioFiles.LargestFile
            ? ScenarioFiles.SayTooLarge(shown, namedAt, problems)
            : new SourceText(shown, text);
    }

    private static SourceText? Given(PipedText given, string shown, DiagnosticBag problems)
    {
        if (given.Problem is { } problem)
            problems.Add(problem);
        return given.Text is null ? null : new SourceText(shown, given.Text);
    }
}
