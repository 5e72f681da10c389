using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Every place where answers of the emulator differ from the public description, and why. A row that <c>Tour</c> does not need fails.</summary>
internal static class AcceptedDifferences
{
    private const string InnerErrors = "the schema lists some members of innerError; the newer client and Ping's samples have this one too";
    private const string Alternatives = "alternatives of the schema overlap: what fits one with few required members fits another";

    private const string Noted = "the reference has a page on the metadata of applications, newer than the description";
    private const string Images = "the reference counts images among the collections, and they are changed as other resources are";
    private const string Expanded = "the reference shows a user with ?expand=population; the schema has no place for it";

    private static readonly string[] InnerError =
    [
        "existingId",
        "failuresRemaining",
        "retryAfter",
        "secondsUntilUnlock",
        "supportedAttributes",
        "supportedOperators",
        "unsatisfiedRequirements",
        "excludesCommonlyUsed",
        "excludesProfileData",
        "history",
        "length",
        "maxRepeatedCharacters",
        "minCharacters",
        "minComplexity",
        "minUniqueCharacters",
        "notSimilarToCurrent",
        "alphabetSequenceRule",
        "numberSequenceRule",
        "qwertySequenceRule",
        "shiftedNumberRowSequenceRule",
    ];

    /// <summary>Collections whose schema is one list of everything that PingOne embeds anywhere.</summary>
    private static readonly string[] Overlapping =
    [
        "/resources",
        "/applications/{applicationID}/attributes",
        "/signOnPolicies/{policyID}/actions",
        "/identityProviders",
        "/identityProviders/{providerID}/attributes",
    ];

