using System.Net;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The client proves itself by exactly the method its application is registered with.</summary>
internal static class ClientAuthentication
{
    public const string Unproven = "Request denied: Invalid client credentials";

    /// <summary>The ways a request can speak for a client. None of them is the method NONE: only a client_id.</summary>
    private static readonly (Func<Call, Form, bool> IsUsed, Func<Call, Form, ClientProof> Read)[] Ways =
    [
        ((call, _) => call.Request.Headers.Authorization.Count > 0, ReadBasic),
        ((_, form) => form.Has("client_assertion") || form.Has("client_assertion_type"), ClientAssertion.Read),
        ((_, form) => form.Has("client_secret"), ReadPost),
    ];

    public static Established<Application> Check(Call call, Form form)
    {
        var used = Ways.Where(way => way.IsUsed(call, form)).ToArray();
        if (used.Length > 1)
            return OAuthError.InvalidClient(call, "Request denied: More than one client authentication method");
        var proof = used.Length == 1 ? used[0].Read(call, form) : ReadNone(call, form);
        if (proof.ClientId is not { } id)
            return OAuthError.InvalidClient(call, proof.Refusal ?? Unproven);
        if (form.TryGet("client_id", out var named) && named != id)
            return OAuthError.InvalidClient(call, "Request denied: client_id is not the authenticated client");
        if (call.Tenant.Registry.FindClient(id) is not { Enabled: true } client)
            return OAuthError.InvalidClient(call, Unproven);
        return Refusal(proof, client) is { } refusal ? OAuthError.InvalidClient(call, refusal) : client;
    }

    /// <summary>Does one of the client's living secrets fit? Notes when the previous one was used.</summary>
    public static bool SecretFits(Call call, Application client, Func<string, bool> fits)
    {
        if (client.Secret.Alive(call.Now).FirstOrDefault(fits) is not { } secret)
            return false;
        if (secret != client.Secret.Value)
            call.Tenant.Registry.Update(
                client.Id,
                application => application with { Secret = NoteUse(application.Secret, secret, call.Now) }
            );
        return true;
    }

    private static string? Refusal(ClientProof proof, Application client) =>
        proof.Methods.Any(client.Accepts) ? proof.Verify(client) : "Request denied: Unsupported authentication method";

    private static ClientSecret NoteUse(ClientSecret secret, string used, DateTimeOffset now) =>
        secret.Previous is { } previous && previous.Value == used ? secret with { Previous = previous with { LastUsed = now } } : secret;

    /// <summary>
    /// Id and secret of <c>Authorization: Basic</c>; null when there is none. Each half is form-encoded before they are joined (RFC 6749, section
    /// 2.3.1), which not every client does: the secret may be read both ways.
    /// </summary>
    public static (string Id, string[] Readings)? BasicPair(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length))
            return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (WebUtility.UrlDecode(id), [WebUtility.UrlDecode(secret), secret])
            : null;
    }

    private static ClientProof ReadBasic(Call call, Form _) =>
        BasicPair(call) is { } pair ? Secret(call, "CLIENT_SECRET_BASIC", pair.Id, pair.Readings) : ClientProof.Refused(Unproven);

    private static ClientProof ReadPost(Call call, Form form) =>
        form.TryGet("client_id", out var id)
            ? Secret(call, "CLIENT_SECRET_POST", id, [form["client_secret"]!])
            : ClientProof.Refused(Unproven);

    private static ClientProof ReadNone(Call call, Form form) =>
        form.TryGet("client_id", out var id)
            ? new ClientProof(id, ["NONE"], _ => null)
            : ClientProof.Refused("Request denied: No client authentication");

    /// <summary>One of the readings of what was sent is the secret.</summary>
    private static ClientProof Secret(Call call, string method, string id, string[] readings)
    {
        var given = readings.Select(Encoding.UTF8.GetBytes).ToArray();
        bool Fits(string known) => given.Any(secret => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), secret));
        return new ClientProof(id, [method], client => SecretFits(call, client, Fits) ? null : Unproven);
    }
}
