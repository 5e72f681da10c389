using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Cli.Telemetry;

namespace PingOneScenarios.Cli.Tests.Telemetry;

/// <summary>The words for telemetry that did not arrive; what a library says is never quoted.</summary>
public sealed class DeliveryProblemTests
{
    private const string Quoted = "fake-header-value";

    public static TheoryData<string, Exception> Failures =>
        new()
        {
            { "the host name is not known", new HttpRequestException(HttpRequestError.NameResolutionError, Quoted) },
            { "it does not speak TLS there", new HttpRequestException(HttpRequestError.SecureConnectionError, Quoted) },
            { "nothing listens there", Wrapped(new SocketException((int)SocketError.ConnectionRefused)) },
            { "it cannot be reached", Wrapped(new SocketException((int)SocketError.HostUnreachable)) },
            { "no answer came in time", new TaskCanceledException(Quoted, new TimeoutException(Quoted)) },
            { "it does not speak what was sent", new HttpRequestException(HttpRequestError.InvalidResponse, Quoted) },
        };

    [Theory, MemberData(nameof(Failures))]
    public void A_failure_is_told_in_our_own_words(string why, Exception failure)
    {
        var problem = DeliveryProblem.Of(failure, Signal(4318));
        Assert.StartsWith(why, problem.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(Quoted, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4317, "OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    [InlineData(4318, "Look at OTEL_EXPORTER_OTLP_PROTOCOL")]
    public void The_port_of_grpc_is_known(int port, string fix) =>
        Assert.Contains(
            fix,
            DeliveryProblem.Of(new HttpRequestException(HttpRequestError.InvalidResponse, Quoted), Signal(port)).Fix,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(200, null, null)]
    [InlineData(202, null, null)]
    [InlineData(200, "0", null)]
    [InlineData(200, "13", "it answered with the gRPC status 13")]
    [InlineData(403, null, "it answered 403")]
    [InlineData(503, null, "it answered 503")]
    public void An_answer_is_good_or_says_why_not(int status, string? grpc, string? why)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);
        if (grpc is not null)
            answer.Headers.Add("grpc-status", grpc);
        Assert.Equal(why, DeliveryProblem.Of(answer)?.Why);
    }

    [Fact]
    public void A_file_by_which_others_would_choose_where_a_log_is_written_ends_it()
    {
        var settings = OtlpSettings.Read(_ => null, isAsked: true, file => file == "OTEL_DIAGNOSTICS.json")!;
        Assert.Empty(settings.Signals);
        Assert.Null(settings.Trace);
        Assert.Contains("OTEL_DIAGNOSTICS.json", Assert.Single(settings.Objections), StringComparison.Ordinal);
        Assert.Null(OtlpSettings.Read(_ => null, isAsked: false, _ => true));
    }

    private static OtlpSignal Signal(int port) =>
        OtlpSignal.Of(
            new OtlpVariables(name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? $"http://127.0.0.1:{port}" : null, OtlpSignal.Traces)
        );

    private static HttpRequestException Wrapped(Exception inner) => new(HttpRequestError.ConnectionError, Quoted, inner);
}
