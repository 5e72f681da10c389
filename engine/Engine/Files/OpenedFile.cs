#pragma warning disable RS0030 // keeper of files
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PingOneScenarios.Engine.Files;

/// <summary>A file that was opened and read: what was looked at is what is read (trust rule 8).</summary>
/// <param name="Bytes">Null when it was not.</param>
/// <param name="What">Then what is wrong with it.</param>
/// <param name="Fix">And how to mend it.</param>
internal sealed record OpenedFile(byte[]? Bytes, string What, string Fix)
{
    /// <summary>What is said of a file with more bytes than the limit.</summary>
    public static OpenedFile TooLarge { get; } = new(null, "is too large", "make it smaller");

    private const string OpenFiles = "/proc/self/fd";

    /// <summary>A pipe that was put in the place of a file waits for its other end when it is opened, a broken disk for ever.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(5);

    private static readonly OpenedFile Empty = new([], "", "");
    private static readonly OpenedFile Replaced = new(
        null,
        "was replaced by another one while it was read",
        "run it again when nothing changes it"
    );
    private static readonly OpenedFile Unreadable = new(null, "cannot be read", "look at its permissions");

    /// <param name="full">The canonical path: a link that stands there by now is not followed.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<OpenedFile> OpenAsync(string full, int limit, CancellationToken ct)
    {
        try
        {
            return await Task.Run(() => Open(full, limit), ct).WaitAsync(LongestReading, ct);
        }
        catch (TimeoutException)
        {
            return Unreadable;
        }
    }

    /// <summary>The same for a caller that cannot wait otherwise.</summary>
    public static OpenedFile OpenInTime(string full, int limit)
    {
        var reading = Task.Run(() => Open(full, limit));
        return reading.Wait(LongestReading) ? reading.GetAwaiter().GetResult() : Unreadable;
    }

    /// <summary>Waits as long as it takes.</summary>
    public static OpenedFile Open(string full, int limit)
    {
        try
        {
            var size = new FileInfo(full).Length;
            // Devices and pipes have no size either; opening one could wait for ever.
            if (size == 0)
                return Empty;
            if (size > limit)
                return TooLarge;
            using var file = File.OpenHandle(full);
            return IsSame(file, full) ? Read(file, limit) : Replaced;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // What cannot be read from its middle is no file.
            return Unreadable;
        }
    }

    // A link may have been put there, or above it, after the path was looked at: the system tells what the handle really leads to,
    // and where it does not, the path is looked at once more.
    private static bool IsSame(SafeFileHandle file, string full)
    {
        var number = file.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        return (new FileInfo(Path.Combine(OpenFiles, number)).LinkTarget ?? PackPaths.Canonical(full)) == full;
    }

    // The size that was told is not relied on: a file may grow, and those of the system lie.
    private static OpenedFile Read(SafeFileHandle file, int limit)
    {
        var told = RandomAccess.GetLength(file);
        if (told > limit)
            return TooLarge;
        // One more than was told shows the end without another buffer.
        var bytes = new byte[told + 1];
        var length = 0;
        while (RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
            if (length > limit)
                return TooLarge;
            if (length == bytes.Length)
                Array.Resize(ref bytes, 2 * length);
        }
        return new OpenedFile(bytes[..length], "", "");
    }
}
