#pragma warning disable RS0030 // keeper of files
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>
/// Finds the YAML files a pattern stands for, by their paths as the user would write them; a folder it matches stands for the files in it.
/// What <see cref="Folders.Find"/> passes over or refuses is passed over and refused here.
/// </summary>
internal sealed class PatternSearch
{
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);
    private readonly HashSet<(string Folder, int Part)> searched = [];
    private readonly string[] parts;
    private readonly string top;
    private readonly SourceSpan namedAt;
    private readonly DiagnosticBag problems;

    private PatternSearch(string top, string[] parts, SourceSpan namedAt, DiagnosticBag problems) =>
        (this.top, this.parts, this.namedAt, this.problems) = (PackPaths.Canonical(top.Length == 0 ? "." : top), parts, namedAt, problems);

    /// <summary>In ordinal order.</summary>
    /// <param name="pattern">Without braces.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes the folders that cannot be searched.</param>
    public static IReadOnlyCollection<string> Find(string pattern, SourceSpan namedAt, DiagnosticBag problems)
    {
        var all = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var plain = all.TakeWhile(p => !FilePattern.IsWild(p)).Count();
        var root = plain > 0 && all[0].Length == 0 ? Path.DirectorySeparatorChar.ToString() : "";
        var top = root + Path.Combine([.. all.Take(plain).Where(p => p.Length > 0)]);
        var search = new PatternSearch(top, [.. all.Skip(plain).Where(p => p.Length > 0)], namedAt, problems);
        if (top.Length == 0 || Directory.Exists(top))
            search.Search(top is "." ? "" : top, 0, 0);
        return search.found;
    }

    private void Search(string shown, int part, int depth)
    {
        var here = shown.Length == 0 ? "." : shown;
        if (depth > Folders.Deepest || !searched.Add((PackPaths.Canonical(here), part)) || !Folders.StaysIn(top, here, namedAt, problems))
            return;
        try
        {
            if (parts[part] == "**")
                SearchAll(shown, here, part, depth);
            else
                SearchNamed(shown, here, part, depth);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Folders.SayUnsearched(here, namedAt, problems);
        }
    }

    private void SearchAll(string shown, string here, int part, int depth)
    {
        if (part == parts.Length - 1)
        {
            found.UnionWith(Folders.Find(here, namedAt, problems));
            return;
        }
        Search(shown, part + 1, depth);
        foreach (var name in NamesOf(Directory.EnumerateDirectories(here)).Where(n => !n.StartsWith('.')))
            Search(Path.Combine(shown, name), part, depth + 1);
    }

    private void SearchNamed(string shown, string here, int part, int depth)
    {
        var pattern = NamePattern.Read(parts[part]);
        var isLast = part == parts.Length - 1;
        foreach (var name in NamesOf(Directory.EnumerateDirectories(here)).Where(pattern.Matches))
        {
            var below = Path.Combine(shown, name);
            if (!isLast)
                Search(below, part + 1, depth + 1);
            else if (Folders.StaysIn(top, below, namedAt, problems))
                found.UnionWith(Folders.Find(below, namedAt, problems));
        }
        if (isLast)
            found.UnionWith(Folders.FilesIn(here, top, namedAt, problems).Where(pattern.Matches).Select(n => Path.Combine(shown, n)));
    }

    private static IEnumerable<string> NamesOf(IEnumerable<string> paths) =>
        paths.Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);
}
