using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>What can be wrong with a client assertion (RFC 7523, section 3; PingOne's page on client_secret_jwt), in the order in which it is looked at.</summary>
internal static class AssertionRows
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static ImmutableArray<(string Name, Func<FailedAnswer, Advice?> Look)> Causes { get; } =
    [
        ("assertion type", AssertionType),
        ("assertion that is none", NoAssertion),
        ("algorithm", Algorithm),
        ("subject and issuer", Subject),
        ("client id beside the assertion", OtherClient),
        ("audience", Audience),
        ("end of the assertion", End),
        ("beginning of the assertion", Beginning),
        ("assertion sent twice", Repeated),
        ("secret of the assertion", AssertionSecret),
    ];

    private static Advice? AssertionType(FailedAnswer answer) =>
        answer.Client.Method == SentClient.ByAssertion && answer.Client["client_assertion_type"] != JwtBearer
            ? new Advice(
                $"write client_assertion_type: {JwtBearer}",
                answer.Client["client_assertion_type"] is null
                    ? "the form has no client_assertion_type"
                    : "client_assertion_type has another value than OAuth knows"
            )
            : null;

    private static Advice? NoAssertion(FailedAnswer answer) =>
        answer.Client is { Method: SentClient.ByAssertion, Assertion: null }
            ? new Advice(
                "make it with client_secret_jwt or private_key_jwt",
                answer.Client["client_assertion"] is null ? "the form has no client_assertion" : "client_assertion is no signed JWT"
            )
            : null;

    // HS with the secret, RS or ES with a key: PingOne lists no others.
    private static Advice? Algorithm(FailedAnswer answer) =>
        answer.IsPingOneSignOn
        && answer.Client.Assertion is { } token
        && token.Algorithm is var name
        && !(name is { Length: 5 } && name[..2] is "HS" or "RS" or "ES")
            ? new Advice(
                "sign with HS256, HS384 or HS512 and the secret (CLIENT_SECRET_JWT), or with RS256 and its kin and a key (PRIVATE_KEY_JWT)",
                $"alg of the assertion is {(name is null ? "missing" : answer.Shown(name))}, which PingOne does not list"
            )
            : null;

    private static Advice? Subject(FailedAnswer answer)
    {
        if (answer.Client.Assertion is not { } token)
            return null;
        var (issuer, subject) = (token.Text("iss"), token.Text("sub"));
        return issuer is not null && issuer == subject
            ? null
            : new Advice(
                "both are the client id of the application",
                $"iss of the assertion is {Told(answer, issuer)} and sub is {Told(answer, subject)}"
            );
    }

    private static string Told(FailedAnswer answer, string? claim) => claim is null ? "missing" : answer.Shown(claim);

    private static Advice? OtherClient(FailedAnswer answer) =>
        answer.Client.Assertion?.Text("sub") is { } subject && answer.Client["client_id"] is { } id && id != subject
            ? new Advice(
                "leave client_id out, or make the assertion for it",
                $"client_id is {answer.Shown(id)}, and sub of the assertion is {answer.Shown(subject)}"
            )
            : null;

    private static Advice? Audience(FailedAnswer answer)
    {
        if (answer.Client.Assertion is not { } token)
            return null;
        var given = token.Audiences;
        if (given.IsEmpty)
            return new Advice($"give the assertion the audience {answer.Shown(Accepted(answer)[0])}", "the assertion has no aud");
        if (given.Any(Accepted(answer).Contains))
            return null;
        if (!answer.IsPingOneSignOn)
            return given.Any(a => Uri.TryCreate(a, UriKind.Absolute, out var to) && to.Host == answer.Address.Host)
                ? null
                : new Advice(
                    "use the issuer or the token endpoint that the server's discovery document names",
                    $"aud of the assertion is {answer.Shown(string.Join(", ", given))}, and the request went to {answer.Address.Host}"
                );
        return new Advice(
            $"make the assertion for one of {string.Join(", ", Accepted(answer).Distinct().Select(answer.Shown))}",
            $"aud of the assertion is {answer.Shown(string.Join(", ", given))}, which is neither the token endpoint, nor the issuer, nor the endpoint that was called"
        );
    }

    private static ImmutableArray<string> Accepted(FailedAnswer answer)
    {
        var called = answer.Address.GetLeftPart(UriPartial.Path);
        var end = called.LastIndexOf('/');
        var issuer = called[..end];
        return [$"{issuer}/token", issuer, called];
    }

    private static Advice? End(FailedAnswer answer)
    {
        if (answer.Client.Assertion is not { } token)
            return null;
        if (token.Time("exp") is not { } end)
            return new Advice("give the assertion an exp of at most one hour", "the assertion has no exp that is a time");
        return end <= answer.Judged
                ? new Advice(
                    "make the assertion when it is sent, in the form of the step and not under vars, with an exp that lies ahead",
                    $"the assertion expired {DurationText.Apart(answer.Judged - end)} before the answer (exp {FailedAnswer.Show(end)})"
                )
                {
                    IsOfTime = true,
                }
            : answer.IsPingOneSignOn && end > answer.Judged + Longest
                ? new Advice(
                    "let the assertion expire in an hour or less",
                    $"the assertion is good for {DurationText.Apart(end - answer.Judged)} (exp {FailedAnswer.Show(end)}), and PingOne takes one hour at most"
                )
                {
                    IsOfTime = true,
                }
            : null;
    }

    private static Advice? Beginning(FailedAnswer answer) =>
        answer.Client.Assertion?.Time("nbf") is { } start && start > answer.Judged
            ? new Advice(
                "leave nbf out of the assertion",
                $"the assertion is good only in {DurationText.Apart(start - answer.Judged)} (nbf {FailedAnswer.Show(start)})"
            )
            {
                IsOfTime = true,
            }
            : null;

    // PingOne does not look at jti; other servers take an assertion once.
    private static Advice? Repeated(FailedAnswer answer) =>
        answer.IsAssertionRepeated && !answer.IsPingOneSignOn
            ? new Advice(
                "make a new assertion for each request, in the form of the step and not under vars; if that changes nothing, look at the secret or the key",
                "the same assertion was sent before in this run, and a server may take its jti only once"
            )
            : null;

    private static Advice? AssertionSecret(FailedAnswer answer)
    {
        if (answer.Client.Assertion is not { } token)
            return null;
        var key = token.Algorithm?.StartsWith("HS", StringComparison.Ordinal) == true ? "the secret" : "the key";
        var method = ClientRows.Registered(answer, key == "the key" ? "private_key_jwt" : "client_secret_jwt");
        return new Advice(
            $"look whether {key} is that of the application {Told(answer, token.Text("sub"))}, and whether that application is in this environment, enabled, and registered with {method}"
                + (answer.IsPingOneSignOn ? "" : "; some servers want typ client-authentication+jwt in the header of an assertion"),
            $"the assertion says {Claims(answer, token)}" + (answer.IsPingOneSignOn ? ": nothing of that is wrong by itself" : "")
        );
    }

    private static string Claims(FailedAnswer answer, TokenView token) =>
        $"iss and sub {Told(answer, token.Text("sub"))}, aud {answer.Shown(string.Join(", ", token.Audiences))}, "
        + $"exp {(token.Time("exp") is { } end ? FailedAnswer.Show(end) : "missing")}, alg {Told(answer, token.Algorithm)}";
}
