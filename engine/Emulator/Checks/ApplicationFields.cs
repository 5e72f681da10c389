using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Origins;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body of an application: which members there are, which values they take, and their defaults.</summary>
internal static class ApplicationFields
{
    private static readonly string[] Types =
    [
        "WEB_APP",
        "NATIVE_APP",
        "SINGLE_PAGE_APP",
        "WORKER",
        "SERVICE",
        "CUSTOM_APP",
        "PING_ONE_SELF_SERVICE",
        "PING_ONE_ADMIN_CONSOLE",
        "PING_ONE_PORTAL",
        "TEMPLATE_APP",
        "PORTAL_LINK_APP",
    ];
    private static readonly string[] Protocols = [Application.OpenIdConnect, "SAML", "WS_FED", "EXTERNAL_LINK"];
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
    private static readonly string[] RefreshTokenTypes = ["JSON_WEB_TOKEN", "OPAQUE_TOKEN"];
    private static readonly string[] CorsBehaviors = ["ALLOW_SPECIFIC_ORIGINS", "ALLOW_NO_ORIGINS"];

    private static readonly (string Name, bool Default)[] Flags =
    [
        ("additionalRefreshTokenReplayProtectionEnabled", true),
        (AssignActorRoles, false),
        ("hiddenFromAppPortal", false),
        ("idpSignoff", false),
        ("opSessionCheckEnabled", false),
        ("requestScopesForMultipleResourcesEnabled", false),
        (RefreshLifetime.OutlivesSession, false),
        (UnsignedRequestObject, false),
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

    private const string AssignActorRoles = "assignActorRoles";

    /// <summary>The name of the flag that allows request objects without a signature.</summary>
    public const string UnsignedRequestObject = "supportUnsignedRequestObject";

    /// <summary>What is shown of an application only where it is set: the public description does not list it, or not as always there.</summary>
    public static ImmutableArray<string> ShownWhenSet { get; } = [RefreshLifetime.OutlivesSession, UnsignedRequestObject];

    private const int MostOrigins = 20;

    /// <summary>The name of the number that says how many seconds a refresh token lives.</summary>
    public const string RefreshTokenDuration = "refreshTokenDuration";

    /// <summary>The application a new body describes; look at the reader's problems before it is used.</summary>
    public static Application ReadNew(Call call, PropertyReader fields) =>
        Read(
            fields,
            new Application
            {
                Id = call.Tenant.Ids.Uuid(),
                Name = "",
                Enabled = false,
                Type = "",
                GrantTypes = [],
                TokenEndpointAuthMethod = "",
                CreatedAt = call.Now,
                UpdatedAt = call.Now,
                Secret = new ClientSecret(call.Tenant.Ids.Secret()),
            }
        );

    /// <summary>The application with everything a PUT sets; its type and its protocol stay.</summary>
    public static Application ReadChanged(PropertyReader fields, Application before)
    {
        var changed = Read(fields, before);
        if (changed.Type != before.Type && changed.Type.Length > 0)
            fields.Invalid("type", "cannot be changed");
        if (changed.Protocol != before.Protocol)
            fields.Invalid("protocol", "cannot be changed");
        return changed with { Flags = changed.Flags.SetItem(AssignActorRoles, before.Flags.GetValueOrDefault(AssignActorRoles)) };
    }

    private static Application Read(PropertyReader fields, Application before)
    {
        var protocol = fields.Choice("protocol", Protocols, required: true) ?? Application.OpenIdConnect;
        var application = before with
        {
            Name = fields.Text("name", required: true, (1, 256)) ?? "",
            Description = fields.Text("description"),
            Enabled = fields.Flag("enabled", required: true) ?? false,
            Type = fields.Choice("type", Types, required: true) ?? "",
            Protocol = protocol,
            LoginPageUrl = fields.Text("loginPageUrl"),
            Flags = Flags.ToImmutableSortedDictionary(row => row.Name, row => fields.Flag(row.Name) ?? row.Default),
            Settings = Field.ReadAll(fields, ApplicationSettings.Of(protocol)),
            Cors = ReadCors(fields),
        };
        return protocol == Application.OpenIdConnect ? ReadClient(fields, application) : application;
    }

    /// <summary>What only a client of OpenID Connect has.</summary>
    private static Application ReadClient(PropertyReader fields, Application application)
    {
        var client = application with
        {
            GrantTypes = fields.Choices("grantTypes", GrantTypes, required: true),
            TokenEndpointAuthMethod = fields.Choice("tokenEndpointAuthMethod", AuthMethods, required: true) ?? "",
            PkceEnforcement = fields.Choice("pkceEnforcement", PkceEnforcements) ?? "OPTIONAL",
            ParRequirement = fields.Choice("parRequirement", ParRequirements) ?? "OPTIONAL",
            RefreshTokenType = fields.Choice("refreshTokenType", RefreshTokenTypes) ?? "OPAQUE_TOKEN",
            AllowsWildcards = fields.Flag("allowWildcardInRedirectUris") ?? false,
            PostLogoutRedirectUris = fields.Texts("postLogoutRedirectUris"),
            Numbers = ReadNumbers(fields),
        };
        return WithKeys(WithRedirects(client, fields), fields);
    }

    private static ImmutableSortedDictionary<string, int> ReadNumbers(PropertyReader fields) =>
        Numbers
            .Select(row => (row.Name, Value: fields.Number(row.Name, row.Minimum, row.Maximum) ?? row.Default))
            .Where(row => row.Value is not null)
            .ToImmutableSortedDictionary(row => row.Name, row => row.Value!.Value);

    private static Application WithRedirects(Application application, PropertyReader fields)
    {
        var redirects = application.GrantTypes.Any(grant => grant is "AUTHORIZATION_CODE" or "IMPLICIT");
        var uris = fields.Texts("redirectUris", required: redirects);
        if (uris.Any(uri => !Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Fragment.Length > 0 || uri[0] == '/'))
            fields.Invalid("redirectUris", "must hold absolute URIs without a fragment");
        else if (uris.Any(uri => uri.Contains('*')) && !application.AllowsWildcards)
            fields.Invalid("redirectUris", "Wildcards are not allowed in redirect URIs.");
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

    private static CorsSettings? ReadCors(PropertyReader fields)
    {
        if (fields.Child("corsSettings") is not { } cors || cors.Choice("behavior", CorsBehaviors, required: true) is not { } behavior)
            return null;
        var allows = behavior == CorsBehaviors[0];
        var origins = cors.Texts("origins", required: allows);
        if (!allows && !origins.IsEmpty)
            cors.Invalid("origins", $"must be empty with {behavior}");
        if (origins.Length > MostOrigins)
            cors.Invalid("origins", $"must hold at most {MostOrigins} origins");
        if (origins.Any(origin => !OriginPattern.IsWellFormed(origin)))
            cors.Invalid("origins", "must hold origins: http or https, a host, and a port or none");
        return new CorsSettings(origins);
    }
}
