using Microsoft.AspNetCore.Http;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Origins;

/// <summary>
/// What a browser is told of who may read an answer of the sign-on side (CORS). The management API and what stands beside PingOne are not part of it:
/// no page of another origin reads them.
/// </summary>
/// <param name="Origin">The one that may; null when none may.</param>
/// <param name="ReadsCookies">Whether it may send cookies along.</param>
internal sealed record OriginVerdict(string? Origin, bool ReadsCookies)
{
    private static readonly OriginVerdict Nobody = new(null, false);

    /// <summary>Of the question a browser asks before a call; null of every other call.</summary>
    public Answer? Preflight { get; private init; }

    /// <summary>Made before the call is answered, which may end the flow it is about; null beside the sign-on side, and where no origin is said.</summary>
    /// <param name="call">Without the values of its path.</param>
    /// <param name="path">Decoded, without the query.</param>
    public static OriginVerdict? Of(Call call, string path)
    {
        if (call.Header("Origin") is not { } origin || !IsOfSignOn(path))
            return null;
        if (Router.Find(path) is not { } found)
            return Nobody;
        var known = call.At(found.Values);
        if (call.Organization.Find(found.Values["envID"]) is null)
            return Nobody;
        var asked = HttpMethods.IsOptions(call.Request.Method) ? call.Header("Access-Control-Request-Method") : null;
        var rule = OriginRule.Of(found.Routes[0].Path);
        var allowed = Allows(known, rule, origin, asked is not null) ? new OriginVerdict(origin, rule.ReadsCookies) : Nobody;
        return asked is null ? allowed : allowed with { Preflight = allowed.Answered(known, origin, found.Methods) };
    }

    public Answer Mark(Answer answer)
    {
        answer = answer.With("Vary", "Origin");
        if (Origin is null)
            return answer;
        answer = answer.With("Access-Control-Allow-Origin", Origin);
        return ReadsCookies ? answer.With("Access-Control-Allow-Credentials", "true") : answer;
    }

    /// <summary>The second part of the path says it: <c>/{envID}/as/…</c>.</summary>
    private static bool IsOfSignOn(ReadOnlySpan<char> path)
    {
        if (path.Length < 2 || path[1..].IndexOf('/') is var end && end < 0)
            return false;
        var rest = path[(end + 2)..];
        var part = rest.IndexOf('/') is var slash && slash < 0 ? rest : rest[..slash];
        return part is "as" or "flows" or "deviceAuthentications";
    }

    /// <summary>A preflight seldom says the application: it is enough that one of the environment would allow the call.</summary>
    private static bool Allows(Call call, OriginRule rule, string origin, bool isPreflight)
    {
        if (rule.ForAll)
            return true;
        if (AskingClient.Of(call) is { } client)
            return rule.Allows(client, origin);
        return isPreflight
            && call.Tenant.Registry.Applications()
                .Append(call.Tenant.Worker)
                .Any(other => other?.Enabled == true && rule.Allows(other, origin));
    }

    private Answer Answered(Call call, string origin, IEnumerable<string> methods)
    {
        if (Origin is null)
            return ApiError.Of(
                call,
                403,
                "ACCESS_FAILED",
                $"The request could not be completed. The corsSettings of no application it can be about have the origin \"{Shown(origin)}\"."
            );
        var answer = Answer.Empty(204).With("Access-Control-Allow-Methods", string.Join(", ", methods.Order(StringComparer.Ordinal)));
        return call.Header("Access-Control-Request-Headers") is { } headers && headers.All(IsOfNames)
            ? answer.With("Access-Control-Allow-Headers", headers)
            : answer;
    }

    private static bool IsOfNames(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ',' or ' ';

    private static string Shown(string origin) => origin.Length <= 100 ? origin : origin[..100];
}
