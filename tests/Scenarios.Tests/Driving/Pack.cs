using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>The shipped scenarios, and copies of them that a test may change.</summary>
internal sealed class Pack : IDisposable
{
    public const string ClientSecretJwt = "scenarios/authentication/client-secret-jwt.yaml";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-pack-");

    public Pack()
    {
        foreach (var file in Files(all: true))
        {
            var copy = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(RepositoryRoot.PathOf(file), copy);
        }
    }

    /// <summary>The folder that holds the copies, laid out like the repository.</summary>
    public string Folder => folder.FullName;

    /// <summary>The copy of the main scenario.</summary>
    public string Entry => Path.Combine(folder.FullName, ClientSecretJwt);

    /// <summary>Every file that is a scenario, as paths from the root of the repository; with all, the others too.</summary>
    public static IEnumerable<string> Files(bool all = false) =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("scenarios"), all ? "*" : "*.yaml", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(RepositoryRoot.Folder, f))
            .Where(f => all || !f.Contains("environments", StringComparison.Ordinal) && Path.GetFileName(f) != "pack.yaml")
            .Order(StringComparer.Ordinal);

    /// <summary>The scenario to run to see what a file does: itself, or for what is shared one that uses it.</summary>
    public static string EntryFor(string file) =>
        file.Contains("/shared/", StringComparison.Ordinal)
            ? Files()
                .First(f =>
                    !f.Contains("/shared/", StringComparison.Ordinal)
                    && File.ReadAllText(RepositoryRoot.PathOf(f)).Contains(Path.GetFileName(file), StringComparison.Ordinal)
                )
            : file;

    /// <summary>The copy of a file.</summary>
    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Replaces a text that occurs in exactly one place of the scenarios.</summary>
    public void Replace(string text, string replacement)
    {
        var places = Files().Select(f => Path.Combine(folder.FullName, f)).SelectMany(f => Enumerable.Repeat(f, Count(f, text))).ToList();
        Assert.True(places.Count == 1, $"\"{text}\" occurs {places.Count} times in the scenarios");
        File.WriteAllText(places[0], File.ReadAllText(places[0]).Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>The text of a copy; the path is that from the root of the repository.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder.FullName, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);

    public void Dispose() => folder.Delete(recursive: true);

    private static int Count(string file, string text) => File.ReadAllText(file).Split(text).Length - 1;
}
