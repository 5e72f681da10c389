using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <content>Everything that can be said about many scenarios and environment files without an operator.</content>
public sealed partial class Workspace
{
    /// <summary>
    /// What is wrong with each of the files, in their order; what was found in a folder and is neither kind of file is left out. Says of a
    /// scenario what is said of it when it is loaded alone.
    /// </summary>
    internal async Task<ImmutableArray<CheckedFile>> CheckAsync(IReadOnlyList<NamedFile> files, CancellationToken ct)
    {
        var results = new CheckedFile?[files.Count];
        var texts = new SourceText?[files.Count];
        var reading = NewReading(TextsOf(files));
        await Parallel.ForAsync(
            0,
            files.Count,
            ct,
            async (i, stop) =>
            {
                var problems = new DiagnosticBag();
                texts[i] = await reading.ReadTextAsync(files[i], problems, stop);
                results[i] = texts[i] is null ? new CheckedFile(files[i].Path, problems.All) : null;
            }
        );
        var mentioned = MentionedFiles.In(texts.OfType<SourceText>());
        foreach (var text in texts.OfType<SourceText>().Where(t => mentioned.Contains(Path.GetFileName(t.Path))))
            reading.Documents.Keep(text, PackPaths.Canonical(text.Path));
        await Parallel.ForAsync(
            0,
            files.Count,
            ct,
            async (i, stop) =>
            {
                if (texts[i] is { } text)
                    results[i] = await CheckAsync(files[i], text, mentioned.Contains(Path.GetFileName(text.Path)), reading, stop);
            }
        );
        return [.. results.OfType<CheckedFile>()];
    }

    private static async ValueTask<CheckedFile?> CheckAsync(
        NamedFile file,
        SourceText text,
        bool isKept,
        ScenarioReading reading,
        CancellationToken ct
    )
    {
        var problems = new DiagnosticBag();
        var kept = isKept ? await reading.OpenAsync(file, problems, ct) : null;
        var document = kept ?? reading.Documents.Parse(text, PackPaths.Canonical(file.Path));
        if (document.Kind == DocumentKind.Environment)
            EnvironmentLoader.Read(document, problems);
        else if (file.WasFound && document.Kind != DocumentKind.Scenario)
            return null;
        else if (await reading.ReadAsync(document, problems, ct) is { } tree)
            reading.Check(tree, problems);
        return new CheckedFile(file.Path, problems.All);
    }
}

/// <summary>A file and what was found in it and in what it includes; it is valid when there is no error among it.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Diagnostics">In the order of their places.</param>
internal sealed record CheckedFile(string Path, ImmutableArray<Diagnostic> Diagnostics);
