#pragma warning disable RS0030 // keeper of files

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of the files of reports, which are written while runs go on.</summary>
internal static class ReportFiles
{
    /// <summary>How long to wait for somebody who reads a pipe.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>How long a pipe may take to tell a report.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Opens a file to write a report to; folders are made. A report is whole or not there: until it is committed it stands beside its place,
    /// locked, so that no other run writes it at the same time. Pipes and devices, and reports that are read while they are written, are
    /// written in their place.
    /// </summary>
    /// <param name="path">As the user knows it; a link is followed.</param>
    /// <param name="writing">When it is read, and whether what stands in it stays.</param>
    /// <param name="isPrivate">Whether nobody but its owner may read one that is not there yet.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="ReportRefusedException">Somebody else writes it, or nobody reads the pipe.</exception>
    public static ReportFile Open(string path, ReportWriting writing, bool isPrivate = false)
    {
        try
        {
            var full = Path.GetFullPath(path);
            if (IsOfTheSystem(full))
                return new ReportFile(new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), null);
            full = PackPaths.Canonical(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (Path.Exists(full) && OpenedPipe(full) is { } pipe)
                return new ReportFile(new PipedStream(pipe), null);
            return writing == ReportWriting.Appended
                ? new ReportFile(new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), null)
                : Claimed(full, writing, isPrivate);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException("it may not be written there", e);
        }
    }

    // /dev/stdout may be a file that somebody else holds open, whose name is not known here.
    private static bool IsOfTheSystem(string full) =>
        !OperatingSystem.IsWindows()
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
        && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    // Null for what is no pipe. Also a file that may not be written is found here, before anything is sent.
    private static FileStream? OpenedPipe(string full)
    {
        FileStream file;
        try
        {
            file = HasSize(full) ? OpenedInPlace(full) : OpenedInTime(full);
        }
        catch (Exception e) when (ReportClaim.IsBusy(e))
        {
            throw ReportClaim.Busy();
        }
        catch (Exception e) when (e is not ReportRefusedException)
        {
            throw new IOException("it may not be written there", e);
        }
        if (!file.CanSeek)
            return file;
        file.Dispose();
        return null;
    }

    // Only what has none may be a pipe, and waits for its reader when it is opened.
    private static bool HasSize(string full) => new FileInfo(full) is { Exists: true, Length: > 0 };

    private static FileStream OpenedInTime(string full)
    {
        var opening = Task.Run(() => OpenedInPlace(full));
        return Task.WaitAny([opening], LongestWait) < 0
            ? throw new ReportRefusedException("is a pipe that nobody reads")
            : opening.GetAwaiter().GetResult();
    }

    private static FileStream OpenedInPlace(string full) =>
        new(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static ReportFile Claimed(string full, ReportWriting writing, bool isPrivate)
    {
        ReportClaim claim;
        try
        {
            claim = ReportClaim.Of(full, isPrivate);
        }
        catch (UnauthorizedAccessException) when (File.Exists(full))
        {
            // The file may be written, but not its folder.
            return new ReportFile(ReportClaim.Lock(full, FileMode.Create), null);
        }
        if (writing == ReportWriting.Whole)
            return new ReportFile(claim.Part, claim);
        try
        {
            return new ReportFile(new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete), claim);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file of nobody's name, which is gone when it is closed; only its owner may read it.</summary>
    /// <exception cref="IOException">The folder for such files cannot be written to.</exception>
    public static FileStream OpenSpool()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), "p1s-" + Path.GetRandomFileName()), options);
    }

    /// <summary>In bytes; a report of a hundred thousand steps is smaller.</summary>
    private const int LargestReport = 128 << 20;

    /// <summary>The text of a report, in UTF-8; also out of a pipe.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why, to go on after its name.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        var reading = Task.Run(() => ReadAll(path));
        try
        {
            return reading.Wait(LongestReading)
                ? reading.Result
                : throw new IOException("is a pipe that nobody writes to, or does not end");
        }
        catch (AggregateException e) when (e.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("is not there", e);
        }
        catch (AggregateException e) when (e.InnerException is InvalidDataException)
        {
            throw new IOException("is larger than 128 MB", e);
        }
        catch (AggregateException e)
        {
            throw new IOException(Directory.Exists(path) ? "is a folder" : "cannot be read", e);
        }
    }

    private static ReadOnlyMemory<byte> ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.CanSeek && file.Length > LargestReport)
            throw new InvalidDataException();
        using var text = new MemoryStream(file.CanSeek ? (int)file.Length : 0);
        var piece = new byte[1 << 16];
        for (var read = file.Read(piece); read > 0; read = file.Read(piece))
        {
            if (text.Length + read > LargestReport)
                throw new InvalidDataException();
            text.Write(piece.AsSpan(0, read));
        }
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}
