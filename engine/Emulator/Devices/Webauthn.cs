using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>What a browser's public key credential says, with its binary parts decoded.</summary>
internal sealed class Webauthn
{
    private readonly Dictionary<string, byte[]> parts;

    private Webauthn(Dictionary<string, byte[]> parts, string? rawId, JsonElement clientData) =>
        (this.parts, RawId, ClientData) = (parts, rawId, clientData);

    public byte[] this[string name] => parts[name];

    /// <summary>As base64url without padding; null when it is not said.</summary>
    public string? RawId { get; }

    public JsonElement ClientData { get; }

    /// <summary>Null when it is none, or lacks one of the parts of its <c>response</c>.</summary>
    public static Webauthn? Parse(string json, params string[] names)
    {
        if (
            StrictJson.Parse(Encoding.UTF8.GetBytes(json)) is not { ValueKind: JsonValueKind.Object } credential
            || !credential.TryGetProperty("response", out var response)
            || response.ValueKind != JsonValueKind.Object
        )
            return null;
        var parts = new Dictionary<string, byte[]>();
        foreach (var name in names.Append("clientDataJSON"))
        {
            if (ClientAssertion.TextOf(response, name) is not { } text || Decode(text) is not { } bytes)
                return null;
            parts[name] = bytes;
        }
        if (StrictJson.Parse(parts["clientDataJSON"]) is not { ValueKind: JsonValueKind.Object } clientData)
            return null;
        var raw = ClientAssertion.TextOf(credential, "rawId") ?? ClientAssertion.TextOf(credential, "id");
        return new Webauthn(parts, raw is null || Decode(raw) is not { } id ? null : Base64Url.EncodeToString(id), clientData);
    }

    /// <summary>Bytes as PingOne writes them into options: numbers from -128 to 127.</summary>
    public static JsonArray Numbers(byte[] bytes) => new([.. bytes.Select(JsonNode (b) => JsonValue.Create((sbyte)b))]);

    /// <summary>Browsers' libraries write base64 and base64url, with padding and without.</summary>
    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a registration or an assertion must be of.</summary>
/// <param name="Type"><c>webauthn.create</c> or <c>webauthn.get</c>.</param>
/// <param name="Challenge">As base64url.</param>
/// <param name="RelyingParty">Its id, a domain.</param>
/// <param name="Origin">As the request says it.</param>
internal sealed record Ceremony(string Type, string Challenge, string RelyingParty, string Origin)
{
    /// <summary>Why the client's part is none of it; null when it is.</summary>
    public string? FirstBroken(JsonElement clientData)
    {
        if (ClientAssertion.TextOf(clientData, "type") != Type)
            return $"is not of the type {Type}";
        if (ClientAssertion.TextOf(clientData, "challenge") != Challenge)
            return "answers another challenge";
        if (ClientAssertion.TextOf(clientData, "origin") != Origin)
            return "is of another origin";
        return IsOfRelyingParty() ? null : "is of an origin outside the relying party";
    }

    private bool IsOfRelyingParty() =>
        Uri.TryCreate(Origin, UriKind.Absolute, out var origin)
        && (origin.Host == RelyingParty || origin.Host.EndsWith($".{RelyingParty}", StringComparison.Ordinal));
}
