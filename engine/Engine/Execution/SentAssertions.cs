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
        var assertion = SentForm.Value(request, "client_assertion="u8);
        if (assertion.IsEmpty)
            return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(assertion, hash);
        var number = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        return sent.Contains(number) || sent.Count < Most && !sent.Add(number);
    }
}
