#pragma warning disable RS0030 // keeper of files
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of the file that holds the key of a journal: only its owner may read it, and it is itself, no link.</summary>
internal static class JournalKeyFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Whether something stands at its place.</summary>
    public static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>What the file holds, or why that is no good.</summary>
    public static async Task<SecretText> ReadAsync(string path, CancellationToken ct)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return SecretText.Missing("it is a link", "put the file itself there");
        if (Path.GetDirectoryName(path) is { } folder && (ModeOf(folder) & OfOthers) != 0)
            return SecretText.Missing("other users of this machine may write into its folder", $"chmod go-w {SecretFiles.Quoted(folder)}");
        return await SecretFiles.ReadAsync(path, ct);
    }

    /// <summary>
    /// Puts a text there in one go, with its folder where there is none. A file that stands there already is left as it is: of several
    /// processes one wins, and all read what it wrote.
    /// </summary>
    /// <returns>Null when there is a file now; else why not.</returns>
    public static SecretText? Make(string path, string text, string unique)
    {
        var folder = Path.GetDirectoryName(path)!;
        var part = Path.Combine(folder, $".{Path.GetFileName(path)}.{unique}");
        try
        {
            MakeFolder(folder);
            Write(part, text);
            File.Move(part, path, overwrite: false);
            return null;
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SecretText.Missing("it cannot be made", "look at the permissions of its folder, and whether the disk is full");
        }
        finally
        {
            Discard(part);
        }
    }

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

    private static void Write(string part, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        using var file = new FileStream(part, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    // Gone already when it was moved.
    private static void Discard(string part)
    {
        try
        {
            if (File.Exists(part))
                File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
