using System.Collections.Immutable;
using static PingOneScenarios.Engine.Language.Shapes;

namespace PingOneScenarios.Engine.Language;

/// <summary>Every key that says how a request proves who sends it, in the order in which keys are written best.</summary>
internal static class AuthKeys
{
    private static readonly RuleWords ForExample = new(null, "for example auth: { bearer: <<accessToken>> }");

    public static readonly TableShape Basic = new(
        "basic",
        "basic",
        [
            new("username", "The user or client id.", Template, "username: <<clientId>>") { IsRequired = true },
            new("password", "The password or client secret.", Template, "password: <<clientSecret>>") { IsRequired = true },
        ]
    );

    private static readonly ImmutableArray<KeyRow> HeaderAuth =
    [
        new("bearer", "The token of an Authorization: Bearer header.", Template, "bearer: <<accessToken>>"),
        new(
            "basic",
            "The user and the password of an Authorization: Basic header, as they are; a server that follows RFC 6749 section 2.3.1 to the letter "
                + "takes <<url.encode …>> of both where they hold other letters than A-Z a-z 0-9 - . _ ~.",
            Basic,
            "basic: { username: <<clientId>>, password: <<clientSecret>> }"
        ),
    ];

    public static readonly TableShape Default = new("default_auth", "auth of the defaults", HeaderAuth)
    {
        Rules = [OneAuth(["bearer", "basic"])],
    };

    private static readonly KeyRow ClientId = new(
        "client_id",
        "The client, which is iss and sub of the assertion.",
        Template,
        "client_id: <<appID>>"
    )
    {
        IsRequired = true,
    };

    private static readonly KeyRow Audience = new(
        "audience",
        "Who the assertion is for, as the server wants it: its issuer, or the address of its token endpoint.",
        Template,
        "audience: <<authPath>>/<<envID>>/as"
    )
    {
        IsRequired = true,
    };

    private static readonly KeyRow Header = new(
        "header",
        "Members added to the header of the assertion; typ replaces JWT.",
        Any,
        "header: { typ: client-authentication+jwt }"
    );

    public static readonly TableShape ClientSecretJwt = new(
        "client_secret_jwt",
        "client_secret_jwt",
        [
            ClientId,
            new("client_secret", "What the assertion is signed with.", Template, "client_secret: <<appSecret>>") { IsRequired = true },
            Audience,
            new("algorithm", "HS256, HS384 or HS512.", Template, "algorithm: HS512") { Default = "HS256" },
            Header,
        ]
    );

    public static readonly TableShape PrivateKeyJwt = new(
        "private_key_jwt",
        "private_key_jwt",
        [
            ClientId,
            new("key", "The private key, as PEM or as a JWK in text or a map.", Template, "key: <<appKey>>") { IsRequired = true },
            Audience,
            new("algorithm", "One that fits the key.", Template, "algorithm: ES256") { Otherwise = "RS256, or the one of the key's curve" },
            new("kid", "The id of the key, for the header.", Template, "kid: key-1") { Otherwise = "the kid of the JWK" },
            Header,
        ]
    );

    public static readonly TableShape Auth = new(
        "auth",
        "auth",
        [
            .. HeaderAuth,
            new(
                "client_secret_jwt",
                "Adds client_id, client_assertion and client_assertion_type to the form (RFC 7523): an assertion signed with the client secret, made "
                    + "anew for each attempt. The request needs a form without fields of these names.",
                ClientSecretJwt,
                "client_secret_jwt: { client_id: <<appID>>, client_secret: <<appSecret>>, audience: <<authPath>>/<<envID>>/as }"
            ),
            new(
                "private_key_jwt",
                "The same with an assertion signed with a private key.",
                PrivateKeyJwt,
                "private_key_jwt: { client_id: <<appID>>, key: <<appKey>>, audience: <<authPath>>/<<envID>>/as }"
            ),
        ]
    )
    {
        Rules = [OneAuth(["bearer", "basic", "client_secret_jwt", "private_key_jwt"])],
    };

    public static readonly KeyRow DefaultRow = new(
        "auth",
        "How requests prove who sends them: bearer or basic. An assertion belongs to the step whose form it goes into.",
        Either(new ChoiceShape(["none"]), Default),
        "auth: { bearer: <<accessToken>> }"
    );

    private static OneOfRule OneAuth(ImmutableArray<string> keys) => new(keys) { Lack = ForExample, Conflict = ForExample };
}
