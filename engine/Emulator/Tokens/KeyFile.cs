#pragma warning disable RS0030 // keeper of the emulator's key file
using System.Text;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>A key on disk: the one file the emulator reads, because its operator named it.</summary>
internal static class KeyFile
{
    private const int LargestFile = 1 << 16;

    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(10);

    /// <exception cref="KeyRefusedException">There is no key in it, or it cannot be read.</exception>
    public static async Task<TokenKey> ReadAsync(string path, CancellationToken ct)
    {
        if (Directory.Exists(path))
            throw new KeyRefusedException("is a folder; name a file in it");
        if (!File.Exists(path))
            throw new KeyRefusedException("is not there");
        try
        {
            // Opening a pipe waits for somebody to write into it.
            return TokenKey.Of(await Task.Run(() => Text(path), ct).WaitAsync(LongestReading, ct));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new KeyRefusedException("cannot be read");
        }
    }

    private static string Text(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[LargestFile + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= LargestFile
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new KeyRefusedException("is larger than 64 KB, which no key is");
    }
}
