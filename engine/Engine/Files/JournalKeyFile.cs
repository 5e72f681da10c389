#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of the file that holds the key of a journal: only its owner may read it, and it is itself, no link.</summary>
internal static class JournalKeyFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether something stands at its place.</summary>
    public static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>What the file holds, or why that is no good.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="clock">Measures how long a file is waited for that is being made.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task<SecretText> ReadAsync(string path, TimeProvider clock, CancellationToken ct)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return SecretText.Missing("it is a link", "put the file itself there");
        if (Path.GetDirectoryName(path) is { } folder && (ModeOf(folder) & OfOthers) != 0)
            return SecretText.Missing("other users of this machine may write into its folder", $"chmod go-w {SecretFiles.Quoted(folder)}");
        // Whoever makes it may be about to write into it.
        for (var waited = TimeSpan.Zero; IsEmpty(path) && waited < LongestWait; waited += Wait)
            await Task.Delay(Wait, clock, ct);
        return IsEmpty(path)
            ? SecretText.Missing("it is empty", $"rm {SecretFiles.Quoted(path)}, and another key is made")
            : await SecretFiles.ReadAsync(path, ct);
    }

    /// <summary>
    /// Makes the file with its text, with its folder where there is none. One that stands there already is left as it is: of several
    /// processes the system lets one make it, and all read what that one wrote.
    /// </summary>
    /// <returns>Null when there is a file now; else why not.</returns>
    public static SecretText? Make(string path, string text)
    {
        var isOurs = false;
        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, Options());
            isOurs = true;
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (IOException) when (!isOurs && File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isOurs)
                Discard(path);
            return SecretText.Missing("it cannot be made", "look at the permissions of its folder, and whether the disk is full");
        }
    }

    private static bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };

    private static UnixFileMode ModeOf(string folder)
    {
        try
        {
            return OperatingSystem.IsWindows() || !Directory.Exists(folder) ? UnixFileMode.None : File.GetUnixFileMode(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return UnixFileMode.None;
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
    }

    // Nobody is kept from reading, since whoever comes second waits for the text, and not for the file.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return options;
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left of it holds no key, which is said to whoever reads it.
        }
    }
}
