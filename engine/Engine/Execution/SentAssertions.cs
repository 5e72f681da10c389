using System.Buffers.Binary;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The client assertions a run has sent, so that a failure can say that one was sent twice. Holds numbers made of them, not what they are.</summary>
internal sealed class SentAssertions
{
    private const int Most = 1000;

    private readonly HashSet<UInt128> sent = [];

    /// <summary>Whether the request carries an assertion that was sent before; notes it.</summary>
    public bool IsRepeated(RenderedRequest request)
    {
        if (
            request.Body is not { } body
            || !body.MediaType.Plain.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        var form = body.Bytes.Span;
        var start = form.IndexOf("client_assertion="u8);
        if (start < 0)
            return false;
        var rest = form[start..];
        var end = rest.IndexOf((byte)'&');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(end < 0 ? rest : rest[..end], hash);
        var number = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        return sent.Contains(number) || sent.Count < Most && !sent.Add(number);
    }
}
