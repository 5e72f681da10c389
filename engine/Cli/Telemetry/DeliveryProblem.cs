using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PingOneScenarios.Cli.Telemetry;

/// <summary>Why telemetry did not arrive, in our own words: what libraries say could quote a header.</summary>
/// <param name="Why">What went wrong.</param>
/// <param name="Fix">How to mend it.</param>
internal sealed record DeliveryProblem(string Why, string Fix)
{
    public static DeliveryProblem Late { get; } =
        new("no answer came in time", "Look at the collector, or give it more time with OTEL_EXPORTER_OTLP_TIMEOUT, at most 5000");

    /// <summary>Null when the answer says that all is well.</summary>
    public static DeliveryProblem? Of(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            return new DeliveryProblem(
                string.Create(CultureInfo.InvariantCulture, $"it answered {(int)answer.StatusCode}"),
                Fits(answer.StatusCode)
            );
        return GrpcStatus(answer) is { } status && status != "0"
            ? new DeliveryProblem($"it answered with the gRPC status {Display.SafeText.Line(status)}", "Look at the collector's log")
            : null;
    }

    public static DeliveryProblem Of(Exception failure, OtlpSignal signal)
    {
        var correct = $"Start the collector, or say with {signal.Variables.EndpointName} where it is";
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case OperationCanceledException or TimeoutException:
                    return Late;
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return new DeliveryProblem("the host name is not known", correct);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return new DeliveryProblem(
                        "it does not speak TLS there, or its certificate is not trusted",
                        "Correct http or https in the endpoint, or name its authority with OTEL_EXPORTER_OTLP_CERTIFICATE"
                    );
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new DeliveryProblem("nothing listens there", correct);
                case SocketException:
                    return new DeliveryProblem("it cannot be reached", correct);
            }
        }
        return new DeliveryProblem(
            "it does not speak what was sent",
            signal.Endpoint.Port == 4317
                ? "Port 4317 is usually gRPC: set OTEL_EXPORTER_OTLP_PROTOCOL=grpc"
                : "Look at OTEL_EXPORTER_OTLP_PROTOCOL, which is http/protobuf if not given; port 4317 is usually grpc, 4318 http/protobuf"
        );
    }

    private static string Fits(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Look at OTEL_EXPORTER_OTLP_HEADERS",
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
                "Look at the path: OTEL_EXPORTER_OTLP_ENDPOINT gets /v1/traces or /v1/metrics behind it, "
                    + "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT and OTEL_EXPORTER_OTLP_METRICS_ENDPOINT are used as they are",
            _ => "Look at the collector's log",
        };

    // In the trailers, or among the headers of an answer without a body.
    private static string? GrpcStatus(HttpResponseMessage answer) =>
        answer.TrailingHeaders.TryGetValues("grpc-status", out var last) ? last.First()
        : answer.Headers.TryGetValues("grpc-status", out var first) ? first.First()
        : null;
}
