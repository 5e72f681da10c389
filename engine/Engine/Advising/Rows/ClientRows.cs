using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>
/// <c>invalid_client</c>, cause by cause (RFC 6749, section 5.2). What a row says is
/// seen in the request; the last one lists what cannot be seen there.
/// </summary>
internal static class ClientRows
{
    private static readonly (string Name, Func<FailedAnswer, Advice?> Look)[] Causes =
    [
        ("no client", NoClient),
        ("two methods", TwoMethods),
        ("another method", OtherMethod),
        .. AssertionRows.Causes,
        ("secret", Secret),
    ];

    public static ImmutableArray<AdviceRow> Rows { get; } =
    [.. Causes.Select(c => new AdviceRow(c.Name, answer => IsRefused(answer) ? c.Look(answer) : null))];

    private static bool IsRefused(FailedAnswer answer) => answer.Said.OAuth == "invalid_client";

    private static Advice? NoClient(FailedAnswer answer) =>
        answer.Client.Method is null
            ? new Advice(
                "add auth: { basic: … }, client_id and client_secret, or a client_assertion, as the application is registered",
                "the request says nothing of its client"
            )
            : null;

    private static Advice? TwoMethods(FailedAnswer answer) =>
        answer.Client.IsManifold
            ? new Advice(
                "send only the one the application is registered with (tokenEndpointAuthMethod)",
                "the request proves its client in more than one way, and OAuth allows one (RFC 6749, section 2.3)"
            )
            : null;

    // PingOne's own words for it.
    private static Advice? OtherMethod(FailedAnswer answer) =>
        answer.Said.Description?.Contains("Unsupported authentication method", StringComparison.OrdinalIgnoreCase) == true
            ? new Advice(
                "look at tokenEndpointAuthMethod of the application, and send what it names",
                $"the server says that the application is registered with another method; {Words(answer.Client.Method!)}"
            )
            : null;

    private static string Words(string method) =>
        method switch
        {
            SentClient.ByBasic => "the request used client_secret_basic (Authorization: Basic)",
            SentClient.ByPost => "the request used client_secret_post (client_secret in the form)",
            SentClient.ByAssertion => "the request used an assertion (client_secret_jwt or private_key_jwt)",
            _ => "the request used none (only a client_id)",
        };

    /// <summary>A method by OAuth's name, which PingOne writes in capitals.</summary>
    public static string Registered(FailedAnswer answer, string method) => answer.IsPingOneSignOn ? method.ToUpperInvariant() : method;

    private static Advice? Secret(FailedAnswer answer)
    {
        var client = answer.Client.Client is { } id ? answer.Shown(id) : "of the request";
        return answer.Client.Method is SentClient.ByNone
            ? new Advice(
                $"look whether the application {client} exists in this environment and region, is enabled, and is registered with {Registered(answer, SentClient.ByNone)}"
            )
            : new Advice(
                $"look whether the secret is that of the application {client}, and whether that application is in this environment and region, enabled, and registered with {Registered(answer, answer.Client.Method!)}"
            );
    }
}
