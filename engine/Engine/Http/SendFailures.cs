using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Connecting;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// What went wrong when an exception ended a request, in our own words. Exceptions of the libraries may quote what was sent (trust
/// rule 13): only their kind is looked at.
/// </summary>
internal static class SendFailures
{
    /// <param name="failure">What a library threw.</param>
    /// <param name="grants">Of the run: who the client was.</param>
    public static Unanswered Explain(Exception? failure, Grants grants)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (Explained(inner, grants) is { } explained)
                return explained;
        }
        return grants.Http == HttpChoice.Two
            ? NotTwo("the connection broke off or did not speak HTTP/2, which the environment file asks for (http: \"2\")")
            : new Unanswered(SendFailure.NoConnection, "the connection broke off");
    }

    /// <summary>A proxy does not lead to the server.</summary>
    /// <param name="proxy">Which.</param>
    /// <param name="why">In our own words.</param>
    /// <param name="status">Of its answer; null without one.</param>
    public static Unanswered ByProxy(Proxy proxy, string why, int? status) =>
        new(SendFailure.Proxy, $"{proxy.Shown}: {why}")
        {
            Fix =
                status == 407 ? $"put a user and a password into the variable: {proxy.Variable}=http://user:password@host:port"
                : proxy.Objection is null
                    ? $"look at the proxy and at the variable {proxy.Variable}; what is reached without a proxy stands in NO_PROXY"
                : $"set {proxy.Variable} to an address such as http://proxy.example:3128, or take it away",
        };

    /// <summary>Adds to a time that is up what was waited for; nothing of the request had left.</summary>
    public static Unanswered Late(Unanswered failure, ExchangePhases phases, Proxy? proxy)
    {
        var what =
            proxy is not null ? $"{proxy.Shown} had made no connection yet"
            : phases.Tls is not null ? "the server had not answered the TLS handshake yet"
            : phases.Connect is not null ? "there was no connection yet"
            : phases.Dns is not null ? "the host name was not looked up yet"
            : null;
        return what is null ? failure : failure with { Reason = $"{failure.Reason}: {what}" };
    }

    /// <summary>Adds what may be behind a connection that ended: the server had asked for a client certificate.</summary>
    public static Unanswered Uncertified(Unanswered failure) =>
        failure with
        {
            Reason = failure.Reason + "; in TLS it had asked for a client certificate, and there was none",
            Fix = "if it demands one, " + TlsFailures.Demand,
        };

    public static string Words(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => "the connection was refused: nothing listens at this address",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name is not known",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "the host cannot be reached",
            SocketError.TimedOut => "the connection could not be made in time",
            SocketError.ConnectionReset or SocketError.ConnectionAborted => "the server closed the connection",
            _ => "the connection failed",
        };

    private static Unanswered? Explained(Exception inner, Grants grants)
    {
        switch (inner)
        {
            case ProxyFailedException proxy:
                return ByProxy(proxy.Proxy, proxy.Why, proxy.Status);
            case TlsFailedException tls:
                return new Unanswered(SendFailure.Tls, tls.Why) { Fix = tls.Fix };
            case ResentException:
                return Resent(grants);
            case HttpProtocolException protocol:
                return Ended(protocol.ErrorCode, grants);
            case NotTwoException:
                return NotTwo("the environment file asks for HTTP/2 (http: \"2\"), and the server does not offer it");
            case DialRefusedException refused:
                return new Unanswered(SendFailure.Refused, $"{refused.Host} leads to {refused.What}")
                {
                    IsFinal = !DialCheck.CanBeAllowed(refused.What),
                };
            case SocketException socket:
                return new Unanswered(SendFailure.NoConnection, Words(socket.SocketErrorCode));
            case CryptographicException when TlsFailures.Later(inner, ClientPart(grants)) is { } later:
                return new Unanswered(SendFailure.Tls, later.Why) { Fix = later.Fix };
            case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                return new Unanswered(
                    SendFailure.TooLarge,
                    $"the answer is larger than {SizeText.Show(grants.LargestAnswer)}, or its headers than 64 KB"
                );
            default:
                return OddAnswers.Explain(inner);
        }
    }

    private static Unanswered Resent(Grants grants) =>
        new(
            SendFailure.Cut,
            grants.Http == HttpChoice.OneOne
                ? "the server closed the connection without an answer"
                : "the server closed the connection without an answer, or refused the request over HTTP/2"
        )
        {
            Fix = "look at the log of the server; retry: { on: [connection] } sends the request again",
        };

    // RFC 9113, 7.
    private static Unanswered Ended(long code, Grants grants) =>
        code == 13
            ? new Unanswered(SendFailure.NoConnection, "the server speaks HTTP/1.1 here, not HTTP/2, or wants this request over it")
            {
                Fix =
                    grants.Http == HttpChoice.Two
                        ? "take http: \"2\" out of the environment file"
                        : "write http: \"1.1\" into the environment file",
            }
            : new Unanswered(
                SendFailure.NoConnection,
                string.Create(CultureInfo.InvariantCulture, $"the server ended the request or the connection over HTTP/2 (error {code})")
            );

    private static Unanswered NotTwo(string why) =>
        new(SendFailure.NoConnection, why) { Fix = "take http out of the environment file: HTTP/2 is then used where a server offers it" };

    private static ClientCertificate ClientPart(Grants grants) =>
        grants.Tls?.Own.Count > 0 ? ClientCertificate.Given : ClientCertificate.NotAsked;
}
