#pragma warning disable RS0030 // keeper of files
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of folders: here files are found.</summary>
internal static class Folders
{
    /// <summary>How deep folders are searched.</summary>
    public const int Deepest = 64;

    public static bool Exists(string path) => Directory.Exists(path);

    /// <summary>
    /// The YAML files in a folder and below it, by their paths as the user would write them, in ordinal order. Folders whose names
    /// begin with a dot are passed over, and so are links that lead back into a folder that was searched already. A link that leads out of
    /// the folder is an error: who shares the folder would choose which files of the user are read, shown and formatted (trust rule 8).
    /// </summary>
    /// <param name="folder">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes the folders that cannot be searched.</param>
    public static ImmutableArray<string> Find(string folder, SourceSpan namedAt, DiagnosticBag problems)
    {
        var found = new List<string>();
        var top = PackPaths.Canonical(folder is "" ? "." : folder);
        Search(folder is "." or "./" ? "" : folder, new HashSet<string>(StringComparer.Ordinal), 0);
        found.Sort(StringComparer.Ordinal);
        return [.. found];

        void Search(string shown, HashSet<string> searched, int depth)
        {
            var here = shown.Length == 0 ? "." : shown;
            if (depth > Deepest || !searched.Add(PackPaths.Canonical(here)) || !StaysIn(top, here, namedAt, problems))
                return;
            try
            {
                found.AddRange(FilesIn(here, top, namedAt, problems).Select(f => Path.Combine(shown, f)));
                var below = Directory.EnumerateDirectories(here).Select(d => Path.GetFileName(d)).Where(d => !d.StartsWith('.'));
                foreach (var name in below.Order(StringComparer.Ordinal))
                    Search(Path.Combine(shown, name), searched, depth + 1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                SayUnsearched(here, namedAt, problems);
            }
        }
    }

    /// <summary>The names of the YAML files in a folder alone.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="top">The folder its links must stay in.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes the links that lead out.</param>
    public static IEnumerable<string> FilesIn(string folder, string top, SourceSpan namedAt, DiagnosticBag problems) =>
        Directory
            .EnumerateFiles(folder)
            .Where(f => IsYaml(f) && (!IsLink(f) || StaysIn(top, f, namedAt, problems)))
            .Select(f => Path.GetFileName(f));

    public static void SayUnsearched(string folder, SourceSpan namedAt, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.FileUnreadable,
            namedAt,
            $"the folder \"{folder}\" cannot be searched",
            null,
            "look at its permissions"
        );

    /// <summary>The path of a file from the folder of another one, with forward slashes; null when there is no such file in or next to a folder above.</summary>
    /// <param name="path">The file it is seen from.</param>
    /// <param name="wanted">The file, relative to a folder above.</param>
    public static string? FindAbove(string path, string wanted)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(path));
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, wanted)))
                return Path.GetRelativePath(own!, Path.Combine(folder, wanted)).Replace('\\', '/');
        }
        return null;
    }

    /// <summary>Whether a path does not lead out of a folder, links followed; else that is said.</summary>
    public static bool StaysIn(string top, string path, SourceSpan namedAt, DiagnosticBag problems)
    {
        if (PackPaths.IsWithin(top, PackPaths.Canonical(path)))
            return true;
        problems.Add(
            DiagnosticCodes.FileUnreadable,
            namedAt,
            $"the link \"{path}\" leads out of the folder that is searched",
            null,
            "name the file it leads to, or remove the link"
        );
        return false;
    }

    private static bool IsLink(string file) => File.GetAttributes(file).HasFlag(FileAttributes.ReparsePoint);

    private static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml" && !Path.GetFileName(file).StartsWith('.');
}
