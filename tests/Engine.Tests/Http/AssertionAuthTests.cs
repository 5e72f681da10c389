using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A client that proves who it is by an assertion among the fields of its form (RFC 7523, section 2.2).</summary>
public sealed class AssertionAuthTests
{
    private const string Key = "fake-secret-of-32-bytes-in-utf8!";
    private const string Type = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

    private const string Secret =
        "auth: { client_secret_jwt: { client_id: app, client_secret: <<secret>>, audience: https://as.example/as } }";

    [Fact]
    public async Task The_three_fields_follow_those_of_the_form()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        (await Run(server, $"form: {{ grant_type: client_credentials, scope: a b }}\n    {Secret}")).Passed();
        var body = server.Only.Body;
        Assert.StartsWith("grant_type=client_credentials&scope=a+b&client_id=app&client_assertion=ey", body, StringComparison.Ordinal);
        Assert.EndsWith("&" + Type, body, StringComparison.Ordinal);
        Assert.Null(server.Only.Header("Authorization"));
        var token = Token(body);
        Assert.Equal(("HS256", "JWT", "app", "app"), (token.Alg, token.Typ, token.Issuer, token.Subject));
        Assert.Equal("https://as.example/as", Assert.Single(token.Audiences));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
    }

    [Theory]
    [InlineData("algorithm: HS512, header: { typ: client-authentication+jwt }", "HS512", "client-authentication+jwt")]
    [InlineData("algorithm: '<<\"HS384\">>'", "HS384", "JWT")]
    [InlineData("header: { typ: '<<\"a\" + \"b\">>', x: 1 }", "HS256", "ab")]
    [InlineData("header: '<<{typ: \"c\"}>>'", "HS256", "c")]
    public async Task Algorithm_and_header_are_as_written(string more, string algorithm, string type)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var auth = $"auth: {{ client_secret_jwt: {{ client_id: app, client_secret: <<secret>>, audience: a, {more} }} }}";
        (await Run(server, $"form: {{ a: b }}\n    {auth}", Key + Key)).Passed();
        var token = Token(server.Only.Body);
        Assert.Equal((algorithm, type), (token.Alg, token.Typ));
    }

    [Fact]
    public async Task A_private_key_signs_with_its_own_algorithm_and_kid()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var auth = "auth: { private_key_jwt: { client_id: app, key: <<secret>>, audience: a, kid: key-1, header: { typ: t } } }";
        (await Run(server, $"form: {{ a: b }}\n    {auth}", key.ExportPkcs8PrivateKeyPem())).Passed();
        var token = Token(server.Only.Body);
        Assert.Equal(("ES256", "key-1", "t"), (token.Alg, token.Kid, token.Typ));
        Assert.True(
            key.VerifyData(
                Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"),
                Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.EncodedSignature),
                System.Security.Cryptography.HashAlgorithmName.SHA256
            )
        );
    }

    [Theory]
    [InlineData("<<secret>>")]
    [InlineData("'<<json.parse secret>>'")]
    public async Task A_key_may_be_a_JWK_as_text_or_map(string key)
    {
        const string Jwk =
            """{"kty":"EC","crv":"P-256","kid":"jwk-1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}""";
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var auth = $"auth: {{ private_key_jwt: {{ client_id: app, key: {key}, audience: a }} }}";
        var happened = await Run(server, $"form: {{ a: b }}\n    {auth}", Jwk);
        happened.Passed();
        Assert.Equal(("ES256", "jwk-1"), (Token(server.Only.Body).Alg, Token(server.Only.Body).Kid));
        Assert.DoesNotContain("jpsQnnGQ", happened.Steps[0].Exchange!.RequestBody?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_attempt_has_an_assertion_of_its_own()
    {
        var count = 0;
        await using var server = new LoopbackServer(_ => ++count < 3 ? Answers.Json("{}", 503) : Answers.Json("{}"));
        var step = $"form: {{ a: b }}\n    {Secret}\n    retry: {{ on: [503], attempts: 3, every: 1ms }}";
        (await Run(server, step)).Passed();
        Assert.Equal(3, server.Requests.Select(r => Token(r.Body).Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_told_names_the_secret_and_shows_the_assertion_decoded()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var happened = await Run(server, $"form: '<<{{a: 1}}>>'\n    {Secret}");
        happened.Passed();
        var exchange = happened.Steps[0].Exchange!;
        Assert.Equal($"a=1&client_id=app&client_assertion=‹secret›&{Type}", exchange.RequestBody?.ToString());
        var token = Assert.Single(exchange.Tokens);
        Assert.Equal("request body, client_assertion", token.Where.ToString());
        using var claims = JsonDocument.Parse(token.Claims!.Value.ToString());
        Assert.Equal("app", claims.RootElement.GetProperty("iss").GetString());
    }

    [Theory]
    [InlineData("json: {}", "PS1008", "\"client_secret_jwt\" needs \"form\" beside \"auth\"")]
    [InlineData("text: a", "PS1008", "\"client_secret_jwt\" needs \"form\" beside \"auth\"")]
    [InlineData("form: { client_id: app }", "PS1012", "the field \"client_id\" is added by \"client_secret_jwt\" of \"auth\"")]
    [InlineData(
        "form: [{ a: b }, { client_assertion: x }]",
        "PS1012",
        "the field \"client_assertion\" is added by \"client_secret_jwt\" of \"auth\""
    )]
    [InlineData(
        "form: '<<{client_assertion_type: 1}>>'",
        "PS4007",
        "the fields hold one of client_id, client_assertion and client_assertion_type, which auth adds"
    )]
    [InlineData(
        "form: { a: b }\n    headers: { Authorization: x }",
        "PS1012",
        "\"auth\" and the header \"Authorization\" exclude each other"
    )]
    public async Task A_request_that_has_no_place_for_it_is_refused(string body, string code, string what)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var happened = await Run(server, $"{body}\n    {Secret}");
        Assert.Equal((code, what), (happened.Problem.Code.Id, happened.Problem.What));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("client_secret_jwt: { client_id: a, client_secret: <<secret>> }", "PS1008", "client_secret_jwt needs the key \"audience\"")]
    [InlineData(
        "client_secret_jwt: { client_id: a, secret: <<secret>>, audience: b }",
        "PS1007",
        "client_secret_jwt has no key \"secret\""
    )]
    [InlineData(
        "client_secret_jwt: { client_id: a, client_secret: <<secret>>, audience: b, algorithm: RS256 }",
        "PS4006",
        "more is not told"
    )]
    [InlineData(
        "client_secret_jwt: { client_id: a, client_secret: <<secret>>, audience: b, algorithm: HS512 }",
        "PS4006",
        "does not fit the algorithm"
    )]
    [InlineData(
        "client_secret_jwt: { client_id: a, client_secret: <<secret>>, audience: b, header: { alg: none } }",
        "PS4006",
        "from parameters of their own"
    )]
    [InlineData(
        "client_secret_jwt: { client_id: '<<[\"a\"]>>', client_secret: <<secret>>, audience: b }",
        "PS2009",
        "a credential is text, this is a list"
    )]
    [InlineData(
        "client_secret_jwt: { client_id: a, client_secret: <<secret>>, audience: b, header: x }",
        "PS2003",
        "client_secret_jwt takes a map for \"header\", this is text"
    )]
    [InlineData("private_key_jwt: { client_id: a, key: <<secret>>, audience: b }", "PS4006", "private_key_jwt")]
    [InlineData("private_key_jwt: { client_id: a, audience: b }", "PS1008", "private_key_jwt needs the key \"key\"")]
    [InlineData(
        "{ bearer: x, client_secret_jwt: { client_id: a, client_secret: <<secret>>, audience: b } }",
        "PS1012",
        "auth needs one of"
    )]
    public async Task What_makes_no_assertion_is_refused(string auth, string code, string part)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var happened = await Run(server, $"form: {{ x: y }}\n    auth: {(auth.StartsWith('{') ? auth : $"{{ {auth} }}")}");
        Assert.Equal(code, happened.Problem.Code.Id);
        Assert.Contains(part, happened.Problem.What + happened.Problem.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, happened.Problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_defaults_have_no_assertion()
    {
        var run = ScenarioRun.Steps("  - step: a\n    request: GET <<api>>/", $"defaults: {{ {Secret} }}");
        var problem = (await run.With("api", "http://127.0.0.1:1").RunAsync()).Problem;
        Assert.Equal(("PS1007", "auth of the defaults has no key \"client_secret_jwt\""), (problem.Code.Id, problem.What));
    }

    [Fact]
    public async Task The_secret_goes_only_where_it_may()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun.Steps($"  - step: Token\n    request: POST <<api>>/token\n    form: {{ a: b }}\n    {Secret}");
        var happened = await run.With("api", server.Address)
            .Environment("environment: e\nsecrets: { secret: { env: S, to: [https://as.example] } }\n")
            .Variable("S", Key)
            .RunAsync();
        Assert.Equal("PS5002", happened.Problem.Code.Id);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("undo: DELETE <<api>>/made", "DELETE", false)]
    [InlineData("undo: { request: POST <<api>>/revoke, form: { token: t } }", "POST", true)]
    [InlineData("undo: { request: POST <<api>>/revoke, form: { client_id: own } }", "POST", false)]
    public async Task An_undo_takes_it_where_it_has_a_form_for_it(string undo, string method, bool isProven)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun.Steps($"  - step: Make\n    request: POST <<api>>/token\n    form: {{ a: b }}\n    {Secret}\n    {undo}") with
        {
            Undo = UndoPolicy.Always,
        };
        (await Operate(run, server, Key)).Passed();
        Assert.Equal(method, server.Requests[1].Method);
        Assert.Equal(isProven, server.Requests[1].Body.Contains("client_assertion=ey", StringComparison.Ordinal));
    }

    private static JsonWebToken Token(string body) =>
        new(body.Split('&').First(f => f.StartsWith("client_assertion=", StringComparison.Ordinal))["client_assertion=".Length..]);

    private static Task<Happened> Run(LoopbackServer server, string step, string secret = Key) =>
        Operate(ScenarioRun.Steps($"  - step: Token\n    request: POST <<api>>/token\n    {step}") with { Verbose = true }, server, secret);

    private static Task<Happened> Operate(ScenarioRun run, LoopbackServer server, string secret) =>
        run.With("api", server.Address).Environment("environment: e\nsecrets: { secret: { env: S } }\n").Variable("S", secret).RunAsync();
}
