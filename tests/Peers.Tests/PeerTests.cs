using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Peers.Tests;

/// <summary>Our assertions and flows, written as scenarios, at an authorization server that was not written here.</summary>
public sealed class PeerTests(Peer peer) : IClassFixture<Peer>
{
    private const string Assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const string Accepted = "200 token_type Bearer";
    private const string Keyed =
        "auth: { private_key_jwt: { client_id: rsa, key: <<rsaKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } } }";
    private const string Refused = "401 error invalid_client";

    // The peer takes its issuer alone, as draft-ietf-oauth-rfc7523bis has it.
    private const string WrongAudience = "400 error invalid_token";

    private static readonly Dictionary<string, string> Secrets = new()
    {
        ["rsaKey"] = Clients.RsaPem,
        ["ecKey"] = Clients.EcPem,
        ["strangeKey"] = Clients.StrangePem,
        ["sharedSecret"] = Clients.SharedSecret,
        ["basicSecret"] = Clients.BasicSecret,
    };

    [Theory]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<rsaKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<rsaKey>>, audience: <<issuer>>/token, header: { typ: client-authentication+jwt } }",
        WrongAudience
    )]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<rsaKey>>, algorithm: PS256, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<rsaKey>>, algorithm: RS512, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData(
        "private_key_jwt: { client_id: ec, key: <<ecKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData("private_key_jwt: { client_id: rsa, key: <<rsaKey>>, audience: <<issuer>>/ }", Refused)]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<strangeKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Refused
    )]
    [InlineData(
        "private_key_jwt: { client_id: ec, key: <<rsaKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Refused
    )]
    [InlineData(
        "private_key_jwt: { client_id: nobody, key: <<rsaKey>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Refused
    )]
    [InlineData(
        "private_key_jwt: { client_id: rsa, key: <<rsaKey>>, audience: https://elsewhere.example/, header: { typ: client-authentication+jwt } }",
        WrongAudience
    )]
    [InlineData(
        "client_secret_jwt: { client_id: shared, client_secret: <<sharedSecret>>, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData(
        "client_secret_jwt: { client_id: shared, client_secret: <<sharedSecret>>, algorithm: HS512, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Accepted
    )]
    [InlineData("client_secret_jwt: { client_id: shared, client_secret: <<sharedSecret>>, audience: <<issuer>>/ }", Refused)]
    [InlineData(
        "client_secret_jwt: { client_id: shared, client_secret: <<sharedSecret>>-wrong, audience: <<issuer>>/, header: { typ: client-authentication+jwt } }",
        Refused
    )]
    [InlineData(
        "client_secret_jwt: { client_id: shared, client_secret: <<sharedSecret>>, audience: https://elsewhere.example/, header: { typ: client-authentication+jwt } }",
        WrongAudience
    )]
    [InlineData("basic: { username: basic, password: <<url.encode basicSecret>> }", Accepted)]
    [InlineData("basic: { username: basic, password: <<url.encode sharedSecret>> }", Refused)]
    public Task A_client_is_known_by_how_it_authenticates(string auth, string expected) =>
        RunAsync(
            $$"""
            steps:
              - step: Get a token
                request: POST <<issuer>>/token
                auth: { {{auth}} }
                form: { grant_type: client_credentials }
                expect: { status: {{expected.Split(' ')[0]}}, json: { {{expected.Split(' ')[1]}}: {{expected.Split(' ')[2]}} } }
            """
        );

    [Theory]
    [InlineData("iss: 'rsa', sub: 'rsa', aud: issuer + '/', exp: time.unix + 60", Accepted)]
    [InlineData("iss: 'rsa', sub: 'rsa', aud: issuer + '/', exp: time.unix - 600", Refused)]
    [InlineData("iss: 'rsa', sub: 'rsa', aud: issuer + '/'", "400 error invalid_request")]
    [InlineData("iss: 'ec', sub: 'rsa', aud: issuer + '/', exp: time.unix + 60", Refused)]
    [InlineData("iss: 'rsa', sub: 'ec', aud: issuer + '/', exp: time.unix + 60", "400 error invalid_grant")]
    [InlineData("iss: 'rsa', sub: 'rsa', exp: time.unix + 60", "400 error invalid_token")]
    public Task An_assertion_is_known_by_its_claims(string claims, string expected) =>
        RunAsync(
            $$"""
            steps:
              - step: Get a token
                request: POST <<issuer>>/token
                form:
                  grant_type: client_credentials
                  client_id: rsa
                  client_assertion_type: {{Assertion}}
                  client_assertion: '<<jwt.sign { {{claims.Replace(
                '\'',
                '"'
            )}}, jti: random.uuid, iat: time.unix } rsaKey algorithm: "RS256" header: {typ: "client-authentication+jwt"}>>'
                expect: { status: {{expected.Split(' ')[0]}}, json: { {{expected.Split(' ')[1]}}: {{expected.Split(' ')[2]}} } }
            """
        );

    [Fact]
    public Task Metadata_lead_through_a_pushed_code_flow_with_pkce_and_its_tokens() =>
        RunAsync(
            $$"""
            vars: { verifier: <<pkce.verifier>>, nonce: <<random.uuid>>, redirect: {{Clients.Redirect}} }
            steps:
              - step: Read the metadata
                request: GET <<issuer>>/.well-known/openid-configuration
                extract: { jwksUri: $.jwks_uri, par: $.pushed_authorization_request_endpoint, token: $.token_endpoint, front: $.authorization_endpoint }
              - step: Read the keys
                request: GET <<jwksUri>>
                extract: { jwks: $ }
              - step: Push the request
                request: POST <<par>>
                {{Keyed}}
                form:
                  response_type: code
                  scope: openid offline_access
                  redirect_uri: <<redirect>>
                  state: <<run.id>>
                  nonce: <<nonce>>
                  code_challenge: <<pkce.challenge verifier>>
                  code_challenge_method: S256
                expect: { status: 201 }
                extract: { requestUri: $.request_uri }
              - step: Authorize
                request: GET <<front>>
                query: { client_id: rsa, request_uri: <<requestUri>> }
                expect:
                  status: 302
                  that: ['<<(url.query response.headers.location "state") == run.id>>']
                extract: { code: '<<url.query response.headers.location "code">>' }
              - step: Exchange the code
                request: POST <<token>>
                {{Keyed}}
                form: { grant_type: authorization_code, code: <<code>>, redirect_uri: <<redirect>>, code_verifier: <<verifier>> }
                expect:
                  status: 200
                  that:
                    - '<<(jwt.verify response.json.id_token jwks issuer + "/" "rsa").sub == "{{Peer.User}}">>'
                    - <<(jwt.claims response.json.id_token).nonce == nonce>>
                extract: { refreshToken: $.refresh_token }
              - step: Refresh
                request: POST <<token>>
                {{Keyed}}
                form: { grant_type: refresh_token, refresh_token: <<refreshToken>> }
                expect: { status: 200, json: { access_token: <<is.text>> } }
              - step: The code is used up
                request: POST <<token>>
                {{Keyed}}
                form: { grant_type: authorization_code, code: <<code>>, redirect_uri: <<redirect>>, code_verifier: <<verifier>> }
                expect: { status: 400, json: { error: invalid_grant } }
              - step: A request is pushed for its own address alone
                request: POST <<par>>
                {{Keyed}}
                form: { response_type: code, scope: openid, redirect_uri: https://elsewhere.example/, code_challenge: <<pkce.challenge verifier>>, code_challenge_method: S256 }
                expect: { status: 400, json: { error: invalid_request } }
            """
        );

    [Theory]
    [InlineData("<<verifier>>", 200, "access_token: <<is.text>>")]
    [InlineData("<<pkce.verifier>>", 400, "error: invalid_grant")]
    public Task A_code_is_for_who_has_the_verifier(string sent, int status, string answer) =>
        RunAsync(
            $$"""
            vars: { verifier: <<pkce.verifier>>, redirect: {{Clients.Redirect}} }
            steps:
              - step: Authorize
                request: GET <<issuer>>/authorize
                query:
                  client_id: basic
                  response_type: code
                  scope: openid
                  redirect_uri: <<redirect>>
                  code_challenge: <<pkce.challenge verifier>>
                  code_challenge_method: S256
                expect: { status: 302 }
                extract: { code: '<<url.query response.headers.location "code">>' }
              - step: Exchange the code
                request: POST <<issuer>>/token
                auth: { basic: { username: basic, password: <<url.encode basicSecret>> } }
                form: { grant_type: authorization_code, code: <<code>>, redirect_uri: <<redirect>>, code_verifier: {{sent}} }
                expect: { status: {{status}}, json: { {{answer}} } }
            """
        );

    private async Task RunAsync(string steps)
    {
        using var folder = new TemporaryFolder();
        var used = Secrets.Where(secret => steps.Contains(secret.Key, StringComparison.Ordinal)).ToDictionary();
        var environment = folder.Write(
            "peer.yaml",
            $$"""
            environment: peer
            inputs: { issuer: "{{peer.Issuer}}" }
            secrets: { {{string.Join(", ", used.Keys.Select(name => $"{name}: {{ env: {name} }}"))}} }
            """
        );
        var inputs = string.Concat(used.Keys.Select(name => $"  {name}: {{ secret: true }}\n"));
        var scenario = folder.Write(
            "scenario.yaml",
            $"scenario: At a peer\ninputs:\n  issuer: {{ type: url }}\n{inputs}defaults: {{ timeout: 2m }}\n{steps}\n"
        );

        var run = await CommandRun.RunAsync(["run", scenario, "--environment", environment], new Surroundings { Variables = used });

        Assert.True(run.Code == 0, run.Printed);
    }
}
