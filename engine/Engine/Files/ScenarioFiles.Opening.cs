#pragma warning disable RS0030 // keeper of files
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PingOneScenarios.Engine.Files;

/// <content>Files are opened: what was looked at is what is read (trust rule 8).</content>
internal static partial class ScenarioFiles
{
    private const string OpenFiles = "/proc/self/fd";

    /// <summary>A pipe that was put in the place of a file waits for its other end when it is opened, a broken disk for ever.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(5);

    private static readonly Opened Empty = new([], "", "");
    private static readonly Opened TooLarge = new(null, "is too large", "make it smaller");
    private static readonly Opened Replaced = new(
        null,
        "was replaced by another one while it was read",
        "run it again when nothing changes it"
    );
    private static readonly Opened Unreadable = new(null, "cannot be read", "look at its permissions");

    private static async Task<Opened> OpenAsync(string full, int limit, CancellationToken ct)
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

    private static Opened Open(string full, int limit)
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
        return (new FileInfo(Path.Combine(OpenFiles, number)).LinkTarget ?? Canonical(full)) == full;
    }

    // The size that was told is not relied on: a file may grow, and those of the system lie.
    private static Opened Read(SafeFileHandle file, int limit)
    {
        var told = RandomAccess.GetLength(file);
        if (told > limit)
            return TooLarge;
        using var kept = new MemoryStream((int)told);
        var buffer = new byte[Math.Min(limit, 64 << 10)];
        for (var read = RandomAccess.Read(file, buffer, 0); read > 0; read = RandomAccess.Read(file, buffer, kept.Length))
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > limit)
                return TooLarge;
        }
        return new Opened(kept.ToArray(), "", "");
    }

    /// <summary>A file that was opened and read.</summary>
    /// <param name="Bytes">Null when it was not.</param>
    /// <param name="What">Then what is wrong with it.</param>
    /// <param name="Fix">And how to mend it.</param>
    private sealed record Opened(byte[]? Bytes, string What, string Fix);
}
