using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>A type of identity provider.</summary>
/// <param name="Name">Such as <c>OPENID_CONNECT</c>.</param>
/// <param name="Username">What the username is mapped from until somebody changes it.</param>
/// <param name="Fields">The members of its body beside those all have.</param>
internal sealed record ProviderType(string Name, string Username, ImmutableArray<Field> Fields)
{
    public const string OpenIdConnect = "OPENID_CONNECT";

    private const string Email = "${providerAttributes.email}";

    private static readonly ImmutableArray<Field> ofClient =
    [
        Field.Text("clientId", required: true),
        Field.Text("clientSecret", required: true),
    ];

    private static readonly string[] bindings = ["HTTP_POST", "HTTP_REDIRECT"];

    private static readonly string[] algorithms =
    [
        "SHA256withRSA",
        "SHA384withRSA",
        "SHA512withRSA",
        "SHA256withECDSA",
        "SHA384withECDSA",
        "SHA512withECDSA",
        // As the public description writes it.
        "SHA512eithEDCSA",
    ];

    public static ImmutableArray<ProviderType> Table { get; } =
    [
        new("FACEBOOK", Email, [Field.Text("appId", required: true), Field.Text("appSecret", required: true)]),
        .. new[] { "GOOGLE", "LINKEDIN", "LINKEDIN_OIDC", "AMAZON", "YAHOO", "GITHUB" }.Select(name => new ProviderType(
            name,
            Email,
            ofClient
        )),
        new("TWITTER", "${providerAttributes.id}", ofClient),
        new("MICROSOFT", Email, [.. ofClient, Field.Text("tenantId")]),
        new("PAYPAL", Email, [.. ofClient, Field.Choice("clientEnvironment", ["sandbox", "live"], required: true)]),
        new(
            "APPLE",
            Email,
            [
                Field.Text("clientId", required: true),
                Field.Text("clientSecretSigningKey", required: true),
                Field.Text("keyId", required: true),
                Field.Text("teamId", required: true),
            ]
        ),
        new(OpenIdConnect, "${providerAttributes.sub}", OfOpenId()),
        new("SAML", "${samlAssertion.subject}", OfSaml()),
    ];

    private static ImmutableArray<Field> OfOpenId() =>
        [
            .. ofClient,
            Field.Text("authorizationEndpoint", required: true),
            Field.Text("discoveryEndpoint"),
            Field.Text("issuer", required: true),
            Field.Text("jwksEndpoint", required: true),
            Field.Texts("scopes", required: true),
            Field.Text("tokenEndpoint", required: true),
            Field.Choice("tokenEndpointAuthMethod", ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "NONE"], required: true),
            Field.Text("userInfoEndpoint"),
            Field.Choice("pkceMethod", ["NONE", "S256"], ifAbsent: "NONE"),
        ];

    private static ImmutableArray<Field> OfSaml() =>
        [
            Field.Flag("authnRequestSigned"),
            Field.Text("idpEntityId", required: true),
            Field.Object(
                "idpVerification",
                required: true,
                Field.Objects("certificates", required: true, Field.Text("id", required: true))
            ),
            Field.Text("spEntityId", required: true),
            Field.Object("spSigning", required: false, Field.Choice("algorithm", algorithms), Field.Reference("key", required: true)),
            Field.Choice("ssoBinding", bindings, required: true),
            Field.Text("ssoEndpoint", required: true),
            Field.Choice("sloBinding", bindings),
            Field.Text("sloEndpoint"),
            Field.Text("sloResponseEndpoint"),
            Field.Number("sloWindow", 1, 24),
        ];
}
