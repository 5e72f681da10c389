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
    public void CopyTo(TextWriter to)
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
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
            to.Write(buffer, 0, read);
        stream.Position = stream.Length;
    }

    public void Dispose() => writer.Dispose();
}
