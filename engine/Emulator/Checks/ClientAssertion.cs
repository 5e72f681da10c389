using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A JWT somebody sends, mostly a client about itself (RFC 7523), taken apart but not yet believed.</summary>
internal sealed record ClientAssertion(JsonElement Header, JsonElement Claims, byte[] SigningInput, byte[] Signature)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>What <c>aud</c> names; null for what is no text.</summary>
    public IEnumerable<string?> Audiences =>
        Claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.Array
            ? audience.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null)
            : [TextOf(Claims, "aud")];

    public bool Has(string claim) => Claims.TryGetProperty(claim, out _);

    /// <summary>A claim's number; null when it is missing or no number.</summary>
    public double? NumberOf(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : null;

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

    /// <summary>Null when the text is no JWT, signed or not.</summary>
    public static ClientAssertion? Parse(string text)
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
