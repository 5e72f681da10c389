using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The members of an application that are kept and shown as they are, by its protocol.</summary>
internal static partial class ApplicationSettings
{
    private static readonly ImmutableArray<Field> Usual =
    [
        Field.Object(
            "accessControl",
            required: false,
            Field.Object("role", required: false, Field.Choice("type", ["ADMIN_USERS_ONLY"], required: true)),
            Field.Object(
                "group",
                required: false,
                Field.Choice("type", ["ANY_GROUP", "ALL_GROUPS"], required: true),
                Field.Objects("groups", required: true, Field.Text("id", required: true))
            )
        ),
        Field.Object("icon", required: false, Field.Text("id", required: true), Field.Text("href", required: true)),
    ];

    private static readonly ImmutableArray<Field> OpenIdConnect =
    [
        .. Usual,
        Field.Text("homePageUrl"),
        Field.Text("initiateLoginUri"),
        Field.Text("targetLinkUri"),
        Field.Text("deviceCustomVerificationUri"),
        Field.Text("devicePathId", pattern: DevicePathPattern()),
        Field.Flag("includeX5t"),
        Field.Flag("requireSignedRequestObject"),
        Field.Any("mobile"),
        Field.Object("kerberos", required: false, Field.Reference("key", required: true)),
        Field.Choices("tags", ["PING_FED_CONNECTION_INTEGRATION"]),
        Field.Any("template"),
    ];

    private static readonly ImmutableArray<Field> Saml =
    [
        .. Usual,
        Field.Text("homePageUrl"),
        Field.Texts("acsUrls", required: true),
        Field.Number("assertionDuration", 0, int.MaxValue, required: true),
        Field.Flag("assertionSigned", ifAbsent: true),
        Field.Text("defaultTargetUrl"),
        Field.Flag("enableRequestedAuthnContext"),
        Field.Flag("enableAlwaysAcceptAcsUrlInSignedAuthnRequest"),
        Field.Object("idpSigning", required: false, Field.Reference("key", required: true), Field.Text("algorithm")),
        Field.Text("nameIdFormat"),
        Field.Flag("responseSigned", ifAbsent: false),
        Field.Number("sessionNotOnOrAfterDuration", 0, int.MaxValue),
        Field.Choice("sloBinding", ["HTTP_REDIRECT", "HTTP_POST"]),
        Field.Text("sloEndpoint"),
        Field.Text("sloResponseEndpoint"),
        Field.Number("sloWindow", 0, int.MaxValue),
        Field.Object(
            "spEncryption",
            required: false,
            Field.Text("algorithm", required: true),
            Field.Reference("certificate", required: true)
        ),
        Field.Text("spEntityId", required: true),
        Field.Object(
            "spVerification",
            required: false,
            Field.Flag("authnRequestSigned", ifAbsent: false),
            Field.Objects("certificates", required: true, Field.Text("id", required: true))
        ),
        Field.Any("virtualServerIdSettings"),
        Field.Any("template"),
    ];

    private static readonly ImmutableArray<Field> WsFed =
    [
        .. Usual,
        Field.Number("assertionDuration", 300, 3932100, ifAbsent: 300),
        new Field(
            "audienceRestriction",
            (fields, name) => fields.Text(name) ?? (fields.Has(name) ? null : "urn:federation:MicrosoftOnline")
        ),
        Field.Text("domainName", required: true),
        Field.Object("idpSigning", required: true, Field.Text("algorithm", required: true), Field.Reference("key", required: true)),
        Field.Any("kerberos"),
        Field.Text("replyUrl", required: true),
        Field.Text("sloEndpoint"),
        Field.Choice(
            "subjectNameIdentifierFormat",
            ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"]
        ),
        Field.Choice("wsTrustVersion", ["1.2", "1.3"]),
    ];

    private static readonly ImmutableArray<Field> ExternalLink =
    [
        .. Usual,
        Field.Text("homePageUrl", required: true),
        Field.Text("externalId"),
    ];

    public static ImmutableArray<Field> Of(string protocol) =>
        protocol switch
        {
            "SAML" => Saml,
            "WS_FED" => WsFed,
            "EXTERNAL_LINK" => ExternalLink,
            Application.OpenIdConnect => OpenIdConnect,
            _ => Usual,
        };

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,50}\z")]
    private static partial Regex DevicePathPattern();
}
