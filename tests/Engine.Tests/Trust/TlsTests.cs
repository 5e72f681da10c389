using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>TLS is verified, and only the operator can add to whom it trusts (trust rule 7).</summary>
public sealed class TlsTests
{
    private const string Host = "localhost";
    private const string Password = "hunter2hunter2";

    private static readonly TestAuthority Authority = new("Company");
    private static readonly TestAuthority Stranger = new("Stranger");
    private static readonly X509Certificate2 Client = Authority.Issue("robot");

    [Fact]
    public async Task Rule_7_a_certificate_nobody_vouches_for_is_refused()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        Refused(await RunAsync(server, ""), server);
        Refused(await RunAsync(server, "tls: { ca: other.pem }"), server);
        Refused(await RunAsync(server, "tls: { certificate: client.pem, key: key.pem }"), server);
    }

    [Fact]
    public async Task Rule_7_the_authority_of_the_operator_is_trusted()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        (await RunAsync(server, "tls: { ca: ca.pem }")).Passed();
        Assert.Null(server.Only.Client);
    }

    [Fact]
    public async Task Rule_7_the_trust_of_one_run_is_not_that_of_the_next()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        (await RunAsync(server, "tls: { ca: ca.pem }", workspace)).Passed();
        Assert.Equal("PS4003", (await RunAsync(server, "", workspace)).Codes);
        (await RunAsync(server, "tls: { ca: both.pem }", workspace)).Passed();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Rule_7_a_certificate_for_another_host_is_refused()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue("other.example"));
        Refused(await RunAsync(server, "tls: { ca: ca.pem }"), server);
    }

    [Fact]
    public async Task Rule_7_an_expired_certificate_is_refused()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host, endsIn: -1));
        Refused(await RunAsync(server, "tls: { ca: ca.pem }"), server);
    }

    [Fact]
    public async Task Rule_7_the_client_certificate_arrives()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        (await RunAsync(server, "tls: { ca: ca.pem, certificate: client.pem, key: key.pem }")).Passed();
        Assert.Equal("CN=robot", server.Only.Client);
    }

    [Theory]
    [InlineData("pkcs12: client.p12, password: { env: RIGHT }")]
    [InlineData("pkcs12: client.p12, password: { file: password.txt }")]
    [InlineData("pkcs12: plain.p12")]
    [InlineData("pkcs12: chain.p12, password: { env: RIGHT }")]
    [InlineData("certificate: client.pem, key: encrypted.pem, password: { env: RIGHT }")]
    [InlineData("certificate: client.pem, key: key.pem, password: { env: RIGHT }")]
    public async Task Rule_7_the_client_certificate_is_read_in_every_form(string own)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        (await RunAsync(server, $"tls: {{ ca: ca.pem, {own} }}")).Passed();
        Assert.Equal("CN=robot", server.Only.Client);
    }

    [Fact]
    public async Task Rule_7_the_handshake_names_the_host_and_offers_two_protocols()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        (await RunAsync(server, "tls: { ca: ca.pem }")).Passed();
        Assert.Equal($"{Host} http/1.1", server.Only.Tls);
    }

    [Fact]
    public async Task Rule_7_nobody_is_asked_whether_a_certificate_was_taken_back()
    {
        await using var revocations = new LoopbackServer(Answers.Empty(404));
        await using var server = new LoopbackServer(
            _ => Answers.Empty(204),
            Authority.Issue(Host, revocations: revocations.Address + "/list.crl")
        );
        (await RunAsync(server, "tls: { ca: ca.pem }")).Passed();
        Assert.Empty(revocations.Requests);
    }

    [Theory]
    [InlineData("{ ca: nothing.pem }", "PS3008", "it holds no certificate in PEM")]
    [InlineData("{ ca: broken.pem }", "PS3008", "is no certificate")]
    [InlineData("{ ca: key.pem }", "PS3008", "it holds no certificate in PEM")]
    [InlineData("{ ca: missing.pem }", "PS1001", "missing.pem")]
    [InlineData("{ certificate: client.pem, key: other-key.pem }", "PS3008", "not the key of the first certificate")]
    [InlineData("{ certificate: client.pem, key: encrypted.pem }", "PS3008", "the key is encrypted")]
    [InlineData("{ certificate: client.pem, key: encrypted.pem, password: { env: WRONG } }", "PS3008", "its password is another")]
    [InlineData(
        "{ certificate: client.pem, key: encrypted.pem, password: { env: NOTHING } }",
        "PS3006",
        "the password of tls has no value"
    )]
    [InlineData("{ certificate: client.pem, key: old.pem, password: { env: RIGHT } }", "PS3008", "the way of old versions of OpenSSL")]
    [InlineData("{ pkcs12: client.p12 }", "PS3008", "it has a password")]
    [InlineData("{ pkcs12: client.p12, password: { env: WRONG } }", "PS3008", "its password is another than the one that is given")]
    [InlineData("{ pkcs12: broken.p12, password: { env: RIGHT } }", "PS3008", "it is damaged")]
    [InlineData("{ pkcs12: client.pem }", "PS3008", "it is no file of PKCS#12")]
    [InlineData("{ pkcs12: nokey.p12 }", "PS3008", "it holds no certificate with a private key")]
    [InlineData("{ pkcs12: missing.p12 }", "PS3008", "there is no such file")]
    [InlineData("{ pkcs12: open.p12, password: { env: RIGHT } }", "PS3008", "other users of this machine")]
    [InlineData("{ pkcs12: client.p12, password: changeit }", "PS3005", "the password is written into the file")]
    [InlineData("{ pkcs12: client.p12, password: { env: RIGHT, file: x } }", "PS1012", "more than one source")]
    [InlineData("{ pkcs12: client.p12, certificate: client.pem, key: key.pem }", "PS1012", "pkcs12")]
    [InlineData("{ ca: ca.pem, password: { env: RIGHT } }", "PS1010", "there is nothing the password opens")]
    [InlineData("{ ca: client.p12 }", "PS3008", "it is a file of PKCS#12")]
    [InlineData("{ certificate: client.p12, key: key.pem }", "PS3008", "it is a file of PKCS#12")]
    [InlineData("{ certificate: client.pem, key: client.pem }", "PS3008", "it holds no private key")]
    [InlineData("{ certificate: client.pem, key: missing.pem }", "PS3008", "there is no such file")]
    [InlineData("{ certificate: client.pem, key: open-key.pem }", "PS3008", "other users of this machine")]
    public async Task Rule_7_what_cannot_be_used_is_said_before_anything_is_sent(string tls, string code, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && tls.Contains("open", StringComparison.Ordinal), "Windows has no such modes");
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Host));
        var happened = await RunAsync(server, "tls: " + tls);
        Assert.Equal(code, happened.Codes);
        Assert.Null(happened.Result.Summary);
        Assert.EndsWith("environment.yaml", happened.Problem.Span.Source.Path, StringComparison.Ordinal);
        Assert.Contains(words, $"{happened.Problem.What} {happened.Problem.Why}", StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", happened.Problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PRIVATE KEY-----M", happened.Problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    /// <summary>No table of keys has one of the switches other tools have.</summary>
    [Fact]
    public async Task Rule_7_nothing_in_the_language_turns_the_check_off()
    {
        string[] switches =
        [
            "tls: { verify: false }",
            "verify: false",
            "insecure: true",
            "ssl_verify: false",
            "skip_tls_verify: true",
            "certificate: none",
            "ca: ca.pem",
            "trust: all",
        ];
        var tried = 0;
        foreach (var place in KeyPlace.All)
        foreach (var line in switches)
        {
            if (place.Table.Rows.Any(r => line.StartsWith(r.Name + ":", StringComparison.Ordinal) && place.IsEnvironment))
                continue;
            var key = place.Table.Rows[0];
            var problems = await place.ProblemsAsync(
                place.FileWith(key.Name, key.Example + "\n" + line),
                TestContext.Current.CancellationToken
            );
            Assert.True(problems.Any(p => p.Code.Id == "PS1007"), $"{place.Table.Name} takes {line}");
            tried++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} switches tried, all unknown");
        Assert.True(tried >= 100, $"{tried}");
    }

    private static void Refused(Happened happened, LoopbackServer server)
    {
        Assert.Equal("PS4003", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Empty(server.Requests);
    }

    private static async Task<Happened> RunAsync(LoopbackServer server, string tls, Workspace? workspace = null)
    {
        using var key = Client.GetECDsaPrivateKey()!;
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var run = ScenarioRun.Steps("  - { step: A, request: GET <<api>>/x }") with { Workspace = workspace };
        run.Environment($"environment: mine\ninputs: {{ api: 'https://{Host}:{server.Port}' }}\n{tls}\n")
            .File("ca.pem", Authority.Pem)
            .File("other.pem", Stranger.Pem)
            .File("both.pem", $"A comment\n{Stranger.Pem}\n{Authority.Pem}\n")
            .File("nothing.pem", "nothing")
            .File("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
            .SecretFile("client.pem", Client.ExportCertificatePem())
            .File("open-key.pem", key.ExportPkcs8PrivateKeyPem())
            .SecretFile("key.pem", key.ExportPkcs8PrivateKeyPem())
            .SecretFile("other-key.pem", other.ExportPkcs8PrivateKeyPem())
            .SecretFile(
                "encrypted.pem",
                key.ExportEncryptedPkcs8PrivateKeyPem(
                    Password,
                    new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)
                )
            );
        run.Variable("RIGHT", Password)
            .Variable("WRONG", "hunter3hunter3")
            .SecretFile("password.txt", Password + "\n")
            .SecretFile(
                "old.pem",
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n"
            )
            .SecretBytes("client.p12", Client.Export(X509ContentType.Pkcs12, Password))
            .SecretBytes("plain.p12", Client.Export(X509ContentType.Pkcs12))
            .SecretBytes("chain.p12", Chain())
            .SecretBytes("broken.p12", Client.Export(X509ContentType.Pkcs12, Password)[..200])
            .SecretBytes("nokey.p12", Authority.Certificate.Export(X509ContentType.Pkcs12))
            .Bytes("open.p12", Client.Export(X509ContentType.Pkcs12, Password));
        return await run.RunAsync();
    }

    // The certificate of the client is not the first.
    private static byte[] Chain() =>
        new X509Certificate2Collection { Authority.Certificate, Client }.Export(X509ContentType.Pkcs12, Password)!;
}
