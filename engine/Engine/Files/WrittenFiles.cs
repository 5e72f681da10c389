#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of files that are written whole.</summary>
internal static class WrittenFiles
{
    /// <summary>
    /// Puts a text into the place of a file in one go: whoever reads at the same time sees the old file or the new one. Keeps the
    /// permissions and the byte order mark of the old one; folders are made.
    /// </summary>
    /// <param name="path">As the user knows it; a link is followed.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="mayReplace">Whether a file that is there may be replaced.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="ct">Ends the writing; the old file is then still there.</param>
    /// <returns>What went wrong, or null.</returns>
    public static async Task<Diagnostic?> WriteAsync(string path, string text, bool mayReplace, SourceSpan namedAt, CancellationToken ct)
    {
        var full = PackPaths.Canonical(path);
        if (!mayReplace && Path.Exists(full))
            return Exists(path, namedAt);
        var part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(part, text, new UTF8Encoding(await HasMarkAsync(full, ct)), ct);
            if (File.Exists(full) && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(part, File.GetUnixFileMode(full));
            File.Move(part, full, overwrite: mayReplace);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return !mayReplace && Path.Exists(full) ? Exists(path, namedAt) : Unwritable(path, namedAt);
        }
        finally
        {
            Discard(part);
        }
    }

    // Gone already when all went well, and never there when the folder could not be made: what went wrong before is what is told.
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

    private static async Task<bool> HasMarkAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            return false;
        var beginning = new byte[3];
        await using var file = File.OpenRead(path);
        return await file.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, ct) == 3
            && beginning.AsSpan().SequenceEqual("\uFEFF"u8);
    }

    private static Diagnostic Exists(string path, SourceSpan namedAt) =>
        new(DiagnosticCodes.FileExists, namedAt, $"\"{path}\" is there already", null, "name another file, or allow that it is replaced");

    private static Diagnostic Unwritable(string path, SourceSpan namedAt) =>
        new(
            DiagnosticCodes.FileUnwritable,
            namedAt,
            $"\"{path}\" cannot be written",
            null,
            "look at the permissions of its folder, and whether the disk is full"
        );
}
