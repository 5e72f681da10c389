using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>An ID token a client gives back to say whom it means: ours, whether or not it has expired.</summary>
/// <param name="Client">The application it was made for.</param>
/// <param name="UserId">Of the user it is about.</param>
internal sealed record IdTokenHint(Application Client, string? UserId)
{
    /// <summary>Null when it is none of this environment's, or its application is gone or disabled.</summary>
    public static IdTokenHint? Read(Call call, string token)
    {
        if (token.LastIndexOf('.') is var end && (end < 1 || Claims(call, token[..end], token[(end + 1)..]) is not { } claims))
            return null;
        if (Text(claims, "iss") != call.Tenant.Addresses.Issuer || Text(claims, "aud") is not { } clientId)
            return null;
        return call.Tenant.Registry.FindApplication(clientId) is { Enabled: true } client ? new(client, Text(claims, "sub")) : null;
    }

    /// <summary>Signing anew gives the same signature when it is ours: the scheme has no randomness.</summary>
    private static JsonElement? Claims(Call call, string signed, string signature)
    {
        var right = Base64Url.EncodeToString(call.Tenant.Key.Sign(Encoding.UTF8.GetBytes(signed)));
        if (right != signature)
            return null;
        return StrictJson.Parse(Base64Url.DecodeFromChars(signed.AsSpan(signed.IndexOf('.') + 1)));
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
