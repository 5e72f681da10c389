using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The client proves itself by exactly the method its application is registered with.</summary>
internal static class ClientAuthentication
{
    private const string Unproven = "Request denied: Invalid client credentials";

    /// <summary>The ways a request can speak for a client. None of them is the method NONE: only a client_id.</summary>
    private static readonly (Func<Call, bool> IsUsed, Func<Call, ClientProof> Read)[] Ways =
    [
        (call => call.Request.Headers.Authorization.Count > 0, ReadBasic),
        (call => call.Form.ContainsKey("client_assertion") || call.Form.ContainsKey("client_assertion_type"), ClientAssertion.Read),
        (call => call.Form.ContainsKey("client_secret"), ReadPost),
    ];

    public static Answer? Check(Call call)
    {
        var used = Ways.Where(way => way.IsUsed(call)).ToArray();
        if (used.Length > 1)
            return OAuthError.InvalidClient(call, "Request denied: More than one client authentication method");
        var proof = used.Length == 1 ? used[0].Read(call) : ReadNone(call);
        var client = proof.ClientId is { } id ? call.Tenant.Registry.FindClient(id) : null;
        if (Refusal(call, proof, client) is { } refusal)
            return OAuthError.InvalidClient(call, refusal);
        call.Client = client!;
        return null;
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

    private static string? Refusal(Call call, ClientProof proof, Application? client)
    {
        if (proof.ClientId is null)
            return proof.Refusal ?? Unproven;
        if (call.Form.TryGetValue("client_id", out var named) && named != proof.ClientId)
            return "Request denied: client_id is not the authenticated client";
        if (client is not { Enabled: true })
            return Unproven;
        return proof.Methods.Any(client.Accepts) ? proof.Verify(client) : "Request denied: Unsupported authentication method";
    }

    private static ClientSecret NoteUse(ClientSecret secret, string used, DateTimeOffset now) =>
        secret.Previous is { } previous && previous.Value == used ? secret with { Previous = previous with { LastUsed = now } } : secret;

    private static ClientProof ReadBasic(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return ClientProof.Refused(Unproven);
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length))
            return ClientProof.Refused(Unproven);
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? Secret(call, "CLIENT_SECRET_BASIC", pair[0], pair[1]) : ClientProof.Refused(Unproven);
    }

    private static ClientProof ReadPost(Call call) =>
        call.Form.TryGetValue("client_id", out var id)
            ? Secret(call, "CLIENT_SECRET_POST", id, call.Form["client_secret"])
            : ClientProof.Refused(Unproven);

    private static ClientProof ReadNone(Call call) =>
        call.Form.TryGetValue("client_id", out var id)
            ? new ClientProof(id, ["NONE"], _ => null)
            : ClientProof.Refused("Request denied: No client authentication");

    private static ClientProof Secret(Call call, string method, string id, string secret)
    {
        var given = Encoding.UTF8.GetBytes(secret);
        bool Fits(string known) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), given);
        return new ClientProof(id, [method], client => SecretFits(call, client, Fits) ? null : Unproven);
    }
}
