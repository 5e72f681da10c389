using System.Security.Cryptography;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>Why a handshake failed although no certificate was refused, by what the server sent.</summary>
internal static class TlsFailures
{
    /// <summary>What a server wants to see that asks who the client is.</summary>
    public const string Demand =
        "name one with tls: { certificate: client.pem, key: client-key.pem } or tls: { pkcs12: client.p12 } in the environment file";

    private const string Other = "look at the TLS settings of the server";

    /// <summary>Of the codes by which OpenSSL says that an alert came.</summary>
    private const int AlertsBegin = 1000;

    /// <summary>The names of alerts (RFC 8446, 6; RFC 7301, 3.2).</summary>
    private static readonly Dictionary<int, string> Alerts = new()
    {
        [10] = "unexpected_message",
        [40] = "handshake_failure",
        [42] = "bad_certificate",
        [43] = "unsupported_certificate",
        [44] = "certificate_revoked",
        [45] = "certificate_expired",
        [46] = "certificate_unknown",
        [47] = "illegal_parameter",
        [48] = "unknown_ca",
        [49] = "access_denied",
        [50] = "decode_error",
        [51] = "decrypt_error",
        [70] = "protocol_version",
        [71] = "insufficient_security",
        [80] = "internal_error",
        [112] = "unrecognized_name",
        [116] = "certificate_required",
        [120] = "no_application_protocol",
    };

    /// <param name="cause">What the library said.</param>
    /// <param name="first">What the server sent first.</param>
    /// <param name="host">Whom the handshake named.</param>
    /// <param name="client">What became of the client certificate.</param>
    public static TlsFailedException Explain(Exception cause, ReadOnlySpan<byte> first, string host, ClientCertificate client)
    {
        if (first is [21, 3, < 3 and var spoken, _, _, _, 40 or 70, ..])
            return Old("the server answered in", spoken, cause);
        if (AlertOf(cause) is { } alert)
            return Alerted(alert, host, client, cause);
        return first switch
        {
            [] when client == ClientCertificate.NotAsked => new(
                "the server closed the connection in the TLS handshake and said nothing",
                "look whether the server speaks TLS at this port; http:// is an address without",
                cause
            ),
            [21, _, _, _, _, _, var said, ..] => Alerted(said, host, client, cause),
            [22, _, _, _, _, 2, _, _, _, 3, < 3 and var version, ..] => Old("the server chose", version, cause),
            [22, ..] or [] => Broken(client, cause),
            [(byte)'H', (byte)'T', (byte)'T', (byte)'P', ..] => new(
                "the server speaks plain HTTP at this port, not TLS",
                "write http:// if that is meant, or name the port where the server speaks TLS",
                cause
            ),
            _ => new("what the server sends at this port is not TLS", "look at the port; http:// is an address without TLS", cause),
        };
    }

    /// <summary>The same for a connection that is made: TLS 1.3 tells only then what the server thinks of the client. Null without an alert.</summary>
    public static TlsFailedException? Later(Exception cause, ClientCertificate client) =>
        AlertOf(cause) is { } alert ? Alerted(alert, "this host", client, cause) : null;

    private static TlsFailedException Old(string what, byte version, Exception cause) =>
        new(
            $"{what} {(version == 0 ? "SSL 3" : $"TLS 1.{version - 1}")}; TLS 1.2 is the oldest that is spoken here",
            "let the server speak TLS 1.2 or 1.3",
            cause
        );

    private static TlsFailedException Broken(ClientCertificate client, Exception cause) =>
        client == ClientCertificate.Lacking
            ? new("the server asked for a client certificate, got none and ended the TLS handshake", Demand, cause)
            : new("the TLS handshake broke off", Other, cause);

    private static TlsFailedException Alerted(int alert, string host, ClientCertificate client, Exception cause)
    {
        var name = Alerts.GetValueOrDefault(alert) ?? $"alert {alert}";
        return (alert, client) switch
        {
            (116, _) or (40 or 42, ClientCertificate.Lacking) => new($"the server demands a client certificate ({name})", Demand, cause),
            (>= 42 and <= 46 or 48 or 49, ClientCertificate.Given) => new(
                $"the server does not take the client certificate ({name})",
                "look whether it is the one for this server, and whether the server trusts whoever issued it",
                cause
            ),
            (70, _) => new(
                $"the server speaks no version of TLS that is spoken here, 1.2 or 1.3 ({name})",
                "let the server speak TLS 1.2 or 1.3",
                cause
            ),
            (112, _) => new($"the server does not know the name {host} ({name})", "look at the host of the address", cause),
            (120, _) => new(
                $"the server speaks no version of HTTP it was offered ({name})",
                "look at http in the environment file: \"1.1\" and \"2\" offer that version alone",
                cause
            )
            {
                IsOfProtocol = true,
            },
            _ => new($"the server ended the TLS handshake ({name})", Other, cause),
        };
    }

    private static int? AlertOf(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            var reason = (cause.HResult & 0x7FFFFF) - AlertsBegin;
            if (cause is CryptographicException && reason is > 0 and < 256)
                return reason;
        }
        return null;
    }
}

/// <summary>What became of the client certificate: the server did not ask, it asked and there was none, or there was one to show.</summary>
internal enum ClientCertificate
{
    NotAsked,
    Lacking,
    Given,
}
