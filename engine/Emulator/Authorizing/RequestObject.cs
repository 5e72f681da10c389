using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The parameter <c>request</c>: a JWT whose claims are parameters (RFC 9101, OpenID Connect Core section 6). Encrypted ones are not taken.</summary>
internal static class RequestObject
{
    /// <summary>As discovery lists them.</summary>
    public static readonly string[] Algorithms = ["none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512"];

    private const string AllowsUnsigned = ApplicationFields.UnsignedRequestObject;

    // About the JWT, not parameters.
    private static readonly string[] OfTheJwt = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    private static readonly (string Why, Func<Call, Application, ClientAssertion, bool> Holds)[] Table =
    [
        ("its alg is not supported", (_, _, jwt) => Algorithms.Contains(Algorithm(jwt))),
        (
            "the application does not allow unsigned ones",
            (_, client, jwt) => IsSigned(jwt) || client.Flags.GetValueOrDefault(AllowsUnsigned)
        ),
        ("the signature is wrong", (call, client, jwt) => IsSigned(jwt) ? Verifies(call, client, jwt) : jwt.Signature.Length == 0),
        ("iss is not the client id", (_, client, jwt) => Is(jwt, "iss", client.Id)),
        ("aud is not the issuer", (call, _, jwt) => !IsNeeded(jwt, "aud") || jwt.Audiences.Contains(call.Tenant.Addresses.Issuer)),
        ("client_id is another one", (_, client, jwt) => (ClientAssertion.TextOf(jwt.Claims, "client_id") ?? client.Id) == client.Id),
        ("it holds request or request_uri", (_, _, jwt) => !jwt.Has("request") && !jwt.Has("request_uri")),
        ("exp is in the past", (call, _, jwt) => !jwt.Has("exp") || jwt.NumberOf("exp") > AssertionRules.Now(call)),
        ("nbf is in the future", (call, _, jwt) => !jwt.Has("nbf") || jwt.NumberOf("nbf") <= AssertionRules.Now(call)),
    ];

    /// <summary>Its claims are stronger than the parameters beside it.</summary>
    public static GivenRequest Apply(Call call, Application client, AuthorizeParameters given)
    {
        if (ClientAssertion.Parse(given["request"]!) is not { } jwt)
            return Refused(given, "it is not a JWT");
        foreach (var (why, holds) in Table)
            if (!holds(call, client, jwt))
                return Refused(given, why);
        return new GivenRequest(given.Under(Parameters(jwt)), null);
    }

    private static GivenRequest Refused(AuthorizeParameters given, string why) =>
        new(given, new Refusal("invalid_request_object", $"The parameter request is refused: {why}"));

    private static bool Verifies(Call call, Application client, ClientAssertion jwt) =>
        Algorithm(jwt)!.StartsWith('H') ? AssertionKeys.IsOfSecret(call, client, jwt) : AssertionKeys.IsOfKey(call, client, jwt);

    private static string? Algorithm(ClientAssertion jwt) => ClientAssertion.TextOf(jwt.Header, "alg");

    private static bool IsSigned(ClientAssertion jwt) => Algorithm(jwt) != "none";

    /// <summary>A signed one says who made it and for whom; an unsigned one proves neither, so it need not.</summary>
    private static bool IsNeeded(ClientAssertion jwt, string claim) => IsSigned(jwt) || jwt.Has(claim);

    private static bool Is(ClientAssertion jwt, string claim, string value) =>
        !IsNeeded(jwt, claim) || ClientAssertion.TextOf(jwt.Claims, claim) == value;

    private static IEnumerable<KeyValuePair<string, string>> Parameters(ClientAssertion jwt) =>
        jwt
            .Claims.EnumerateObject()
            .Where(claim => !OfTheJwt.Contains(claim.Name) && claim.Value.ValueKind != JsonValueKind.Null)
            .Select(claim => KeyValuePair.Create(claim.Name, claim.Value.ToString()))
            .Where(claim => claim.Value != "");
}
