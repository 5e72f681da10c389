using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>The shipped scenarios, and copies of them that a test may change.</summary>
internal sealed partial class Pack : IDisposable
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

    /// <summary>Every file that is run by itself: what is shared is run by those that include it.</summary>
    public static IEnumerable<string> Entries() => Files().Where(f => !IsShared(f));

    /// <summary>The scenario to run to see what a file does: itself, or for what is shared one that uses it.</summary>
    public static string EntryFor(string file) =>
        IsShared(file)
            ? Files()
                .FirstOrDefault(f =>
                    !IsShared(f)
                    && File.ReadAllText(RepositoryRoot.PathOf(f)).Contains($"/{Path.GetFileName(file)}", StringComparison.Ordinal)
                )
                ?? file
            : file;

    /// <summary>Whether a file is there for others to include.</summary>
    public static bool IsShared(string file) => file.Contains("/shared/", StringComparison.Ordinal);

    /// <summary>Whether some scenario takes an output of this name from another, or has an input of it that it may obtain.</summary>
    public static bool IsTaken(string output) =>
        Files()
            .Select(f => File.ReadAllText(RepositoryRoot.PathOf(f)))
            .Any(t =>
                t.Contains($"outputs.{output}", StringComparison.Ordinal)
                || Regex.IsMatch(t, $@"^  {output}: .*obtain: ", RegexOptions.Multiline)
            );

    /// <summary>The copy of a file.</summary>
    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Replaces a text that occurs in exactly one place of the main scenario and what it includes.</summary>
    public void Replace(string text, string replacement) => ReplaceOnce([.. TreeOf(ClientSecretJwt)], text, replacement);

    /// <summary>Replaces a text that occurs in exactly one place of a scenario, or else of what it includes.</summary>
    public void ReplaceIn(string file, string text, string replacement) =>
        ReplaceOnce(Count(PathOf(file), text) > 0 ? [file] : [.. TreeOf(file)], text, replacement);

    private void ReplaceOnce(string[] files, string text, string replacement)
    {
        var places = files.Select(PathOf).SelectMany(f => Enumerable.Repeat(f, Count(f, text))).ToList();
        Assert.True(places.Count == 1, $"\"{text}\" occurs {places.Count} times in {string.Join(", ", files)}");
        File.WriteAllText(places[0], File.ReadAllText(places[0]).Replace(text, replacement, StringComparison.Ordinal));
    }

    // The file, what it includes, and what these include.
    public static IEnumerable<string> TreeOf(string file) =>
        Files().Where(f => IsShared(f) && Includes(file, f)).SelectMany(TreeOf).Prepend(file).Distinct();

    private static bool Includes(string file, string shared) =>
        file != shared
        && Inclusion().Matches(File.ReadAllText(RepositoryRoot.PathOf(file))).Any(m => Path.GetFileName(shared) == m.Groups[1].Value);

    /// <summary>The text of a copy; the path is that from the root of the repository.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder.FullName, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);

    public void Dispose() => folder.Delete(recursive: true);

    private static int Count(string file, string text) => File.ReadAllText(file).Split(text).Length - 1;

    [GeneratedRegex(@"^ .*(?:call|obtain): (?:\S*/)?([\w-]+\.yaml)", RegexOptions.Multiline)]
    private static partial Regex Inclusion();
}
