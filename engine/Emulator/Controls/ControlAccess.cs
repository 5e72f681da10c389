using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>Who may use the controls: the browser that opened the address printed at the start, which serves once.</summary>
internal sealed class ControlAccess
{
    private const string CookieName = "P1S-CONTROLS";

    // Not of the seed: whoever knows the seed must not know these.
    private readonly string token = IdSource.Random.Secret();
    private string? key = IdSource.Random.Secret();

    /// <summary>The one-time address; what it holds is a secret.</summary>
    public string Address(string authPath) => $"{authPath}{ControlEndpoints.Prefix}/open?key={Uri.EscapeDataString(key ?? "")}";

    public bool Allows(Call call) => call.Request.Cookies[CookieName] is { } sent && AreSame(sent, token);

    /// <summary>The answer that gives the cookie, to the one who has the key and comes first; null for everybody else.</summary>
    public Answer? Open(Call call)
    {
        var sent = call.Request.Query["key"].ToString();
        if (key is not { } right || !AreSame(sent, right) || Interlocked.CompareExchange(ref key, null, right) != right)
            return null;
        return Answer
            .Empty(303)
            .With("Location", ControlEndpoints.Prefix)
            .With("Set-Cookie", $"{CookieName}={token}; Path={ControlEndpoints.Prefix}; HttpOnly; SameSite=Strict");
    }

    private static bool AreSame(string sent, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(right));
}
