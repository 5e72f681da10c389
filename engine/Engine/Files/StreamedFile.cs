#pragma warning disable RS0030 // keeper of files, with StreamedFiles
namespace PingOneScenarios.Engine.Files;

/// <summary>A file that is held open, so that every reading is of the same one.</summary>
/// <param name="file">Can be read from any place.</param>
/// <param name="isPiped">Whether it is a copy of what came through a pipe.</param>
internal sealed class StreamedFile(FileStream file, bool isPiped) : IDisposable
{
    private readonly long length = RandomAccess.GetLength(file.SafeFileHandle);
    private readonly DateTime written = File.GetLastWriteTimeUtc(file.SafeFileHandle);

    public bool IsPiped => isPiped;

    /// <summary>Whether somebody has written to it since it was opened.</summary>
    public bool HasChanged =>
        length != RandomAccess.GetLength(file.SafeFileHandle) || written != File.GetLastWriteTimeUtc(file.SafeFileHandle);

    /// <summary>A reading of its own; several may go on at a time.</summary>
    /// <param name="from">In bytes.</param>
    public Stream ReadFrom(long from) => new StreamedReading(file.SafeFileHandle, from);

    public void Dispose() => file.Dispose();
}
