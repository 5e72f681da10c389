#pragma warning disable RS0030 // keeper of files, with ReportFiles
using System.Text;

namespace PingOneScenarios.Engine.Files;

/// <summary>A file a report is written to. Of a report that is not streamed, what was at its place before stays until it is committed.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly Stream stream;
    private readonly ReportClaim? claim;
    private bool isOpen = true;

    /// <param name="stream">Takes the bytes.</param>
    /// <param name="claim">Holds the place; null for one that many may write to.</param>
    public ReportFile(Stream stream, ReportClaim? claim)
    {
        (this.stream, this.claim) = (stream, claim);
        Text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    public TextWriter Text { get; }

    private bool IsBeside => ReferenceEquals(stream, claim?.Part);

    /// <summary>The report is whole.</summary>
    /// <exception cref="IOException">It cannot be put into its place.</exception>
    public void Commit()
    {
        Text.Flush();
        if (IsBeside)
            claim!.Place();
        isOpen = false;
        Text.Dispose();
        claim?.Dispose();
    }

    /// <summary>Closes it; of a report that is not whole nothing stays that was written beside its place.</summary>
    public void Dispose()
    {
        if (!isOpen)
            return;
        isOpen = false;
        claim?.Dispose();
        // Without what waits in the writer where it could not be written, or nobody wants it.
        if (IsBeside)
            stream.Dispose();
        else
            Text.Dispose();
    }
}

/// <summary>A place no report may be written to now.</summary>
/// <param name="why">To go on after its name.</param>
internal sealed class ReportRefusedException(string why) : Exception
{
    public string Why => why;
}
