namespace PingOneScenarios.Engine.Files;

/// <summary>A pipe whose reader may stop to read: then a write fails after a while, instead of holding up the run for ever.</summary>
internal sealed class PipedStream(Stream pipe) : Stream
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        var bytes = buffer.AsSpan(offset, count).ToArray();
        var writing = Task.Run(() => pipe.Write(bytes));
        try
        {
            if (!writing.Wait(LongestWait))
                throw new IOException("nobody reads the pipe any more");
        }
        catch (AggregateException e) when (e.InnerException is IOException failure)
        {
            throw new IOException("the pipe is closed", failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            pipe.Dispose();
        base.Dispose(disposing);
    }
}
