using System.Net.Security;
using System.Security.Authentication;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Why there is no trusted TLS is told apart, each with what can be done.</summary>
public sealed class TlsFailureTests
{
    private static readonly TestAuthority Authority = new("Company");
    private static readonly TestAuthority Stranger = new("Stranger");

    public static TheoryData<string, byte[], string, string> Spoken =>
        new()
        {
            { "plain HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), "the server speaks plain HTTP at this port", "http://" },
            { "SSH", "SSH-2.0-OpenSSH_9.9\r\n"u8.ToArray(), "what the server sends at this port is not TLS", "look at the port" },
            { "SMTP", "220 mail.example ESMTP\r\n"u8.ToArray(), "what the server sends at this port is not TLS", "look at the port" },
            { "nothing", [], "closed the connection in the TLS handshake", "look whether the server speaks TLS" },
            { "protocol_version", Alert(70), "speaks no version of TLS that is spoken here", "TLS 1.2 or 1.3" },
            { "handshake_failure", Alert(40), "ended the TLS handshake (handshake_failure)", "TLS settings of the server" },
            { "unrecognized_name", Alert(112), "does not know the name localhost", "host of the address" },
            { "internal_error", Alert(80), "ended the TLS handshake (internal_error)", "TLS settings" },
            { "no_application_protocol", Alert(120), "speaks no version of HTTP it was offered", "http in the environment" },
            { "unknown", Alert(200), "ended the TLS handshake (alert 200)", "TLS settings" },
            { "unknown_ca", Alert(48), "ended the TLS handshake (unknown_ca)", "TLS settings" },
            { "certificate_required", Alert(116), "demands a client certificate", "pkcs12: client.p12" },
            { "TLS 1.1", Hello(2), "the server chose TLS 1.1; TLS 1.2 is the oldest", "TLS 1.2 or 1.3" },
            { "TLS 1.0", Hello(1), "the server chose TLS 1.0; TLS 1.2 is the oldest", "TLS 1.2 or 1.3" },
            {
                "TLS 1.1 without a cipher",
                [21, 3, 2, 0, 2, 2, 40],
                "the server answered in TLS 1.1; TLS 1.2 is the oldest",
                "TLS 1.2 or 1.3"
            },
            { "SSL 3", Hello(0), "the server chose SSL 3; TLS 1.2 is the oldest", "TLS 1.2 or 1.3" },
            { "half a record", [22, 3, 3, 0, 100, 2, 0], "the TLS handshake broke off", "TLS settings" },
        };

    [Theory]
    [MemberData(nameof(Spoken))]
    public async Task What_the_server_sends_is_told_as_what_it_is(string name, byte[] bytes, string why, string fix)
    {
        await using var server = HandshakeServer.Saying(bytes);
        Failed(await RunAsync(server.Host), name, why, fix);
    }

    [Theory]
    [InlineData("other.example", 10, -20, "the certificate is for other.example, not for localhost", "use a name the certificate is for")]
    [InlineData("192.0.2.1", 10, -20, "the certificate is for 192.0.2.1, not for localhost", "use a name the certificate is for")]
    [InlineData("localhost", -1, -20, "the certificate is good only from ", "renew the certificate")]
    [InlineData("localhost", 10, 5, "the certificate is good only from ", "the clock of this machine")]
    [InlineData("other.example", -1, -20, "not for localhost; the certificate is good only from ", "renew the certificate")]
    public async Task A_certificate_that_does_not_fit_is_told_with_what_does_not(string host, int ends, int begins, string why, string fix)
    {
        await using var server = new LoopbackServer(_ => "", Authority.Issue(host, ends, beginsIn: begins));
        Failed(await RunAsync($"localhost:{server.Port}"), host, why, fix);
    }

    [Fact]
    public async Task An_unknown_authority_is_named()
    {
        await using var server = new LoopbackServer(_ => "", Stranger.Issue("localhost"));
        Failed(
            await RunAsync($"localhost:{server.Port}"),
            "stranger",
            "the certificate comes from CN=Stranger, an authority this machine does not trust",
            "tls: { ca: file.pem }"
        );
        Failed(
            await RunAsync($"localhost:{server.Port}", ""),
            "system",
            "the certificate comes from CN=Stranger, an authority this machine does not trust",
            "tls: { ca: file.pem }"
        );
    }

    [Fact]
    public async Task A_certificate_signed_by_itself_is_told_and_can_be_trusted()
    {
        using var own = TestAuthority.SelfSigned("localhost");
        await using var server = new LoopbackServer(_ => Answers.Empty(204), own);
        Failed(await RunAsync($"localhost:{server.Port}"), "self", "signed by itself", "the certificate being the file");
        (await RunAsync($"localhost:{server.Port}", "tls: { ca: own.pem }", own.ExportCertificatePem())).Passed();
    }

    [Fact]
    public async Task A_port_that_waits_for_a_line_is_told_when_the_time_is_up()
    {
        await using var server = new LoopbackServer(_ => null);
        var happened = await RunAsync($"localhost:{server.Port}", step: ", timeout: 200ms");
        Assert.Equal("PS4002", happened.Codes);
        Assert.EndsWith(": the server had not answered the TLS handshake yet", happened.Problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_demanded_client_certificate_is_told(SslProtocols protocol)
    {
        await using var server = HandshakeServer.Speaking(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = Authority.Issue("localhost"),
                EnabledSslProtocols = protocol,
                ClientCertificateRequired = true,
            }
        );
        var happened = await RunAsync($"localhost:{server.Host.Split(':')[1]}");
        // This server takes the client and hangs up; others say that they demand one.
        Assert.Equal("PS4001", happened.Codes);
        Assert.Contains("it had asked for a client certificate, and there was none", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Contains("pkcs12: client.p12", happened.Problem.Fix, StringComparison.Ordinal);
    }

    private static byte[] Alert(byte code) => [21, 3, 3, 0, 2, 2, code];

    // The beginning of a ServerHello.
    private static byte[] Hello(byte version) => [22, 3, version, 0, 42, 2, 0, 0, 38, 3, version, .. new byte[32], 0, 0, 47, 0];

    private static void Failed(Happened happened, string name, string why, string fix)
    {
        Assert.Equal("PS4003", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.True(happened.Problem.Why!.Contains(why, StringComparison.Ordinal), $"{name}: {happened.Problem.Why}");
        Assert.True(happened.Problem.Fix!.Contains(fix, StringComparison.Ordinal), $"{name}: {happened.Problem.Fix}");
    }

    private static Task<Happened> RunAsync(string host, string tls = "tls: { ca: ca.pem }", string own = "", string step = "") =>
        ScenarioRun
            .Steps($"  - {{ step: A, request: GET <<api>>/x{step} }}")
            .Environment($"environment: mine\ninputs: {{ api: 'https://{host}' }}\n{tls}\n")
            .File("ca.pem", Authority.Pem)
            .File("own.pem", own)
            .RunAsync();
}
