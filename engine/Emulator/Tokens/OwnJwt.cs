using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>A JWT the environment has signed, opened.</summary>
internal sealed record OwnJwt(JsonObject Header, JsonObject Claims)
{
    /// <summary>Null when it is none, or another has signed it.</summary>
    public static OwnJwt? Open(Tenant tenant, string token)
    {
        if (token.Split('.') is not [var header, var claims, var signature])
            return null;
        try
        {
            if (!tenant.Key.Verifies(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature)))
                return null;
            var jwt = new OwnJwt(Parse(header), Parse(claims));
            return jwt.Text("iss") == tenant.Addresses.Issuer ? jwt : null;
        }
        catch (Exception cause) when (cause is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Null when there is no such text.</summary>
    public string? Text(string claim) =>
        Claims[claim] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>It is about a user's sign-on, for one client, and has not expired.</summary>
    public bool IsIdToken(DateTimeOffset now) =>
        Header["typ"] is null
        && Claims["auth_time"] is not null
        && Text("aud") is not null
        && Claims["exp"]!.GetValue<long>() > now.ToUnixTimeSeconds();

    private static JsonObject Parse(string part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
