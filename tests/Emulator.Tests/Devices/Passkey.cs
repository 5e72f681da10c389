using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.Devices;

/// <summary>A software authenticator with one ES256 key. What it says may be bent to test refusals.</summary>
internal sealed class Passkey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);

    public string Origin { get; init; } = "https://app.example.com";

    public string RelyingParty { get; init; } = "example.com";

    public string Format { get; init; } = "none";

    public byte Flags { get; init; } = 1;

    public uint Count { get; set; } = 1;

    /// <summary>Replaces the challenge that is answered; null answers the right one.</summary>
    public string? OtherChallenge { get; init; }

    /// <summary>The body of an activation.</summary>
    public string Attest(string options)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        byte[] cose = [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. numbers.Q.X!, 0x22, 0x58, 32, .. numbers.Q.Y!];
        byte[] data = [.. Data((byte)(Flags | 64)), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        var format = Encoding.UTF8.GetBytes(Format);
        byte[] attestation =
        [
            0xA3,
            .. Text("fmt"),
            (byte)(0x60 + format.Length),
            .. format,
            .. Text("attStmt"),
            0xA0,
            .. Text("authData"),
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return Body("attestation", Client("webauthn.create", options), ("attestationObject", attestation));
    }

    /// <summary>The body of an assertion.</summary>
    public string Assert(string options, Func<byte[], byte[]>? bend = null)
    {
        var client = Client("webauthn.get", options);
        var data = Data(Flags);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        var signature = key.SignData(bend?.Invoke(signed) ?? signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Body("assertion", client, ("authenticatorData", data), ("signature", signature));
    }

    public void Dispose() => key.Dispose();

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty)), flags, .. count];
    }

    private byte[] Client(string type, string options)
    {
        var challenge = JsonNode.Parse(options)!["challenge"]!.AsArray().Select(number => (byte)number!.GetValue<int>()).ToArray();
        return Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = OtherChallenge ?? Base64Url.EncodeToString(challenge),
                ["origin"] = Origin,
            }.ToJsonString()
        );
    }

    private string Body(string name, byte[] client, params (string Name, byte[] Bytes)[] parts)
    {
        var response = new JsonObject { ["clientDataJSON"] = Convert.ToBase64String(client) };
        foreach (var part in parts)
            response[part.Name] = Convert.ToBase64String(part.Bytes);
        var credential = new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["rawId"] = Convert.ToBase64String(id),
            ["response"] = response,
        };
        return new JsonObject { ["origin"] = Origin, [name] = credential.ToJsonString() }.ToJsonString();
    }
}
