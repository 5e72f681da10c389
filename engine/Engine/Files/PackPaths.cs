#pragma warning disable RS0030 // keeper of files
namespace PingOneScenarios.Engine.Files;

/// <summary>The one path of a file, and the pack it belongs to.</summary>
internal static class PackPaths
{
    /// <summary>How many symbolic links a path may lead through; one with more leads nowhere for the system either.</summary>
    private const int MostLinks = 40;

    /// <summary>Absolute, with symbolic links of the file and of every folder above it resolved as far as they exist.</summary>
    public static string Canonical(string path)
    {
        var links = MostLinks;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string full, ref int links)
    {
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var resolved = Path.Combine(Resolve(parent, ref links), Path.GetFileName(full));
        return links > 0 && new FileInfo(resolved).LinkTarget is { } link && links-- > 0
            ? Resolve(Path.GetFullPath(link, Path.GetDirectoryName(resolved)!), ref links)
            : resolved;
    }

    /// <summary>Whether a canonical path is a folder or lies below it.</summary>
    public static bool IsWithin(string folder, string full) =>
        full == folder
        || full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether there is a file or a folder.</summary>
    public static bool Exists(string path) => Path.Exists(path);

    /// <summary>The folder the scenario a user names stays in: that of its pack, else its own.</summary>
    public static string PackRoot(string entry) => PackOf(entry) ?? Path.GetDirectoryName(entry)!;

    /// <summary>The folder of the pack a file belongs to, the nearest one upwards with a <c>pack.yaml</c>; null when it belongs to none.</summary>
    public static string? PackOf(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "pack.yaml")))
                return folder;
        }
        return null;
    }

    /// <summary>Each place upwards from a scenario where a <c>pack.yaml</c> would decide about its pack root, up to the first that is there.</summary>
    public static IEnumerable<string> PackFiles(string entry)
    {
        for (var folder = Path.GetDirectoryName(entry); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "pack.yaml");
            yield return file;
            if (File.Exists(file))
                yield break;
        }
    }
}
