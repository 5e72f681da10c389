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
        var contents = new byte[]?[files.Count];
        var reading = NewReading(TextsOf(files));
        await Parallel.ForAsync(
            0,
            files.Count,
            ct,
            async (i, stop) =>
            {
                var problems = new DiagnosticBag();
                contents[i] = await reading.ReadBytesAsync(files[i], problems, stop);
                results[i] = contents[i] is null ? new CheckedFile(files[i].Path, problems.All) : null;
            }
        );
        var mentioned = MentionedFiles.In(contents.OfType<byte[]>());
        for (var i = 0; i < files.Count; i++)
        {
            if (contents[i] is not { } content || !mentioned.Contains(Path.GetFileName(files[i].Path)))
                continue;
            // What is wrong with its letters is said where it is checked.
            if (ScenarioFiles.Decode(content, files[i].Path, files[i].NamedAt, new DiagnosticBag()) is { } text)
                reading.Documents.Keep(text, PackPaths.Canonical(files[i].Path));
        }
        await Parallel.ForAsync(
            0,
            files.Count,
            ct,
            async (i, stop) =>
            {
                if (contents[i] is not { } content)
                    return;
                // Of many files only those are held that are still to be checked.
                contents[i] = null;
                results[i] = await CheckAsync(files[i], content, reading, stop);
            }
        );
        return [.. results.OfType<CheckedFile>()];
    }

    private static async ValueTask<CheckedFile?> CheckAsync(NamedFile file, byte[] content, ScenarioReading reading, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (ScenarioFiles.Decode(content, file.Path, file.NamedAt, problems) is not { } text)
            return new CheckedFile(file.Path, problems.All);
        var document = await reading.TakeAsync(text);
        ImmutableArray<string>? tags = [];
        if (document.Kind == DocumentKind.Environment)
            EnvironmentLoader.Read(document, problems);
        else if (file.WasFound && document.Kind != DocumentKind.Scenario)
            return null;
        else
        {
            var tree = await reading.ReadAsync(document, problems, ct);
            tags = LoadedScenario.TagsOf(tree, problems.All);
            if (tree is not null)
                reading.Check(tree, problems);
        }
        return new CheckedFile(file.Path, problems.All) { Tags = tags };
    }
}

/// <summary>A file and what was found in it and in what it includes; it is valid when there is no error among it.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Diagnostics">In the order of their places.</param>
internal sealed record CheckedFile(string Path, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>None of a file of an environment; null when nobody knows them, because the file cannot be read.</summary>
    public ImmutableArray<string>? Tags { get; init; }
}
