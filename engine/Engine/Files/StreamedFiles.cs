#pragma warning disable RS0030 // keeper of files
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of files that are larger than memory and read more than once, each time from the beginning.</summary>
internal static class StreamedFiles
{
    /// <summary>Of what comes through a pipe, in bytes.</summary>
    private const long LargestPiped = 4L << 30;

    /// <summary>A pipe waits for its other end when it is opened.</summary>
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(10);

    /// <summary>The file, or null after having said why it cannot be read. What comes through a pipe is copied into a file of nobody's name.</summary>
    /// <param name="path">As the user wrote it; <c>-</c> is standard input.</param>
    /// <param name="input">Opens standard input; null when it is the keyboard.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the copying.</param>
    public static async Task<StreamedFile?> OpenAsync(
        string path,
        Func<Stream>? input,
        SourceSpan namedAt,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        try
        {
            if (PipedFiles.IsStandardInput(path))
                return input is null
                    ? Say(DiagnosticCodes.FileUnreadable, "standard input is the keyboard here", "pipe the rows in, or name a file")
                    : await CopiedAsync(input(), ct);
            if (Directory.Exists(path))
                return Say(DiagnosticCodes.FileUnreadable, $"\"{path}\" is a folder", "name a file in it");
            if (!File.Exists(path))
                return Say(DiagnosticCodes.FileMissing, $"there is no file \"{path}\"", ScenarioFiles.NearestFile(path, path, "*"));
            var file = await Task.Run(() => Open(path), ct).WaitAsync(LongestOpening, ct);
            return file.CanSeek ? new StreamedFile(file, isPiped: false) : await CopiedAsync(file, ct);
        }
        catch (TimeoutException)
        {
            return Say(DiagnosticCodes.FileUnreadable, $"\"{path}\" is a pipe that nobody writes to", "look at what writes it");
        }
        catch (InvalidDataException)
        {
            return Say(DiagnosticCodes.FileUnreadable, $"\"{path}\" gives more than 4 GB", "write the rows into a file first");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Say(
                DiagnosticCodes.FileUnreadable,
                $"\"{path}\" cannot be read",
                "look at its permissions; of a pipe, at the place for temporary files"
            );
        }

        StreamedFile? Say(DiagnosticCode code, string what, string fix)
        {
            problems.Add(code, namedAt, what, null, fix);
            return null;
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static async Task<StreamedFile> CopiedAsync(Stream pipe, CancellationToken ct)
    {
        var copy = ReportFiles.OpenSpool();
        try
        {
            await Task.Run(() => Copy(pipe, copy, ct), ct).WaitAsync(ct);
            return new StreamedFile(copy, isPiped: true);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    private static void Copy(Stream pipe, FileStream copy, CancellationToken ct)
    {
        using (pipe)
        {
            var piece = new byte[1 << 16];
            for (var read = pipe.Read(piece); read > 0; read = pipe.Read(piece))
            {
                ct.ThrowIfCancellationRequested();
                if (copy.Position + read > LargestPiped)
                    throw new InvalidDataException();
                copy.Write(piece.AsSpan(0, read));
            }
            copy.Flush();
        }
    }
}
