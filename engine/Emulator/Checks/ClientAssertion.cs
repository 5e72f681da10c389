using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A JWT a client made about itself (RFC 7523), taken apart but not yet believed.</summary>
internal sealed record ClientAssertion(JsonElement Header, JsonElement Claims, byte[] SigningInput, byte[] Signature)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>A member's text; null when it is missing or no text.</summary>
    public static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The client is found by the assertion's <c>sub</c>; the request needs no <c>client_id</c>.</summary>
    public static ClientProof Read(Call call, Form form)
    {
        if (form["client_assertion_type"] != Type)
            return ClientProof.Refused($"Request denied: client_assertion_type must be {Type}");
        if (!form.TryGet("client_assertion", out var text) || Parse(text) is not { } assertion)
            return ClientProof.Refused("Request denied: client_assertion is not a JWT");
        if (TextOf(assertion.Claims, "sub") is not { } subject)
            return ClientProof.Refused("Request denied: Invalid client assertion: sub is missing");
        return new ClientProof(
            subject,
            ["CLIENT_SECRET_JWT", "PRIVATE_KEY_JWT"],
            client => AssertionRules.FirstBroken(call, client, assertion)
        );
    }

    private static ClientAssertion? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
            return null;
        if (
            Bytes(parts[0]) is not { } header
            || Bytes(parts[1]) is not { } claims
            || Bytes(parts[2]) is not { } signature
            || StrictJson.Parse(header) is not { ValueKind: JsonValueKind.Object } headerJson
            || StrictJson.Parse(claims) is not { ValueKind: JsonValueKind.Object } claimsJson
        )
            return null;
        return new ClientAssertion(headerJson, claimsJson, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);
    }

    private static byte[]? Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
