namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>What a claim of a token says.</summary>
/// <param name="Name">Of the claim.</param>
/// <param name="Text">What it means.</param>
internal sealed record ClaimMeaning(string Name, string Text)
{
    /// <summary>Whether its value is seconds since 1970.</summary>
    public bool IsTime { get; init; }
}

/// <summary>The claims of RFC 7519, RFC 8693, RFC 9068, OpenID Connect and PingOne, and the header of RFC 7515.</summary>
internal static class ClaimMeanings
{
    private static readonly Dictionary<string, ClaimMeaning> Header = Index(
        new("alg", "Algorithm of the signature, or of the encryption of the key."),
        new("enc", "Algorithm the claims are encrypted with."),
        new("typ", "Kind of token: JWT, at+jwt for an access token, logout+jwt, dpop+jwt."),
        new("cty", "Kind of content, when a token is wrapped in another."),
        new("kid", "Names the key that verifies the signature, in the key set of the issuer."),
        new("jku", "Address of the key set; must not be trusted as such."),
        new("jwk", "The public key itself; must not be trusted as such."),
        new("x5t", "Thumbprint of the certificate of the key."),
        new("x5t#S256", "SHA-256 thumbprint of the certificate of the key."),
        new("x5c", "The certificate of the key with its chain."),
        new("crit", "Members of the header that must be understood.")
    );

    private static readonly Dictionary<string, ClaimMeaning> Claims = Index(
        new("iss", "Issuer: who made the token."),
        new("sub", "Subject: the user, or the client, it speaks of."),
        new("aud", "Audience: whom it is for; others must refuse it."),
        new("exp", "Not valid from this time on.") { IsTime = true },
        new("nbf", "Not valid before this time.") { IsTime = true },
        new("iat", "When it was issued.") { IsTime = true },
        new("jti", "Identifier of this token, so that it can be used once or revoked."),
        new("client_id", "The application the token was issued to."),
        new("azp", "Authorized party: the client the ID token was issued to."),
        new("scope", "What the token allows, separated by spaces."),
        new("scp", "What the token allows."),
        new("roles", "Roles of the subject."),
        new("env", "PingOne: identifier of the environment."),
        new("org", "PingOne: identifier of the organization."),
        new("p1.region", "PingOne: region of the environment."),
        new("acr", "How the user was authenticated, as a class or policy."),
        new("amr", "Methods the user was authenticated with, such as pwd or otp."),
        new("auth_time", "When the user was authenticated.") { IsTime = true },
        new("nonce", "Value of the authorize request, so that the token belongs to it."),
        new("at_hash", "Half of the hash of the access token that came with it."),
        new("c_hash", "Half of the hash of the code that came with it."),
        new("s_hash", "Half of the hash of the state that came with it."),
        new("sid", "Identifier of the session of the user."),
        new("events", "What happened, in a logout or security event token."),
        new("act", "Who acts for the subject."),
        new("may_act", "Who may act for the subject."),
        new("cnf", "The key the token is bound to."),
        new("htm", "Method of the request the proof is for (DPoP)."),
        new("htu", "Address of the request the proof is for (DPoP)."),
        new("ath", "Hash of the access token the proof is for (DPoP)."),
        new("name", "Full name of the user."),
        new("given_name", "Given name of the user."),
        new("family_name", "Family name of the user."),
        new("preferred_username", "Name the user wants to be known by; not unique."),
        new("email", "Email address of the user."),
        new("email_verified", "Whether the issuer knows that the address is the user's."),
        new("locale", "Language and region of the user."),
        new("zoneinfo", "Time zone of the user."),
        new("updated_at", "When what is known of the user last changed.") { IsTime = true }
    );

    /// <summary>Of a member of the header; null when it is not known.</summary>
    public static ClaimMeaning? OfHeader(string name) => Header.GetValueOrDefault(name);

    /// <summary>Of a claim; null when it is not known.</summary>
    public static ClaimMeaning? OfClaims(string name) => Claims.GetValueOrDefault(name);

    private static Dictionary<string, ClaimMeaning> Index(params ClaimMeaning[] rows) =>
        rows.ToDictionary(r => r.Name, StringComparer.Ordinal);
}
