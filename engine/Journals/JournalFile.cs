#pragma warning disable RS0030 // keeper of the file of a journal

using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>The keeper of the file of a journal: what is seen to before SQLite opens it.</summary>
/// <remarks>Nothing here opens a file that is there: to close it again would take away the locks that SQLite has on it in this process.</remarks>
internal sealed class JournalFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private JournalFile(string path) => Path = path;

    /// <summary>Absolute; where a link leads.</summary>
    public string Path { get; }

    /// <exception cref="JournalException">It leads nowhere.</exception>
    public static JournalFile Of(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            if (new FileInfo(full) is { LinkTarget: not null } link)
                full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (!IsOfTheSystem(full) && !Directory.Exists(full))
                return new JournalFile(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw NoFile(path);
        }
        throw NoFile(path);
    }

    /// <summary>Whether it stands under its name.</summary>
    public bool IsThere() => File.Exists(Path);

    /// <summary>Whether nothing that belongs to it stands in the file beside it.</summary>
    public bool IsWhole() => new FileInfo(Path + "-wal") is not { Exists: true, Length: > 0 };

    /// <summary>Makes folder and file when they are missing, for their owner alone, and sees whether the disk will do.</summary>
    /// <exception cref="JournalException">It will not, or they cannot be made.</exception>
    public void Prepare()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        FileSystems.Check(Path, Standing(folder));
        try
        {
            if (!Directory.Exists(folder))
                MakeFolder(folder);
            if (!File.Exists(Path))
                Make();
            foreach (var file in (string[])[Path, Path + "-wal", Path + "-shm"])
                KeepFromOthers(file);
        }
        catch (UnauthorizedAccessException)
        {
            throw Failures.NotAllowed(this);
        }
        catch (IOException)
        {
            throw Unmade(folder);
        }
    }

    private static bool IsOfTheSystem(string full) =>
        full.StartsWith("/proc/", StringComparison.Ordinal)
        || (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal));

    private static JournalException NoFile(string path) =>
        new($"the journal {path} is a folder, a device or a link that leads nowhere", "name a file for the journal");

    // The nearest folder upwards that is there.
    private static string Standing(string folder)
    {
        while (!Directory.Exists(folder) && System.IO.Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return folder;
    }

    private static void MakeFolder(string folder)
    {
        if (System.IO.Path.GetDirectoryName(folder) is { } parent && !Directory.Exists(parent))
            MakeFolder(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersFolder);
    }

    // SQLite gives the files that it makes beside it the mode of this one.
    private void Make()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        try
        {
            new FileStream(Path, options).Dispose();
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process was faster.
        }
    }

    // One that others may read, from a copy or a wider umask, is made the owner's alone.
    private static void KeepFromOthers(string file)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(file))
            return;
        try
        {
            if ((File.GetUnixFileMode(file) & ~OwnersFile) is not 0 and var more)
                File.SetUnixFileMode(file, File.GetUnixFileMode(file) & ~more);
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            // It went away, or belongs to somebody else, who decides of it.
        }
    }

    private JournalException Unmade(string folder)
    {
        for (var place = folder; place is not null; place = System.IO.Path.GetDirectoryName(place))
        {
            if (File.Exists(place))
                return new($"the journal {Path} cannot be made: {place} is a file and no folder", "use a journal in another folder");
        }
        return new(
            $"the journal {Path} cannot be made: its disk is full or read-only",
            "make room there, or use a journal on another disk"
        );
    }
}
