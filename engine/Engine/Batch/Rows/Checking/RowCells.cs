using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PingOneScenarios.Engine.Batch.Rows.Checking;

/// <summary>
/// The cells of a row as bytes, the same however the file quotes them: each name and each text with its length in front. A secret enters as what
/// a function of the caller makes of it that nobody can guess back, or not at all.
/// </summary>
/// <param name="secrets">Names of columns.</param>
/// <param name="hide">A keyed hash; null leaves secrets out.</param>
internal sealed class RowCells(IReadOnlySet<string> secrets, Func<string, byte[]>? hide)
{
    private readonly ArrayBufferWriter<byte> bytes = new(1024);

    /// <summary>Good until the next call.</summary>
    public ReadOnlySpan<byte> Of(DataRow row)
    {
        bytes.ResetWrittenCount();
        foreach (var (name, text) in row.Cells)
        {
            var isSecret = secrets.Contains(name);
            if (isSecret && hide is null)
                continue;
            Write(name);
            if (isSecret)
                Write(hide!(text));
            else
                Write(text);
        }
        return bytes.WrittenSpan;
    }

    private void Write(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var span = bytes.GetSpan(most + sizeof(int));
        var length = Encoding.UTF8.GetBytes(text, span[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        bytes.Advance(length + sizeof(int));
    }

    private void Write(ReadOnlySpan<byte> mac)
    {
        var span = bytes.GetSpan(mac.Length + sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(span, mac.Length);
        mac.CopyTo(span[sizeof(int)..]);
        bytes.Advance(mac.Length + sizeof(int));
    }
}
