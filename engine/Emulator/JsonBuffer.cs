using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Emulator;

/// <summary>Where bodies are written before their size is known; each thread keeps one for the next body.</summary>
internal static class JsonBuffer
{
    // A larger one, of a long list, is not kept.
    private const int LargestKept = 1 << 16;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? idle;

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        // Taken away while it is used: what writes may look at another answer.
        var bytes = idle ?? new ArrayBufferWriter<byte>(4096);
        idle = null;
        using (var json = new Utf8JsonWriter(bytes, Plain))
            write(json);
        var written = bytes.WrittenSpan.ToArray();
        bytes.ResetWrittenCount();
        if (bytes.Capacity <= LargestKept)
            idle = bytes;
        return written;
    }
}
