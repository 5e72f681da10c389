using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>Where the texts of files come from: what an editor holds unsaved comes first, everything else is read from disk.</summary>
/// <param name="unsaved">The unsaved texts by canonical path.</param>
internal sealed class FileTexts(ImmutableDictionary<string, string> unsaved)
{
    public static FileTexts OnDisk { get; } = new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <inheritdoc cref="ScenarioFiles.ReadAsync"/>
    public async Task<SourceText?> ReadAsync(string path, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        if (unsaved.IsEmpty || !unsaved.TryGetValue(PackPaths.Canonical(path), out var text))
            return await ScenarioFiles.ReadAsync(path, shown, namedAt, problems, ct);
        return Encoding.UTF8.GetByteCount(text) > ScenarioFiles.LargestFile
            ? ScenarioFiles.SayTooLarge(shown, namedAt, problems)
            : new SourceText(shown, text);
    }
}
