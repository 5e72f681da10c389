using System.Text;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Text that is written before what stands above it is known: it waits in a file, so that a long run is not held in memory.</summary>
/// <param name="stream">Empty; closed with the spool.</param>
internal sealed class Spool(Stream stream) : IDisposable
{
    private readonly StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    public TextWriter Text => writer;

    /// <summary>All that was written, once more.</summary>
    /// <exception cref="IOException">The file cannot be written or read.</exception>
    public void CopyTo(TextWriter to) => CopyTo(to, [(int.MaxValue, true)]);

    /// <summary>Parts of what was written, once more.</summary>
    /// <param name="to">Takes them.</param>
    /// <param name="parts">All parts in their order: their length in UTF-16 units, and whether they are wanted.</param>
    /// <exception cref="IOException">The file cannot be written or read.</exception>
    public void CopyTo(TextWriter to, IEnumerable<(int Length, bool IsWanted)> parts)
    {
        writer.Flush();
        stream.Position = 0;
        using var reader = new StreamReader(
            stream,
            writer.Encoding,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: -1,
            leaveOpen: true
        );
        var buffer = new char[16 << 10];
        foreach (var (length, isWanted) in parts)
        {
            for (var left = length; left > 0; )
            {
                var read = reader.Read(buffer, 0, Math.Min(left, buffer.Length));
                if (read == 0)
                    break;
                left -= read;
                if (isWanted)
                    to.Write(buffer, 0, read);
            }
        }
        stream.Position = stream.Length;
    }

    /// <summary>All that was written, once; then it is empty again.</summary>
    /// <exception cref="IOException">The file cannot be written or read.</exception>
    public void MoveTo(TextWriter to)
    {
        CopyTo(to);
        Clear();
    }

    /// <summary>Forgets what was written.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Clear()
    {
        writer.Flush();
        stream.SetLength(0);
        stream.Position = 0;
    }

    public void Dispose() => writer.Dispose();
}
