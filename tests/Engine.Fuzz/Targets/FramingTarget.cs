using System.Text;
using PingOneScenarios.Cli.LanguageServer;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>What an editor writes to a language server: header lines and bodies; and positions in a text.</summary>
internal static class FramingTarget
{
    public static FuzzTarget Row { get; } =
        new(
            "framing",
            "the same messages come out however the bytes are cut; a position leads to an offset and back",
            () => [.. Seeds.Select(Encoding.UTF8.GetBytes)],
            [
                "Content-Length: ",
                "Content-Type: ",
                "\r\n",
                "\r\n\r\n",
                "\n\n",
                "0",
                "-1",
                "16777217",
                "99999999999999999999",
                "{}",
                ":",
                " ",
                "\r",
                "😀",
            ],
            Run
        );

    private static string[] Seeds =>
        [
            "Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull",
            "Content-Type: x\r\ncontent-length:3\r\n\r\n[1]",
            "X: y\r\n\r\nContent-Length: 0\r\n\r\n",
            "Content-Length: 99999999\r\n\r\n{}",
        ];

    private static string Run(byte[] input)
    {
        var whole = Read(new MemoryStream(input));
        var cut = Read(new Dripping(input));
        FuzzFailureException.Unless(whole.SequenceEqual(cut, StringComparer.Ordinal), "the messages depend on how the bytes arrive");
        var text = Encoding.UTF8.GetString(input);
        var lines = new TextLines(text);
        for (var offset = 0; offset <= text.Length; offset++)
        {
            var (line, character) = lines.PositionOf(offset);
            var back = lines.OffsetOf(line, character);
            // A place behind the line break belongs to the next line, one inside it to the end of its own.
            var isBreak = offset > 0 && offset < text.Length && text[offset] == '\n' && text[offset - 1] == '\r';
            FuzzFailureException.Unless(back == offset || isBreak && back == offset - 1, $"offset {offset} comes back as {back}");
        }
        return $"{Math.Min(whole.Count, 6)} {whole.Count(m => m[0] == '!')}";
    }

    private static List<string> Read(Stream stream)
    {
        var reader = new MessageReader(stream);
        var messages = new List<string>();
        while (reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult() is { } frame)
            messages.Add(frame.Fault is { } fault ? "!" + fault : "=" + Convert.ToHexString(frame.Body.Span));
        return messages;
    }

    /// <summary>Gives three bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 3 ? buffer[..3] : buffer, cancellationToken);
    }
}
