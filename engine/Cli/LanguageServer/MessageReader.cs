using System.Globalization;
using System.Text;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>What came in: a body, or what was wrong with it.</summary>
internal sealed record Frame(ReadOnlyMemory<byte> Body, string? Fault);

/// <summary>Bytes to messages: header lines, an empty line, and as many bytes as <c>Content-Length</c> says (LSP 3.17, base protocol).</summary>
internal sealed class MessageReader(Stream input)
{
    /// <summary>In bytes; a file of 1 MB fits, however it is escaped.</summary>
    public const int LargestBody = 16 << 20;

    private const int LongestLine = 4096;

    private readonly byte[] buffer = new byte[1 << 14];
    private int next;
    private int filled;

    /// <summary>The next message, or null at the end of the stream.</summary>
    public async Task<Frame?> ReadAsync(CancellationToken ct)
    {
        long? length = null;
        var sawHeader = false;
        while (true)
        {
            if (await ReadLineAsync(ct) is not { } line)
                return null;
            if (line.Length == 0 && !sawHeader)
                continue;
            if (line.Length == 0)
                return length is null ? new Frame(default, "the header has no Content-Length") : await ReadBodyAsync(length.Value, ct);
            sawHeader = true;
            length = LengthOf(line) ?? length;
        }
    }

    private static long? LengthOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var isLength = colon > 0 && line.AsSpan(0, colon).Trim().Equals("Content-Length", StringComparison.OrdinalIgnoreCase);
        return isLength && long.TryParse(line.AsSpan(colon + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
    }

    private async Task<Frame?> ReadBodyAsync(long length, CancellationToken ct)
    {
        if (length > LargestBody)
            return await SkipAsync(length, ct) ? new Frame(default, $"a message of {length} bytes is too large") : null;
        var body = new byte[length];
        for (var at = 0; at < body.Length; )
        {
            if (next == filled && !await FillAsync(ct))
                return null;
            var part = Math.Min(filled - next, body.Length - at);
            buffer.AsSpan(next, part).CopyTo(body.AsSpan(at));
            (next, at) = (next + part, at + part);
        }
        return new Frame(body, null);
    }

    private async Task<bool> SkipAsync(long length, CancellationToken ct)
    {
        while (length > 0)
        {
            if (next == filled && !await FillAsync(ct))
                return false;
            var part = (int)Math.Min(filled - next, length);
            (next, length) = (next + part, length - part);
        }
        return true;
    }

    // Without its line break; of a line that is too long to be a header only the beginning is kept.
    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (next < filled || await FillAsync(ct))
        {
            var letter = (char)buffer[next++];
            if (letter == '\n')
                return line.ToString().TrimEnd('\r');
            if (line.Length < LongestLine)
                line.Append(letter);
        }
        return null;
    }

    private async Task<bool> FillAsync(CancellationToken ct)
    {
        (next, filled) = (0, await input.ReadAsync(buffer, ct));
        return filled > 0;
    }
}
