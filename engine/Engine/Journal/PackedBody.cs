using System.Buffers.Binary;
using System.IO.Compression;

namespace PingOneScenarios.Engine.Journal;

/// <summary>How a body stands inside its seal.</summary>
internal enum BodyForm : byte
{
    /// <summary>As it is.</summary>
    Plain = 1,

    /// <summary>Its length in 4 bytes, then deflated (RFC 1951).</summary>
    Deflated = 2,
}

/// <summary>Bodies made smaller where that pays.</summary>
internal static class PackedBody
{
    /// <summary>In bytes; below it there is little to win.</summary>
    private const int Smallest = 1024;

    /// <summary>The body as it is to be sealed.</summary>
    public static (BodyForm Form, ReadOnlyMemory<byte> Bytes) Pack(ReadOnlyMemory<byte> body)
    {
        if (body.Length < Smallest)
            return (BodyForm.Plain, body);
        var packed = new MemoryStream(body.Length / 2);
        packed.Write(stackalloc byte[sizeof(int)]);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(body.Span);
        var bytes = packed.GetBuffer().AsMemory(0, (int)packed.Length);
        if (bytes.Length > body.Length * 7L / 8)
            return (BodyForm.Plain, body);
        BinaryPrimitives.WriteInt32BigEndian(bytes.Span, body.Length);
        return (BodyForm.Deflated, bytes);
    }

    /// <param name="form">As <see cref="Pack"/> gave it.</param>
    /// <param name="bytes">Authenticated.</param>
    public static ReadOnlyMemory<byte> Unpack(BodyForm form, byte[] bytes)
    {
        if (form == BodyForm.Plain)
            return bytes;
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(bytes)];
        using var inflate = new DeflateStream(new MemoryStream(bytes, sizeof(int), bytes.Length - sizeof(int)), CompressionMode.Decompress);
        inflate.ReadExactly(body);
        return body;
    }
}
