using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Loading;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>A folder of its own for the files of one case, gone afterwards.</summary>
internal sealed class TemporaryPack : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-pack-");

    /// <summary>Where the path of the entry is written.</summary>
    public static SourceSpan CommandLine { get; } = new(new SourceText("command line", "p1s validate scenario.yaml"), 13, 13);

    public string Folder => folder.FullName;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public TemporaryPack Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    public TemporaryPack Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(file), bytes);
        return this;
    }

    public TemporaryPack Write(FileCase files)
    {
        foreach (var (path, text) in files.Files)
            Write(path, text);
        return this;
    }

    /// <summary>What <c>validate</c> says, with paths as seen from the folder.</summary>
    public async Task<string> ValidateAsync(string file = "scenario.yaml") =>
        Render(await ProblemsAsync(PathOf(file), TestContext.Current.CancellationToken));

    /// <summary>What is wrong with a scenario, named on a command line.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ProblemsAsync(string path, CancellationToken ct)
    {
        using var workspace = new Workspace();
        return (await workspace.LoadAsync([new NamedFile(path, CommandLine, WasFound: false)], ct))[0].Diagnostics;
    }

    /// <summary>What is wrong with an environment file.</summary>
    public static async Task<ImmutableArray<Diagnostic>> EnvironmentProblemsAsync(string path, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        await EnvironmentLoader.LoadAsync(path, CommandLine, Loads.Documents, problems, ct);
        return problems.All;
    }

    public string Render(IEnumerable<Diagnostic> problems) =>
        string.Join("\n", problems.Select(p => p.ToString()))
            .Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(Folder, ".", StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
