#pragma warning disable RS0030 // keeper of files, with ReportFiles
namespace PingOneScenarios.Engine.Files;

/// <summary>
/// The place of a report, held by a lock on a file beside it: nobody else writes there. The system gives the lock back when the process ends,
/// however it ends; what it then leaves is taken over by the next one.
/// </summary>
internal sealed class ReportClaim : IDisposable
{
    /// <summary>EAGAIN: somebody else has locked it.</summary>
    private const int IsLocked = 11;

    private readonly string full;
    private readonly string part;
    private bool isHeld = true;

    private ReportClaim(string full, string part, FileStream stream) => (this.full, this.part, Part) = (full, part, stream);

    /// <summary>Takes a report that is to be whole before it is there.</summary>
    public FileStream Part { get; }

    /// <param name="full">The canonical path of the report.</param>
    /// <param name="isPrivate">Whether nobody but its owner may read it.</param>
    /// <exception cref="ReportRefusedException">Somebody else writes there.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static ReportClaim Of(string full, bool isPrivate)
    {
        var part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.p1s");
        if (new FileInfo(part).LinkTarget is not null)
            throw new IOException("a link stands where it is written first");
        var stream = Lock(part, FileMode.OpenOrCreate);
        // Whoever held it a moment ago may have taken it away meanwhile: what is locked here is then nobody's place.
        if (!File.Exists(part))
        {
            stream.Dispose();
            throw Busy();
        }
        stream.SetLength(0);
        if (isPrivate && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new ReportClaim(full, part, stream);
    }

    /// <summary>A file that nobody else writes to, by a lock of its own.</summary>
    /// <exception cref="ReportRefusedException">Somebody else does.</exception>
    public static FileStream Lock(string full, FileMode mode)
    {
        try
        {
            return new FileStream(full, mode, mode == FileMode.Create ? FileAccess.Write : FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsBusy(e))
        {
            throw Busy();
        }
    }

    public static bool IsBusy(Exception? failure) => failure is IOException && (failure.HResult & 0xFFFF) == IsLocked;

    public static ReportRefusedException Busy() => new("is being written by another run or report");

    /// <summary>Puts the part into its place.</summary>
    public void Place()
    {
        if (File.Exists(full) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Part.SafeFileHandle, File.GetUnixFileMode(full));
        try
        {
            File.Move(part, full, overwrite: true);
            isHeld = false;
        }
        catch (IOException) when (File.Exists(full))
        {
            // A file that is mounted by itself cannot be replaced.
            using var target = new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read);
            Part.Position = 0;
            Part.CopyTo(target);
        }
    }

    /// <summary>Gives the place free: the file first, while it is surely this run's.</summary>
    public void Dispose()
    {
        if (isHeld && File.Exists(part))
            File.Delete(part);
        isHeld = false;
        Part.Dispose();
    }
}
