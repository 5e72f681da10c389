#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>What is read once and has no place of its own: standard input, and pipes a user names.</summary>
internal static class PipedFiles
{
    private const string StandardInput = "standard input";

    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsStandardInput(string path) => path is "-" or "/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0";

    /// <summary>What a pipe gives up to its end, at most as much as a scenario may have; null for what is no pipe.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="input">Opens standard input; null when it is the keyboard.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<PipedText?> ReadAsync(string path, Func<Stream>? input, SourceSpan namedAt, CancellationToken ct)
    {
        var isInput = IsStandardInput(path);
        var name = NameOf(path);
        if (!isInput && !IsWithoutSize(path))
            return null;
        // The text counts as a file of that name in the current folder: one that is there, or a link, would say where it stands.
        if (Path.Exists(name) || new FileInfo(name).LinkTarget is not null)
            return Wrong("is the name of a file here", "rename that file");
        if (isInput && input is null)
            return Wrong("is the keyboard here", "pipe a scenario in, or name a file");
        try
        {
            // Opening a pipe waits for its other end.
            var reading = Task.Run(() => Read(isInput ? input!() : Open(path)), ct);
            return await reading.WaitAsync(LongestReading, ct) is not { } bytes ? null
                : bytes.Length > ScenarioFiles.LargestFile ? Wrong("is larger than 1 MB", "split it into several scenarios")
                : new PipedText(name, StrictUtf8.GetString(ScenarioFiles.WithoutMark(bytes)), null);
        }
        catch (TimeoutException)
        {
            return Wrong("has no end within 10 s", "look at what writes it, or write it into a file first");
        }
        catch (DecoderFallbackException)
        {
            return Wrong("is not UTF-8", "send it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Wrong("cannot be read", "look at what writes it");
        }

        PipedText Wrong(string what, string fix) =>
            new(name, null, new Diagnostic(DiagnosticCodes.FileUnreadable, namedAt, $"{name} {what}", null, fix));
    }

    private static string NameOf(string path) =>
        IsStandardInput(path)
            ? StandardInput
            : $"{StandardInput} ({path.Replace("/dev/fd/", "fd ", StringComparison.Ordinal).Replace('/', '-')})";

    // The system tells no size of a pipe, of a device and of an empty file, and what a shell names leads to no path at all.
    private static bool IsWithoutSize(string path)
    {
        try
        {
            var full = PackPaths.Canonical(path);
            return File.Exists(path) && (!File.Exists(full) || new FileInfo(full).Length == 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream? Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        if (!file.CanSeek)
            return file;
        file.Dispose();
        return null;
    }

    // One byte more than is allowed tells that there is too much.
    private static byte[]? Read(Stream? stream)
    {
        if (stream is null)
            return null;
        using (stream)
        {
            var bytes = new byte[ScenarioFiles.LargestFile + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
    }
}

/// <summary>A text that came through a pipe.</summary>
/// <param name="Name">For people.</param>
/// <param name="Text">Null when it could not be read.</param>
/// <param name="Problem">Then why.</param>
internal sealed record PipedText(string Name, string? Text, Diagnostic? Problem);
