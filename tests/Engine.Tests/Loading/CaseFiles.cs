namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>A case of tests/cases/wrong: a name and the files it is made of; the first one is the one the user names.</summary>
internal sealed record FileCase(string Name, IReadOnlyList<(string Path, string Text)> Files);

/// <summary>
/// Cases made of files: <c>=== name</c> begins a case, <c>--- path.yaml</c> a further file of it; a <c>---</c> without a path belongs to the file.
/// </summary>
internal static class CaseFiles
{
    /// <summary>The files of tests/cases/wrong that are scenarios.</summary>
    public static TheoryData<string> OfScenarios =>
        [
            .. Directory
                .EnumerateFiles(RepositoryRoot.PathOf("tests", "cases", "wrong"))
                .Select(f => Path.GetFileName(f))
                .Where(f => f != "environments.txt")
                .Order(StringComparer.Ordinal),
        ];

    private const string CaseMark = "=== ";
    private const string FileMark = "--- ";

    /// <param name="file">The file below the folder.</param>
    /// <param name="entry">The path of the first file of every case.</param>
    /// <param name="folder">The folder below tests/cases.</param>
    public static IEnumerable<FileCase> Read(string file, string entry, string folder = "wrong")
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf("tests", "cases", folder, file));
        foreach (var part in ("\n" + text).Split("\n" + CaseMark).Skip(1))
        {
            var (name, rest) = Cut(part);
            var files = ("\n" + FileMark + entry + "\n" + rest).Split("\n" + FileMark).Skip(1).Select(Cut);
            yield return new FileCase(name, [.. files]);
        }
    }

    private static (string First, string Others) Cut(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
    }
}
