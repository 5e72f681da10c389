using System.Net.Sockets;
using System.Security.Authentication;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// What went wrong when an exception ended a request, in our own words. Exceptions of the libraries may quote what was sent (trust
/// rule 13): only their kind is looked at.
/// </summary>
internal static class SendFailures
{
    public static Unanswered Explain(Exception? failure, int limit)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return new Unanswered(
                        SendFailure.Tls,
                        "the server does not speak TLS here, its certificate is not trusted, or its TLS settings do not fit"
                    );
                case DialRefusedException refused:
                    return new Unanswered(SendFailure.Refused, $"{refused.Host} leads to {refused.What}")
                    {
                        IsFinal = !DialCheck.CanBeAllowed(refused.What),
                    };
                case SocketException socket:
                    return new Unanswered(SendFailure.NoConnection, Words(socket.SocketErrorCode));
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return new Unanswered(
                        SendFailure.TooLarge,
                        $"the answer is larger than {SizeText.Show(limit)}, or its headers than 64 KB"
                    );
            }
            if (OddAnswers.Explain(inner) is { } odd)
                return odd;
        }
        return new Unanswered(SendFailure.NoConnection, "the connection broke off");
    }

    private static string Words(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => "the connection was refused: nothing listens at this address",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name is not known",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "the host cannot be reached",
            SocketError.TimedOut => "the connection could not be made in time",
            SocketError.ConnectionReset or SocketError.ConnectionAborted => "the server closed the connection",
            _ => "the connection failed",
        };
}
