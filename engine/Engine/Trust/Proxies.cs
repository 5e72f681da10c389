namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// Which proxy leads to a server, by the variables of the operator's process environment. They mean what they mean to Go
/// (golang.org/x/net/http/httpproxy), save that a variable that names no proxy is an error where it would be used, never passed over.
/// </summary>
internal sealed class Proxies
{
    private readonly Proxy? http;
    private readonly Proxy? https;
    private readonly ProxyExceptions exceptions;

    private Proxies(string id, Proxy? http, Proxy? https, ProxyExceptions exceptions) =>
        (Id, this.http, this.https, this.exceptions) = (id, http, https, exceptions);

    /// <summary>Everything is reached directly.</summary>
    public static Proxies None { get; } = new("", null, null, ProxyExceptions.None);

    /// <summary>Equal for variables that mean the same; holds passwords.</summary>
    public string Id { get; }

    /// <summary>The passwords among them, each with its variable.</summary>
    public IEnumerable<(string Variable, string Password)> Passwords
    {
        get
        {
            if (http?.Account is { Password.Length: > 0 } one)
                yield return (http.Variable, one.Password);
            if (https?.Account is { Password.Length: > 0 } other)
                yield return (https.Variable, other.Password);
        }
    }

    /// <param name="variable">A variable of the process environment; null when it is not set.</param>
    public static Proxies Of(Func<string, string?> variable)
    {
        var http = Of(variable, "HTTP_PROXY", "http_proxy");
        var https = Of(variable, "HTTPS_PROXY", "https_proxy");
        if (http is null && https is null)
            return None;
        // A web server that starts a program by CGI hands it the header "Proxy" of whoever asks as HTTP_PROXY.
        if (http is not null && variable("REQUEST_METHOD") is { Length: > 0 })
            http = http with
            {
                Objection = "REQUEST_METHOD is set, as a web server does that hands on a header of its client as HTTP_PROXY",
            };
        var direct = Given(variable, "NO_PROXY", "no_proxy").Value;
        var id = string.Join('\0', http, http?.Account?.Basic, https, https?.Account?.Basic, direct);
        return new Proxies(id, http, https, ProxyExceptions.Of(direct));
    }

    /// <summary>Null for one that is reached directly; never a proxy for this machine.</summary>
    /// <param name="scheme">Of the address: <c>http</c> or <c>https</c>.</param>
    /// <param name="host">In ASCII, an IPv6 address without its brackets.</param>
    /// <param name="port">Of the address.</param>
    public Proxy? To(string scheme, string host, int port)
    {
        var proxy = scheme == "https" ? https : http;
        return proxy is null || exceptions.Hold(host, port) ? null : proxy;
    }

    /// <inheritdoc cref="To(string, string, int)"/>
    public Proxy? To(Uri address) => this == None ? null : To(address.Scheme, address.IdnHost.Trim('[', ']'), address.Port);

    private static Proxy? Of(Func<string, string?> variable, string upper, string lower)
    {
        var (name, value) = Given(variable, upper, lower);
        return value.Length == 0 ? null : Proxy.Read(name, value);
    }

    private static (string Name, string Value) Given(Func<string, string?> variable, string upper, string lower) =>
        variable(upper) is { Length: > 0 } value ? (upper, value) : (lower, variable(lower) ?? "");
}
