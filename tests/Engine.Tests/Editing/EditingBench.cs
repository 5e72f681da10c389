using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Engine.Tests.Editing;

/// <summary>The file tests/cases/editing/pack/scenario.yaml open in an editor, with a cursor <c>‸</c> in it; what it includes lies on disk.</summary>
internal sealed class EditingBench
{
    private const char Mark = '‸';

    private static readonly string Folder = EditedFiles.Canonical(RepositoryRoot.PathOf("tests", "cases", "editing", "pack"));

    private static readonly string Path = System.IO.Path.Combine(Folder, "scenario.yaml");

    private static readonly string Base = File.ReadAllText(Path);

    private readonly EditedFiles files = new(new Workspace());

    public int Cursor { get; private set; }

    /// <summary>Opens the file of a case; null when it is left alone.</summary>
    /// <param name="parts">As the tables explain it, without the title.</param>
    public async Task<EditedFile?> OpenAsync(string[] parts)
    {
        var (piece, typed) = (Written(parts[0]), parts.Length > 1 ? Written(parts[1]) : null);
        if (piece.Length == 0)
            return await WriteAsync(typed!);
        var plain = piece.Replace($"{Mark}", "", StringComparison.Ordinal);
        var at = Base.IndexOf(plain, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the file has no \"{plain}\"");
        if (typed is not null)
            await WriteAsync(Base);
        return await WriteAsync(string.Concat(Base.AsSpan(0, at), typed ?? piece, Base.AsSpan(at + plain.Length)));
    }

    public static string Show(FilePlace place) => $"{System.IO.Path.GetRelativePath(Folder, place.FullPath)}:{Show(place.Span)}";

    public static string Show(SourceSpan span) => $"{span.Line}:{span.Column} {span.Text}".TrimEnd();

    private Task<EditedFile?> WriteAsync(string marked)
    {
        Cursor = marked.IndexOf(Mark, StringComparison.Ordinal);
        files.Write(Path, Cursor < 0 ? marked : marked.Remove(Cursor, 1));
        return files.ReadAsync(Path, TestContext.Current.CancellationToken);
    }

    // \n is a line break, \\ a backslash.
    private static string Written(string part) => Regex.Replace(part, @"\\(.)", m => m.Value == "\\n" ? "\n" : m.Groups[1].Value);
}
