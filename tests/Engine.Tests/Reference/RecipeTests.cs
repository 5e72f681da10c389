using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PingOneScenarios.Engine.Reference;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Reference;

/// <summary>Each recipe of the reference, as it stands there, against a server that asks for just that.</summary>
public sealed class RecipeTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(1234567890);

    public static TheoryData<string> Titles => [.. RecipeTable.All.Select(r => r.Title)];

    [Theory, MemberData(nameof(Titles))]
    public async Task Nothing_is_to_be_said_of_a_recipe(string title)
    {
        using var pack = new TemporaryPack();
        pack.Write("scenario.yaml", Find(title).Scenario);
        Assert.Empty(await TemporaryPack.ProblemsAsync(pack.PathOf("scenario.yaml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Each_recipe_is_run_by_a_test_below()
    {
        var run = typeof(RecipeTests).GetMethods().Select(m => m.Name.Replace('_', ' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(RecipeTable.All.Select(r => r.Title.Replace('-', ' ')).Except(run, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Log_in_by_the_form_of_a_page()
    {
        const string Page = """
            <form method=post action="../check?step=1"><input type=hidden name=csrf value="a&amp;b"><input name=username>
            <input type=password name=password><input type=checkbox name=keep checked><button name=go value=1>Go</button></form>
            """;
        await using var server = new LoopbackServer(r =>
            r.Target switch
            {
                "/start" => Answers.Redirect(302, "idp/login/"),
                "/idp/login/" => Answers.Of(200, Page, "Content-Type: text/html"),
                "/idp/check?step=1" => Answers.Redirect(303, "?step=2"),
                "/idp/check?step=2" => Answers.Of(200, "<p>Welcome", "Content-Type: text/html"),
                _ => Answers.Empty(404),
            }
        );
        var run = new ScenarioRun(Find("Log in by the form of a page").Scenario);
        (await run.With("startPage", server.Address + "/start").With("password", "p&ss wörd").RunAsync()).Passed();
        Assert.Equal("GET POST GET", string.Join(' ', server.Requests.Skip(1).Select(r => r.Method)));
        Assert.Equal("csrf=a%26b&username=ada&password=p%26ss+w%C3%B6rd&keep=on", server.Requests[2].Body);
    }

    [Fact]
    public async Task Send_a_list_in_a_form()
    {
        await using var server = new LoopbackServer(Answers.Json("""{"done":true}"""));
        (await new ScenarioRun(Find("Send a list in a form").Scenario).With("apiPath", server.Address).RunAsync()).Passed();
        Assert.Equal(
            [
                "role=reader&role=writer&alsoRole=admin&alsoRole=owner&asJson=%5B%22reader%22%2C%22writer%22%5D",
                "kind=user&group=a&group=b",
                "role=reader&scope=all&role=writer",
            ],
            server.Requests.Select(r => r.Body)
        );
    }

    [Fact]
    public async Task Send_a_one_time_code()
    {
        await using var server = new LoopbackServer(Answers.Json("""{"status":"COMPLETED"}"""));
        var run = new ScenarioRun(Find("Send a one-time code").Scenario) { Clock = new FakeTimeProvider(Moment) };
        // The seed and the code of RFC 6238, appendix B.
        (await run.With("apiPath", server.Address).With("deviceSecret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").RunAsync()).Passed();
        Assert.Equal("""{"otp":"005924"}""", server.Only.Body);
    }

    [Fact]
    public async Task Prove_who_a_client_is_by_an_assertion()
    {
        await using var server = new LoopbackServer(Answers.Json("""{"access_token":"a-token-of-the-test"}"""));
        var run = new ScenarioRun(Find("Prove who a client is by an assertion").Scenario)
            .With("authPath", server.Address)
            .With("envID", "00000000-0000-0000-0000-000000000001")
            .With("appID", "app")
            .With("appSecret", "fake-secret-of-32-bytes-in-utf8!");
        (await run.RunAsync()).Passed();
        var fields = server.Only.Body.Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => WebUtility.UrlDecode(f[1]));
        Assert.Equal(["grant_type", "client_id", "client_assertion", "client_assertion_type"], fields.Keys);
        var token = new JsonWebToken(fields["client_assertion"]);
        Assert.Equal(("app", "client-authentication+jwt"), (token.Subject, token.Typ));
        Assert.Equal($"{server.Address}/00000000-0000-0000-0000-000000000001/as/token", Assert.Single(token.Audiences));
    }

    [Fact]
    public async Task Prove_who_a_client_is_by_a_key_of_its_own()
    {
        await using var server = new LoopbackServer(r =>
            r.Target.EndsWith("/token", StringComparison.Ordinal)
                ? Answers.Json("""{"access_token":"fake-token"}""")
                : Answers.Json("""{"id":"app-1"}""", 201)
        );
        var run = new ScenarioRun(Find("Prove who a client is by a key of its own").Scenario)
            .With("apiPath", server.Address + "/v1")
            .With("authPath", server.Address)
            .With("envID", "00000000-0000-4000-8000-000000000001")
            .With("accessToken", "fake-worker-token");
        (await run.RunAsync()).Passed();
        var key = JsonDocument.Parse(server.Requests[0].Body).RootElement.GetProperty("jwks").GetString()!;
        var assertion = server.Requests[1].Body.Split('&').Single(f => f.StartsWith("client_assertion=", StringComparison.Ordinal))[17..];
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(
            assertion,
            new TokenValidationParameters
            {
                IssuerSigningKeys = new JsonWebKeySet(key).Keys,
                ValidIssuer = "app-1",
                ValidAudience = $"{server.Address}/00000000-0000-4000-8000-000000000001/as/token",
            }
        );
        Assert.True(read.IsValid, read.Exception?.Message);
        Assert.DoesNotContain("\"d\"", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_a_SAML_request_by_redirect()
    {
        await using var server = new LoopbackServer(Answers.Of(200, "<form>", "Content-Type: text/html"));
        (
            await new ScenarioRun(Find("Send a SAML request by redirect").Scenario).With("ssoAddress", server.Address + "/sso").RunAsync()
        ).Passed();
        var query = server.Only.Target["/sso?SAMLRequest=".Length..].Split('&');
        using var inflated = new DeflateStream(
            new MemoryStream(Convert.FromBase64String(Uri.UnescapeDataString(query[0]))),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(inflated, Encoding.UTF8);
        Assert.StartsWith(
            "<samlp:AuthnRequest ",
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal("RelayState=start", query[1]);
    }

    private static Recipe Find(string title) => RecipeTable.All.Single(r => r.Title == title);
}
