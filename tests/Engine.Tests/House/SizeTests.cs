namespace PingOneScenarios.Engine.Tests.House;

/// <summary>The house stays easy to see: files stay short. Complexity is held by the analyzers of the build.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int UsualFile = 150;

    private static IEnumerable<(string Path, int Lines)> Files =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (System.IO.Path.GetRelativePath(RepositoryRoot.Folder, file), File.ReadLines(file).Count()));

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.DoesNotContain(Files, f => f.Lines > LongestFile);

    [Fact]
    public void At_least_nine_of_ten_files_are_shorter_than_150_lines()
    {
        var files = Files.ToList();
        Assert.InRange(files.Count(f => f.Lines > UsualFile), 0, files.Count / 10);
    }

    [Fact]
    public void No_folder_is_named_like_a_type_in_it()
    {
        var clashes = typeof(Workspace)
            .Assembly.GetTypes()
            .Where(t => t.Namespace is not null && t.Name == t.Namespace[(t.Namespace.LastIndexOf('.') + 1)..]);
        Assert.Empty(clashes);
    }
}
