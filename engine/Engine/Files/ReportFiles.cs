#pragma warning disable RS0030 // keeper of files
using System.Text;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of the files of reports, which are written while runs go on.</summary>
internal static class ReportFiles
{
    /// <summary>Opens a file to write a report to; folders are made, what stood in it is gone.</summary>
    /// <param name="path">As the user knows it; a link is followed.</param>
    /// <param name="appends">Whether what stands in it stays, and the report goes behind it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static TextWriter Open(string path, bool appends)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            var mode = appends ? FileMode.Append : FileMode.Create;
            var file = new FileStream(full, mode, FileAccess.Write, FileShare.Read | FileShare.Delete);
            return new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException("it may not be written there", e);
        }
    }

    /// <summary>Opens a file of nobody's name, which is gone when it is closed; only its owner may read it.</summary>
    /// <exception cref="IOException">The folder for such files cannot be written to.</exception>
    public static Stream OpenSpool()
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

    /// <summary>The text of a report.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why, to go on after its name.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("is not there", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException(Directory.Exists(path) ? "is a folder" : "cannot be read", e);
        }
    }
}
