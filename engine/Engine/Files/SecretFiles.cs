#pragma warning disable RS0030 // keeper of files
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of files that hold a secret.</summary>
internal static class SecretFiles
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>A secret out of a file that only its owner may read; symbolic links are followed.</summary>
    public static async Task<SecretText> ReadAsync(string path, CancellationToken ct)
    {
        var (bytes, missing) = await ReadBytesAsync(path, ct);
        return bytes is null ? missing : SecretText.Of(bytes);
    }

    /// <summary>The same as bytes, at most one more than a secret may have; null with the reason why there are none.</summary>
    public static async Task<(byte[]? Bytes, SecretText Missing)> ReadBytesAsync(string path, CancellationToken ct)
    {
        try
        {
            var full = PackPaths.Canonical(path);
            if (!File.Exists(full))
                return Missing(Directory.Exists(full) ? "it is a folder" : "there is no such file");
            // Devices and pipes have no size; opening one could wait for ever.
            if (new FileInfo(full).Length == 0)
                return Missing("the file is empty");
            await using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read);
            // Asked of the file that is open: the name could stand for another one by now.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OfOthers) != 0)
                return Missing("other users of this machine may read or change the file", $"chmod 600 {Quoted(path)}");
            var bytes = new byte[SecretText.Largest + 1];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
            return (bytes[..length], SecretText.Missing());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Missing("the file cannot be read", "look at its owner and its permissions");
        }
    }

    private static (byte[]?, SecretText) Missing(string why, string? fix = null) => (null, SecretText.Missing(why, fix));

    // For a shell, as it would have to be typed.
    internal static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
