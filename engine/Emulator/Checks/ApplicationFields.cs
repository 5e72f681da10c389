using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body of "create application": which properties there are, which values they take, and their defaults.</summary>
internal static class ApplicationFields
{
    private static readonly string[] Types = ["WEB_APP", "NATIVE_APP", "SINGLE_PAGE_APP", "WORKER", "SERVICE", "CUSTOM_APP"];

    /// <summary>Of PingOne's protocols the emulator speaks this one.</summary>
    private static readonly string[] Protocols = ["OPENID_CONNECT"];
    private static readonly string[] AuthMethods =
    [
        "NONE",
        "CLIENT_SECRET_BASIC",
        "CLIENT_SECRET_POST",
        "CLIENT_SECRET_JWT",
        "PRIVATE_KEY_JWT",
    ];
    private static readonly string[] GrantTypes =
    [
        "AUTHORIZATION_CODE",
        "IMPLICIT",
        "REFRESH_TOKEN",
        "CLIENT_CREDENTIALS",
        "DEVICE_CODE",
        "TOKEN_EXCHANGE",
        "CIBA",
    ];
    private static readonly string[] ResponseTypes = ["TOKEN", "ID_TOKEN", "CODE"];
    private static readonly string[] PkceEnforcements = ["OPTIONAL", "REQUIRED", "S256_REQUIRED"];
    private static readonly string[] ParRequirements = ["OPTIONAL", "REQUIRED"];

    private static readonly string[] RefreshTokenTypes = ["OPAQUE_TOKEN", "JSON_WEB_TOKEN"];

    private static readonly (string Name, bool Default)[] Flags =
    [
        ("additionalRefreshTokenReplayProtectionEnabled", true),
        ("assignActorRoles", false),
        ("hiddenFromAppPortal", false),
        ("idpSignoff", false),
        ("requestScopesForMultipleResourcesEnabled", false),
    ];

    private static readonly (string Name, int? Default, int Minimum, int Maximum)[] Numbers =
    [
        ("devicePollingInterval", 5, 1, 60),
        ("deviceTimeout", 600, 1, 3600),
        ("parTimeout", 60, 1, 600),
        (RefreshTokenDuration, 2592000, 60, int.MaxValue),
        (RefreshLifetime.RollingDuration, null, 60, int.MaxValue),
        (RefreshLifetime.GracePeriod, null, 0, 86400),
    ];

    /// <summary>The name of the number that says how many seconds a refresh token lives.</summary>
    public const string RefreshTokenDuration = "refreshTokenDuration";

    /// <summary>The application the body describes; look at the reader's problems before it is used.</summary>
    public static Application Read(Call call, PropertyReader fields)
    {
        var id = call.Tenant.Ids.Uuid();
        fields.Choice("protocol", Protocols, required: true);
        var application = new Application
        {
            Id = id,
            Name = fields.Text("name", required: true, (1, 256)) ?? "",
            Description = fields.Text("description"),
            Enabled = fields.Flag("enabled", required: true) ?? false,
            Type = fields.Choice("type", Types, required: true) ?? "",
            GrantTypes = fields.Choices("grantTypes", GrantTypes, required: true),
            TokenEndpointAuthMethod = fields.Choice("tokenEndpointAuthMethod", AuthMethods, required: true) ?? "",
            PkceEnforcement = fields.Choice("pkceEnforcement", PkceEnforcements) ?? "OPTIONAL",
            ParRequirement = fields.Choice("parRequirement", ParRequirements) ?? "OPTIONAL",
            RefreshTokenType = fields.Choice("refreshTokenType", RefreshTokenTypes) ?? "OPAQUE_TOKEN",
            LoginPageUrl = fields.Text("loginPageUrl"),
            AllowsWildcards = fields.Flag("allowWildcardInRedirectUris") ?? false,
            Settings = Settings(fields),
            Flags = Flags.ToImmutableSortedDictionary(row => row.Name, row => fields.Flag(row.Name) ?? row.Default),
            Numbers = ReadNumbers(fields),
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
            Secret = new ClientSecret(call.Tenant.Ids.Secret()),
        };
        return WithKeys(WithRedirects(application, fields), fields);
    }

    private static ImmutableSortedDictionary<string, int> ReadNumbers(PropertyReader fields) =>
        Numbers
            .Select(row => (row.Name, Value: fields.Number(row.Name, row.Minimum, row.Maximum) ?? row.Default))
            .Where(row => row.Value is not null)
            .ToImmutableSortedDictionary(row => row.Name, row => row.Value!.Value);

    private static JsonObject Settings(PropertyReader fields)
    {
        var settings = new JsonObject();
        foreach (var name in (string[])["deviceCustomVerificationUri", "devicePathId"])
            if (fields.Text(name) is { } text)
                settings[name] = text;
        if (fields.Flag("supportUnsignedRequestObject") is { } flag)
            settings["supportUnsignedRequestObject"] = flag;
        return settings;
    }

    private static Application WithRedirects(Application application, PropertyReader fields)
    {
        var redirects = application.GrantTypes.Any(grant => grant is "AUTHORIZATION_CODE" or "IMPLICIT");
        var uris = fields.Texts("redirectUris", required: redirects);
        if (uris.Any(uri => !Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Fragment.Length > 0 || uri[0] == '/'))
            fields.Invalid("redirectUris", "must hold absolute URIs without a fragment");
        return application with
        {
            RedirectUris = uris,
            ResponseTypes = fields.Choices("responseTypes", ResponseTypes, required: redirects),
        };
    }

    private static Application WithKeys(Application application, PropertyReader fields)
    {
        var jwks = fields.Text("jwks");
        var jwksUrl = fields.Text("jwksUrl");
        if (jwks is not null && !PublicKey.IsSet(jwks))
            fields.Invalid("jwks", "must be a JSON Web Key Set");
        if (jwksUrl is not null && !PublishedKeys.IsAddress(jwksUrl))
            fields.Invalid("jwksUrl", "must be an https URL");
        if (application.TokenEndpointAuthMethod == "PRIVATE_KEY_JWT" && jwks is null && jwksUrl is null)
            fields.Missing("jwks");
        return application with { Jwks = jwks, JwksUrl = jwksUrl };
    }
}
