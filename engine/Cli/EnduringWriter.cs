using System.Text;

namespace PingOneScenarios.Cli;

/// <summary>
/// Passes text on until that fails: a full disk, a reader that is gone, a terminal that was closed. From then on it takes text and gives it
/// to nobody, because no failure of an output may end a run without its <c>finally</c> and its undo (trust rule 14).
/// </summary>
/// <param name="name">Of the output, for people.</param>
/// <param name="next">Where the text goes; null when it was closed from the start.</param>
internal sealed class EnduringWriter(string name, TextWriter? next) : TextWriter
{
    /// <summary>EPIPE: whoever read it has had enough.</summary>
    private const int BrokenPipe = 32;

    /// <summary>EIO.</summary>
    private const int TerminalGone = 5;

    /// <summary>ENOSPC.</summary>
    private const int FullDisk = 28;

    private readonly Lock gate = new();
    private TextWriter? open = next;
    private string? reason = next is null ? "it is closed" : null;
    private bool hasLost;
    private bool wasTold;

    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine
    {
        get => open?.NewLine ?? base.NewLine;
#pragma warning disable CS8765 // nobody sets null
        set => base.NewLine = value;
#pragma warning restore CS8765
    }

    /// <summary>Whether text was lost.</summary>
    public bool HasLost => hasLost;

    /// <summary>Whether the reader went, which is no fault unless somebody wanted to have read all of it.</summary>
    public bool IsLeft { get; private set; }

    public override void Write(char value) => Try(w => w.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(w => w.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value) => Try(w => w.Write(value));

    public override void WriteLine() => Try(w => w.WriteLine());

    public override void WriteLine(string? value) => Try(w => w.WriteLine(value));

    public override Task WriteAsync(string? value) => TryAsync(w => w.WriteAsync(value));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        TryAsync(w => w.WriteAsync(buffer, cancellationToken));

    public override Task WriteLineAsync(string? value) => TryAsync(w => w.WriteLineAsync(value));

    public override void Flush() => Try(w => w.Flush());

    /// <summary>Why text was lost, once; null when none was, or when it was told already.</summary>
    public string? Tell()
    {
        if (!hasLost || wasTold)
            return null;
        wasTold = true;
        return $"{name} could not be written ({reason}); everything else went on to its end";
    }

    private void Try(Action<TextWriter> write)
    {
        lock (gate)
        {
            hasLost |= open is null;
            try
            {
                if (open is not null)
                    write(open);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                Close(e);
            }
        }
    }

    private async Task TryAsync(Func<TextWriter, Task> write)
    {
        hasLost |= open is null;
        try
        {
            if (open is { } writer)
                await write(writer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            Close(e);
        }
    }

    private void Close(Exception failure)
    {
        (open, hasLost) = (null, true);
        var error = failure.HResult & 0xFFFF;
        reason ??= WordsOf(error);
        IsLeft = error == BrokenPipe;
    }

    private static string WordsOf(int error) =>
        error switch
        {
            BrokenPipe => "whoever read it is gone",
            TerminalGone => "the terminal is gone",
            FullDisk => "the disk is full",
            _ => "the system takes no more",
        };
}
