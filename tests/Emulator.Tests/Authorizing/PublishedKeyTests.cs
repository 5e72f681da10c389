using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

/// <summary>Keys of PRIVATE_KEY_JWT that lie elsewhere, and keys uploaded as PEM.</summary>
public sealed class PublishedKeyTests : WithEmulator
{
    private readonly RSA rsa = RSA.Create(2048);

    [Fact, Holds("4.2-01")]
    public async Task Keys_put_under_the_emulator_serve()
    {
        var place = $"{Server.JwksUrl}/mine";
        var journey = await ClientAsync(place);
        Assert.Equal("401 invalid_client", (await ProveAsync(journey)).Failure);

        Assert.Equal(204, (await User.SendAsync(HttpMethod.Put, "/keysets/mine", Set("k"))).Status);

        Assert.Equal("400 invalid_grant", (await ProveAsync(journey)).Failure);
        Assert.Equal(Set("k"), (await User.GetAsync("/keysets/mine")).Text);
        Assert.Contains(Server.Made, made => made is { Kind: "keySet", Id: "mine" });
        Assert.Equal(204, (await User.DeleteAsync("/keysets/mine")).Status);
        Assert.Equal("404 NOT_FOUND", (await User.GetAsync("/keysets/mine")).Failure);
        Assert.Equal("401 invalid_client", (await ProveAsync(journey)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"keys": []}""")]
    [InlineData("""{"keys": ["x"]}""")]
    public async Task Only_key_sets_are_kept(string body) =>
        Assert.Equal("400 INVALID_REQUEST", (await User.SendAsync(HttpMethod.Put, "/keysets/mine", body)).Failure);

    [Fact]
    public async Task A_set_is_fetched_once_and_again_for_a_key_it_has_not()
    {
        using var place = new KeyServer(Answer(Set("old")));
        var journey = await ClientAsync(place.Url);

        Assert.Equal("400 invalid_grant", (await ProveAsync(journey, "old")).Failure);
        Assert.Equal("400 invalid_grant", (await ProveAsync(journey, "old")).Failure);
        Assert.Equal(1, place.Requests);
        Assert.Equal("401 invalid_client", (await ProveAsync(journey, "new")).Failure);
        place.Answer = Answer(Set("new"));
        Assert.Equal("400 invalid_grant", (await ProveAsync(journey, "new")).Failure);
        Assert.Equal(3, place.Requests);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await RenewWorkerTokenAsync();
        Assert.Equal("400 invalid_grant", (await ProveAsync(journey, "new")).Failure);
        Assert.Equal(4, place.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: {self}/other\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{large}")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{large}")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task Where_no_set_is_to_be_had_nobody_proves_anything(string answer)
    {
        using var place = new KeyServer("");
        place.Answer = answer
            .Replace("{self}", place.Url, StringComparison.Ordinal)
            .Replace("{large}", new string(' ', 100_000) + Set("k"), StringComparison.Ordinal);
        var journey = await ClientAsync(place.Url);

        Assert.Equal("401 invalid_client", (await ProveAsync(journey)).Failure);
        // .NET asks again where nothing at all came back.
        Assert.InRange(place.Requests, 1, answer.Length > 0 ? 1 : 4);
    }

    [Fact]
    public async Task Who_answers_slowly_is_not_waited_for()
    {
        using var place = new KeyServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{") { StaysOpen = true };
        var journey = await ClientAsync(place.Url);

        Assert.Equal("401 invalid_client", (await ProveAsync(journey)).Failure);
    }

    [Theory]
    [InlineData("http://keys.example.com/jwks")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://localhost.example.com/jwks")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@keys.example.com/")]
    [InlineData("/keysets/mine")]
    public async Task Only_https_and_this_machine_are_taken(string url)
    {
        var body = Journey.ApplicationBody("PRIVATE_KEY_JWT");
        body["jwksUrl"] = url;

        var reply = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/applications", body.ToJsonString());

        Assert.Equal("400 INVALID_DATA INVALID_VALUE jwksUrl", reply.Failure);
    }

    [Theory, Holds("4.2-03")]
    [InlineData("public key")]
    [InlineData("certificate")]
    [InlineData("form")]
    public async Task A_key_may_be_uploaded_as_pem(string form)
    {
        var journey = await ClientAsync($"{Server.JwksUrl}/none");
        var pem = form == "certificate" ? Certificate() : rsa.ExportSubjectPublicKeyInfoPem();
        if (form == "form")
            pem = $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"k.pem\"\r\n\r\n{pem}\r\n--b--\r\n";

        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/keys",
            pem,
            form == "form" ? "multipart/form-data; boundary=b" : "application/x-pem-file"
        );

        Assert.Equal((201, "RSA"), (reply.Status, reply["jwk.kty"]));
        Assert.Equal("400 invalid_grant", (await ProveAsync(journey)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task What_is_no_public_key_is_refused(string pem)
    {
        var journey = await ClientAsync($"{Server.JwksUrl}/none");

        var reply = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/applications/{journey.ClientId}/keys", pem, "text/plain");

        Assert.Equal("400 INVALID_DATA INVALID_VALUE file", reply.Failure);
    }

    private async Task<Journey> ClientAsync(string jwksUrl)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("PRIVATE_KEY_JWT", body => body["jwksUrl"] = jwksUrl);
        return journey;
    }

    /// <summary>400 when the client was believed and only its code was not.</summary>
    private Task<Reply> ProveAsync(Journey journey, string kid = "k") =>
        journey.RedeemAsync(
            "no-code",
            journey.AsJwt(
                Secrets.Assemble(
                    new JsonObject { ["alg"] = "RS256", ["kid"] = kid },
                    journey.Claims(),
                    input => rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                )
            )
        );

    private string Set(string kid)
    {
        var numbers = rsa.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject
                {
                    ["kty"] = "RSA",
                    ["kid"] = kid,
                    ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                    ["e"] = Base64Url.EncodeToString(numbers.Exponent),
                }
            ),
        }.ToJsonString();
    }

    private string Certificate()
    {
        var request = new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Start.AddDays(-1), Start.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    private static string Answer(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>A place of keys that answers each connection with the same bytes.</summary>
    private sealed class KeyServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private int requests;

        public KeyServer(string answer)
        {
            Answer = answer;
            listener.Start();
            _ = ServeAsync();
        }

        public string Answer { get; set; }

        public bool StaysOpen { get; init; }

        public int Requests => Volatile.Read(ref requests);

        public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/jwks";

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref requests);
                    var stream = client.GetStream();
                    await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer));
                    if (!StaysOpen)
                        client.Dispose();
                }
            }
            catch (Exception cause) when (cause is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
