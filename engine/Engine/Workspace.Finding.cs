using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine;

/// <content>From what a user writes to files.</content>
public sealed partial class Workspace
{
    /// <summary>
    /// The YAML files a user means by a path: those in a folder and below it, or those a pattern stands for, in ordinal order, else the path itself.
    /// A file or a folder of that very name goes before a pattern.
    /// </summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    internal static FoundFiles Find(string path, SourceSpan namedAt)
    {
        var problems = new DiagnosticBag();
        var files =
            Folders.Exists(path) ? Found(Folders.Find(path, namedAt, problems), namedAt)
            : FilePattern.IsPattern(path) && !PackPaths.Exists(path) ? FindPattern(path, namedAt, problems)
            : [new NamedFile(path, namedAt, WasFound: false)];
        return new FoundFiles([.. files], problems.All);
    }

    /// <summary>Each file once, where it comes first, links followed; one that is named itself counts as named wherever else it was found.</summary>
    internal static IReadOnlyList<NamedFile> Distinct(IEnumerable<NamedFile> files) =>
        [
            .. files
                .GroupBy(f => f.Piped is null ? PackPaths.Canonical(f.Path) : f.Path, StringComparer.Ordinal)
                .Select(same => same.FirstOrDefault(f => !f.WasFound) ?? same.First()),
        ];

    internal static bool IsStandardInput(string path) => PipedFiles.IsStandardInput(path);

    /// <summary>What came through a pipe, when that is what a user means by a path; it is read now, and only once. Null for a file and for a folder.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="input">Opens standard input; null when it is the keyboard.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="ct">Ends the reading.</param>
    internal static async Task<NamedFile?> ReadPipedAsync(string path, Func<Stream>? input, SourceSpan namedAt, CancellationToken ct) =>
        await PipedFiles.ReadAsync(path, input, namedAt, ct) is { } piped
            ? new NamedFile(piped.Name, namedAt, WasFound: false) { Piped = piped }
            : null;

    /// <summary>Whether there is a file or a folder of this name.</summary>
    internal static bool Exists(string path) => PackPaths.Exists(path);

    internal static bool IsFolder(string path) => Folders.Exists(path);

    // One that is written out is named, as it is when a shell takes the braces away; one that is not there is missed when it is read.
    private static List<NamedFile> FindPattern(string path, SourceSpan namedAt, DiagnosticBag problems)
    {
        if (FilePattern.Alternatives(path) is not { } alternatives)
        {
            SayNothingFound(
                namedAt,
                $"the pattern \"{path}\" stands for too many patterns",
                "name a folder, or fewer parts in braces",
                problems
            );
            return [];
        }
        var files = new List<NamedFile>();
        foreach (var pattern in alternatives)
            files.AddRange(
                FilePattern.IsWild(pattern) && !PackPaths.Exists(pattern)
                    ? Found(PatternSearch.Find(pattern, namedAt, problems), namedAt)
                    : Find(pattern, namedAt).Files
            );
        if (files.Count == 0 && !problems.HasErrors)
            SayNothingFound(
                namedAt,
                $"no file matches the pattern \"{path}\"",
                "look at its letters and at the folder you are in; a pattern finds files that end in .yaml or .yml",
                problems
            );
        return files;
    }

    private static void SayNothingFound(SourceSpan namedAt, string what, string fix, DiagnosticBag problems) =>
        problems.Add(DiagnosticCodes.NothingMatches, namedAt, what, null, fix);

    private static IEnumerable<NamedFile> Found(IEnumerable<string> paths, SourceSpan namedAt) =>
        paths.Select(p => new NamedFile(p, namedAt, WasFound: true));
}
