namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>A folder for what a command writes, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-cli-");

    public string Folder => folder.FullName;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public string Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    /// <summary>What a command printed, as seen from the folder.</summary>
    public string Seen(string printed) =>
        printed.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(Folder, ".", StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
