using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;

namespace PingOneScenarios.Engine;

/// <summary>
/// The files someone has open in an editor, read as <c>validate</c> reads them but from their unsaved texts, also where they include each
/// other. Paths are those of <see cref="Canonical"/>. Not for several threads at once.
/// </summary>
internal sealed class EditedFiles(Workspace workspace)
{
    private readonly Dictionary<string, OpenFile> open = new(StringComparer.Ordinal);
    private ScenarioReading? reading;

    /// <summary>The one path of a file: absolute, symbolic links resolved.</summary>
    public static string Canonical(string path) => PackPaths.Canonical(path);

    /// <summary>A file is opened, or its text has changed.</summary>
    public void Write(string path, string text)
    {
        open[path] = new OpenFile(path, text) { LastRead = open.GetValueOrDefault(path)?.LastRead };
        Forget();
    }

    /// <summary>A file is closed; from now on its text is that on disk.</summary>
    public void Close(string path)
    {
        open.Remove(path);
        Forget();
    }

    /// <summary>What was read is not relied on any more: something on disk may have changed.</summary>
    public void Forget()
    {
        reading = null;
        foreach (var file in open.Values)
            file.Problems = null;
    }

    /// <summary>What is wrong with an open file and all it includes; nothing for YAML that is neither scenario nor environment.</summary>
    public async Task<ImmutableArray<Diagnostic>> CheckAsync(string path, CancellationToken ct)
    {
        if (!open.TryGetValue(path, out var file))
            return [];
        await ReadAsync(file, ct);
        return file.Problems ?? [];
    }

    /// <summary>What is wrong with an open file and has one certain change in it, with that change.</summary>
    public async Task<ImmutableArray<Diagnostic>> RepairsAsync(string path, CancellationToken ct) =>
        [
            .. (await CheckAsync(path, ct)).Where(d =>
                d.Repair is { } repair && Path.GetFullPath(d.Span.Source.Path) == path && repair.Span.Source == d.Span.Source
            ),
        ];

    /// <summary>An open file, or null when it is not open or left alone.</summary>
    public async Task<EditedFile?> ReadAsync(string path, CancellationToken ct)
    {
        if (!open.TryGetValue(path, out var file) || file.Kind == FileKind.Other)
            return null;
        await ReadAsync(file, ct);
        return new EditedFile(new EditedText(file.Kind, file.Text, file.LastRead, Workspace.Functions));
    }

    /// <summary>The text of an open file in its usual form; null when it is left alone.</summary>
    public string? Format(SourceText text, string path) => workspace.Format(text, path);

    private async Task ReadAsync(OpenFile file, CancellationToken ct)
    {
        if (file.Problems is not null)
            return;
        var problems = new DiagnosticBag();
        if (file.Kind is FileKind.Environment or FileKind.Scenario)
            await ReadAsync(file, problems, ct);
        file.Problems = problems.All;
    }

    private async Task ReadAsync(OpenFile file, DiagnosticBag problems, CancellationToken ct)
    {
        reading ??= workspace.NewReading(
            new FileTexts(open.ToImmutableDictionary(f => f.Key, f => f.Value.Text.Text, StringComparer.Ordinal))
        );
        if (await reading.OpenAsync(NamedFile.Of(file.Path), problems, ct) is not { } document)
            return;
        if (file.Kind == FileKind.Environment)
            EnvironmentLoader.Read(document, problems);
        else if (await reading.ReadAsync(document, problems, ct) is { } tree)
        {
            reading.Check(tree, problems);
            file.LastRead = new ScenarioOutline(tree, document, Workspace.Functions);
        }
    }

    private sealed class OpenFile(string path, string text)
    {
        public string Path => path;

        public SourceText Text { get; } = new(path, text);

        public FileKind Kind { get; } = FileKinds.Of(path, text);

        /// <summary>Null until it has been read.</summary>
        public ImmutableArray<Diagnostic>? Problems { get; set; }

        /// <summary>What could last be read of it, now or in an earlier text.</summary>
        public ScenarioOutline? LastRead { get; set; }
    }
}