    public static ImmutableArray<AcceptedDifference> Table { get; } =
    [
        new("*", "media type application/hal+json is not listed", "PingOne answers with application/hal+json, as its reference shows"),
        new("*", "status 413 is not listed", "a body can be too long for any server"),
        new("*", "status 415 is not listed", "documented for a wrong media type; the description lists no 415 anywhere"),
        new("*", "status 501 is not listed", "the emulator says so of what it does not have"),
        new("*", "status 503 is not listed", "a fault that was asked for"),
        new("*", "unknown member /skipTokenSessionValidation", "documented with the rules of token validation, and not described yet"),
        .. InnerError.Select(name => new AcceptedDifference("*", $"unknown member /details/*/innerError/{name}", InnerErrors)),
        new("GET /environments/{environmentID}/applications", "more than one alternative fits at /_embedded/applications/*", Alternatives),
        new("GET /environments/{environmentID}/applications/{applicationID}", "more than one alternative fits at /", Alternatives),
        new("POST /environments/{environmentID}/applications", "more than one alternative fits at /", Alternatives),
        new("PUT /environments/{environmentID}/applications/{applicationID}", "more than one alternative fits at /", Alternatives),
        new("GET /environments/{}/images", "the operation is not described", Images),
        new("PUT /environments/{}/images/{}", "the operation is not described", Images),
        new("PUT /environments/{environmentID}/status", "more than one alternative fits at /region", Alternatives),
        new("GET /environments/{environmentID}/users/{userID}", "unknown member /_embedded", Expanded),
        new("GET /environments/{environmentID}/users", "unknown member /_embedded/users/*/_embedded", Expanded),
        new("GET /environments", "more than one alternative fits at /_embedded/environments/*/region", Alternatives),
        new("POST /environments", "more than one alternative fits at /region", Alternatives),
        new("PUT /environments/{environmentID}", "more than one alternative fits at /region", Alternatives),
        .. Overlapping.Select(path => new AcceptedDifference(
            $"GET /environments/{{environmentID}}{path}",
            $"more than one alternative fits at /_embedded/{path[(path.LastIndexOf('/') + 1)..]}/*",
            Alternatives
        )),
        new(
            "POST /environments/{}/applications/{}/keys",
            "the operation is not described",
            "Ping's workflow page on PRIVATE_KEY_JWT names it"
        ),
        new("GET /environments/{}/applications/{}/metadata", "the operation is not described", Noted),
        new("PUT /environments/{}/applications/{}/metadata", "the operation is not described", Noted),
        new(
            "POST /environments/{environmentID}/users/{userID}",
            "status 201 is not listed",
            "the reference answers an invitation that is sent again with 201"
        ),
        new("POST /environments/{environmentID}/identityProviders", "more than one alternative fits at /", Alternatives),
        new("GET /environments/{environmentID}/identityProviders/{providerID}", "more than one alternative fits at /", Alternatives),
        new("PUT /environments/{environmentID}/identityProviders/{providerID}", "more than one alternative fits at /", Alternatives),
        new(
            "POST /environments/{}/users/{}/linkedAccounts",
            "the operation is not described",
            "the reference has a page on it, with a media type of its own"
        ),
        new("*", "unknown member /favourite", "an attribute of users that a test has added to their schema"),
        new(
            "GET /environments/{environmentID}/propagation/stores",
            "unknown member /_embedded/stores",
            "the schema of lists names no stores, as it names plans"
        ),
        new("GET /roles", "more than one alternative fits at /_embedded/roles/*", Alternatives),
        new("GET /environments/{environmentID}/roles", "more than one alternative fits at /_embedded/roles/*", Alternatives),
        new(
            "GET /environments/{environmentID}/signOnPolicies/{policyID}/actions/{actionID}",
            "more than one alternative fits at /",
            Alternatives
        ),
        new(
            "PUT /environments/{environmentID}/signOnPolicies/{policyID}/actions/{actionID}",
            "more than one alternative fits at /",
            Alternatives
        ),
        new("POST /environments/{environmentID}/signOnPolicies/{policyID}/actions", "more than one alternative fits at /", Alternatives),
        new(
            "POST /environments/{environmentID}/signOnPolicies/{policyID}/actions",
            "more than one alternative fits at /condition",
            Alternatives
        ),
        new("POST /environments/{environmentID}/deviceAuthenticationPolicies", "more than one alternative fits at /", Alternatives),
        new(
            "POST /environments/{environmentID}/users/{userID}/devices",
            "status 201 is not listed",
            "the description lists 200 only; Ping's reference shows what creates a device answered with 201, as what creates anything is"
        ),
        new("DELETE /environments/{environmentID}/mfaSettings", "media type  is not listed", "a 204 has no body (RFC 9110 section 15.3.5)"),
        new("GET /environments/{environmentID}", "more than one alternative fits at /region", Alternatives),
        new(
            "GET /environments/{environmentID}/signOnPolicies/{policyID}/actions",
            "more than one alternative fits at /_embedded/actions/*",
            Alternatives
        ),
        new(
            "GET /environments/{environmentID}/signOnPolicies/{policyID}/actions/{actionID}",
            "more than one alternative fits at /",
            Alternatives
        ),
        new(
            "PUT /environments/{environmentID}/signOnPolicies/{policyID}/actions/{actionID}",
            "more than one alternative fits at /",
            Alternatives
        ),
    ];

    /// <summary>Fails when an answer of the management API differs otherwise. Nothing is looked at where the description is not there.</summary>
    public static void Check(Exchange exchange)
    {
        var differences = Of(exchange).Where(difference => !Table.Any(row => row.Allows(difference.Operation, difference.Told)));
        Assert.True(
            !differences.Any(),
            $"{exchange.Method} {exchange.Path} {exchange.Status} is not what is described publicly; "
                + "mend the answer, or add a row with the reason to AcceptedDifferences and what needs it to Tour:\n"
                + string.Join('\n', differences.Select(difference => $"{difference.Operation}: {difference.Told}"))
        );
    }

    public static IEnumerable<(string Operation, string Told)> Of(Exchange exchange) =>
        Descriptions.All.Length == 0 || !Descriptions.IsManagement(exchange.Path)
            ? []
            : Descriptions.DifferencesOfAnswer(exchange).Select(told => (Descriptions.NameOf(exchange), told));
}
