#pragma warning disable RS0030 // keeper of file watching
namespace PingOneScenarios.Cli.Watching;

/// <summary>The keeper of file watching: hears from the system that something happened to files. It may miss things, and tell what is none.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly HashSet<string> files;
    private readonly Action tell;

    /// <summary>Folders are watched, not files: a file that is replaced by another of its name is no longer the one that was watched.</summary>
    /// <param name="files">By their absolute paths.</param>
    /// <param name="tell">Called from any thread.</param>
    public FolderWatch(IEnumerable<string> files, Action tell)
    {
        this.files = files.ToHashSet(StringComparer.Ordinal);
        this.tell = tell;
        foreach (var folder in this.files.Select(Path.GetDirectoryName).OfType<string>().Distinct(StringComparer.Ordinal))
            Watch(folder);
    }

    /// <summary>Whether the system does not watch all of it.</summary>
    public bool IsIncomplete { get; private set; }

    public void Dispose()
    {
        foreach (var watcher in watchers)
            watcher.Dispose();
    }

    private void Watch(string folder)
    {
        var watcher = new FileSystemWatcher
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watchers.Add(watcher);
        watcher.Changed += (_, e) => Hear(e.FullPath);
        watcher.Created += (_, e) => Hear(e.FullPath);
        watcher.Deleted += (_, e) => Hear(e.FullPath);
        watcher.Renamed += (_, e) => Hear(e.FullPath, e.OldFullPath);
        watcher.Error += (_, _) => Fail();
        try
        {
            watcher.Path = folder;
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The second: the folder has just gone.
            IsIncomplete |= e is not ArgumentException;
        }
    }

    private void Hear(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (!files.Contains(path))
                continue;
            tell();
            return;
        }
    }

    private void Fail()
    {
        IsIncomplete = true;
        tell();
    }
}
