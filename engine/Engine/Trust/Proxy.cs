using System.Text;

namespace PingOneScenarios.Engine.Trust;

/// <summary>A proxy of the operator.</summary>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Host">In ASCII, an IPv6 address without its brackets.</param>
/// <param name="Port">Of its address.</param>
/// <param name="Variable">The variable that names it.</param>
internal sealed record Proxy(ProxyKind Kind, string Host, int Port, string Variable)
{
    /// <summary>Null without one; never shown.</summary>
    public ProxyAccount? Account { get; private init; }

    /// <summary>Why it cannot be used, in words that hold nothing of the variable; null when it can.</summary>
    public string? Objection { get; init; }

    /// <summary>For people, without the account: "the proxy http://proxy.example:3128 (HTTPS_PROXY)".</summary>
    public string Shown => Objection is null ? $"the proxy {Scheme}://{Address} ({Variable})" : $"the proxy of the variable {Variable}";

    private string Address => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private string Scheme =>
        Kind == ProxyKind.Socks ? "socks5"
        : Kind == ProxyKind.Https ? "https"
        : "http";

    /// <summary>What a variable names; one that names no proxy has an objection.</summary>
    public static Proxy Read(string variable, string value)
    {
        var text = value.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "http://" + text;
        var none = new Proxy(ProxyKind.Http, "", 0, variable) { Objection = "what it holds is no address of a proxy" };
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.IdnHost.Length == 0 || uri.Port == 0)
            return none;
        if (KindOf(uri.Scheme) is not { } kind)
            return none with { Objection = "it names a kind of proxy that is not known; http, https, socks5 and socks5h are" };
        if (uri.PathAndQuery is not ("/" or "") || uri.Fragment.Length > 0)
            return none with { Objection = "what it holds is no address of a proxy: something stands behind the host" };
        var port = uri.Port > 0 ? uri.Port : 1080;
        return new Proxy(kind, uri.IdnHost.Trim('[', ']'), port, variable) { Account = ProxyAccount.Of(uri.UserInfo) };
    }

    private static ProxyKind? KindOf(string scheme) =>
        scheme switch
        {
            "http" => ProxyKind.Http,
            "https" => ProxyKind.Https,
            "socks5" or "socks5h" => ProxyKind.Socks,
            _ => null,
        };
}

/// <summary>Plain HTTP, HTTP over TLS, or SOCKS 5, which looks up host names itself.</summary>
internal enum ProxyKind
{
    Http,
    Https,
    Socks,
}

/// <summary>Who the operator is at a proxy.</summary>
internal sealed class ProxyAccount
{
    private ProxyAccount(string user, string password) => (User, Password) = (user, password);

    public string User { get; }

    public string Password { get; }

    /// <summary>The value of <c>Proxy-Authorization</c> (RFC 7617).</summary>
    public string Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>Out of an address, where it is percent-encoded; null when there is none.</summary>
    public static ProxyAccount? Of(string userInfo)
    {
        if (userInfo.Length == 0)
            return null;
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (userInfo, "") : (userInfo[..colon], userInfo[(colon + 1)..]);
        return new ProxyAccount(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }
}
