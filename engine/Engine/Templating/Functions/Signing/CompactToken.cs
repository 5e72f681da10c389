using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>A signed token in compact form (RFC 7515, section 7.1), decoded and not yet trusted.</summary>
/// <param name="Header">The protected header.</param>
/// <param name="Payload">The bytes that were signed, decoded.</param>
/// <param name="SignedPart">What the signature is over: header, dot, payload, as they stand in the token.</param>
/// <param name="Signature">Empty for an unsigned token.</param>
internal sealed record CompactToken(MapValue Header, byte[] Payload, byte[] SignedPart, byte[] Signature)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A text of the header, or null when it is missing or no text.</summary>
    public string? HeaderText(string name) => Header.TryGetMember(name, out var value) && value is TextValue text ? text.Text : null;

    /// <exception cref="FunctionException">It is no compact token; the message says what is wrong and is blamed on <paramref name="argument"/>.</exception>
    public static CompactToken Read(string token, int argument)
    {
        var parts = token.Split('.');
        if (parts.Length == 5)
            throw new FunctionException("the token is encrypted (it has five parts), only signed tokens can be read", argument);
        if (parts.Length != 3)
            throw new FunctionException(
                "a token has three parts with dots between them",
                argument,
                $"a token has three parts with dots between them, this text has {parts.Length}"
            );
        var header = Decode(parts[0], "header", argument);
        var payload = Decode(parts[1], "payload", argument);
        var signature = Decode(parts[2], "signature", argument);
        return new CompactToken(ReadMap(header, "header", argument), payload, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);
    }

    /// <summary>The payload as claims.</summary>
    /// <exception cref="FunctionException">The payload is no JSON object.</exception>
    public MapValue Claims(int argument) => ReadMap(Payload, "payload", argument);

    /// <summary>Whether the signature is the key's. The key has been checked against the algorithm.</summary>
    public bool IsSignedBy(SigningKey key, SigningAlgorithm algorithm)
    {
        var provider = key.Key.CryptoProviderFactory.CreateForVerifying(key.Key, algorithm.Name);
        try
        {
            return provider.Verify(SignedPart, Signature);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
        finally
        {
            key.Key.CryptoProviderFactory.ReleaseSignatureProvider(provider);
        }
    }

    /// <summary>
    /// A new token with the header members <c>alg</c>, <c>typ</c> and, if the key has an id, <c>kid</c>; further ones may be added, and
    /// <c>typ</c> replaced. The key has been checked against the algorithm.
    /// </summary>
    public static string Sign(MapValue claims, SigningKey key, SigningAlgorithm algorithm, MapValue header)
    {
        key.Key.KeyId = key.Id;
        var credentials = new SigningCredentials(key.Key, algorithm.Name);
        var payload = ValueJson.WriteJson(claims);
        return header.Members.IsEmpty
            ? Handler.CreateToken(payload, credentials)
            : Sign(HeaderOf(key, algorithm, header), payload, key, algorithm);
    }

    // The library takes no x5t and no enc.
    private static string Sign(MapValue header, string payload, SigningKey key, SigningAlgorithm algorithm)
    {
        var signed =
            $"{Base64Url.EncodeToString(ValueJson.WriteBytes(header).Span)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        var provider = key.Key.CryptoProviderFactory.CreateForSigning(key.Key, algorithm.Name);
        try
        {
            return $"{signed}.{Base64Url.EncodeToString(provider.Sign(Encoding.ASCII.GetBytes(signed)))}";
        }
        finally
        {
            key.Key.CryptoProviderFactory.ReleaseSignatureProvider(provider);
        }
    }

    private static MapValue HeaderOf(SigningKey key, SigningAlgorithm algorithm, MapValue added)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        members.Add(new("alg", algorithm.Name));
        if (key.Id is { } id)
            members.Add(new("kid", id));
        if (!added.TryGetMember("typ", out _))
            members.Add(new("typ", "JWT"));
        members.AddRange(added.Members);
        return new MapValue(members.ToImmutable());
    }

    // One text has one form: without white space, padding or bits that say nothing (RFC 7515, section 2), or the token could be changed unnoticed.
    private static byte[] Decode(string part, string name, int argument)
    {
        try
        {
            if (Base64Url.DecodeFromChars(part) is var bytes && Base64Url.EncodeToString(bytes) == part)
                return bytes;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new FunctionException($"the token's {name} is not base64url", argument);
    }

    private static MapValue ReadMap(byte[] json, string name, int argument) =>
        JsonArgument.TryParse(json, out var value) && value is MapValue map
            ? map
            : throw new FunctionException($"the token's {name} is not a JSON object", argument);
}
