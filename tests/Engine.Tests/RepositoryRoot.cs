namespace PingOneScenarios.Engine.Tests;

/// <summary>Where the files of the repository are, found from the folder the tests run in.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds PingOneScenarios.sln.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below the root, its parts joined.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>A file of a public suite that lies beside the repository; null when it is not there.</summary>
    public static string? FindCorpus(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Folder, "..", "shared", "corpora", .. parts]));
        return File.Exists(path) ? path : null;
    }

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PingOneScenarios.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no folder above {start} holds PingOneScenarios.sln");
    }
}
