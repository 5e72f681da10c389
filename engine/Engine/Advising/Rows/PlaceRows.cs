using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>A request that went to the wrong place: ids nobody filled in, a path without its version, another region.</summary>
internal static class PlaceRows
{
    private const string NilId = "00000000-0000-0000-0000-000000000000";

    public static ImmutableArray<AdviceRow> Rows { get; } =
    [
        new("nil ids", NilIds),
        new("path without version", WithoutVersion),
        new("version twice", VersionTwice),
        new("sign-on path twice", SignOnTwice),
        new("slash in a value", EncodedSlash),
        new("empty part of a path", EmptyPart),
        new("token of another region", OtherRegion),
        new("unknown environment", UnknownEnvironment),
        new("flow that is gone", GoneFlow),
        new("nothing with this id", NothingThere),
    ];

    // The example environment file has them where ids of one's own belong.
    private static Advice? NilIds(FailedAnswer answer)
    {
        var where =
            answer.Path.Contains(NilId, StringComparison.Ordinal) ? "the address of the request"
            : answer.Client.Client == NilId ? "the client id"
            : null;
        return where is null
            ? null
            : new Advice(
                "fill in your own ids in the environment file: envID, adminEnvID and adminAppID stand in PingOne's admin console",
                $"{where} holds {NilId}, which is the placeholder of the example environment file"
            );
    }

    // Ping moved /v1 out of the apiPath of its Postman collections; its management API has it all the same.
    private static Advice? WithoutVersion(FailedAnswer answer) =>
        answer.Status == 404 && answer.Path.StartsWith("/environments/", StringComparison.Ordinal) && IsManagement(answer)
            ? new Advice(
                $"end apiPath with /v1: {answer.Shown(answer.Address.GetLeftPart(UriPartial.Authority))}/v1",
                "the path begins with /environments, and PingOne's management API has /v1 in front of it"
            )
            : null;

    private static Advice? VersionTwice(FailedAnswer answer) =>
        answer.Status == 404 && answer.Path.StartsWith("/v1/v1/", StringComparison.Ordinal)
            ? new Advice("leave /v1 out of the step, or out of apiPath", "the path has /v1 twice")
            : null;

    private static Advice? SignOnTwice(FailedAnswer answer) =>
        answer.Status == 404 && answer.Path.StartsWith("/as/", StringComparison.Ordinal) && answer.Path.Split("/as/").Length > 2
            ? new Advice(
                $"leave /as out of authPath: {answer.Shown(answer.Address.GetLeftPart(UriPartial.Authority))}",
                "the path has /as twice"
            )
            : null;

    // A value stands for one part of a path, whatever is in it.
    private static Advice? EncodedSlash(FailedAnswer answer) =>
        answer.Status is 403 or 404 or 405 && answer.Path.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            ? new Advice(
                "write the slashes in the step, and only what stands between them as a variable",
                "the path has a slash written as %2F: it stands in a value, and a value is one part of a path"
            )
            : null;

    private static Advice? EmptyPart(FailedAnswer answer) =>
        answer.Status is 404 or 405 && answer.Path.Contains("//", StringComparison.Ordinal)
            ? new Advice(
                "look which variable of the address is empty, or whether a path ends with a slash before another one",
                "the path has a part that is empty"
            )
            : null;

    private static Advice? OtherRegion(FailedAnswer answer)
    {
        if (answer.Status is not (401 or 403) || answer.Bearer?.Text("iss") is not { } issuer)
            return null;
        if (PingOneHost.RegionOfAddress(issuer) is not { } from)
            return null;
        var to = PingOneHost.RegionOf(answer.Address.Host);
        return from == to || to is null && !(answer.Address.IsLoopback && answer.Status == 401) ? null
            : to is null
                ? new Advice(
                    "get the token from the server the request goes to: look at authPath and apiPath",
                    $"the access token was issued by {answer.Shown(issuer)}, and the request went to {answer.Address.Authority}"
                )
            : new Advice(
                "give authPath and apiPath the same region",
                $"the access token was issued in the region {from} ({answer.Shown(issuer)}), and the request went to {to} ({answer.Address.Host})"
            );
    }

    private static Advice? UnknownEnvironment(FailedAnswer answer)
    {
        if (answer.Status != 404 || !answer.IsPingOneSignOn)
            return null;
        var region = PingOneHost.RegionOf(answer.Address.Host);
        return new Advice(
            "look whether the environment id in the address is right"
                + (
                    region is null
                        ? ", and whether it is an environment of this server"
                        : $", and whether that environment is in the region {region}; each has a host of its own"
                )
        );
    }

    // Flows end after 15 minutes of nothing.
    private static Advice? GoneFlow(FailedAnswer answer) =>
        answer.Said.Code == "NOT_FOUND" && answer.Path.Contains("/flows/", StringComparison.Ordinal)
            ? new Advice(
                "start again at the authorize request: a flow ends after 15 minutes in which nothing is sent; or look at the flow id"
            )
            : null;

    private static Advice? NothingThere(FailedAnswer answer) =>
        answer.Status == 404 && IsManagement(answer)
            ? new Advice(
                answer.IsRetried
                    ? "look at the ids in the address: whether an earlier step made it, in this environment, and nothing deleted it since"
                    : "look at the ids in the address: whether an earlier step made it, in this environment, and nothing deleted it since; if it is only not there yet, let the step try again: retry: { on: [404] }"
            )
            : null;

    private static bool IsManagement(FailedAnswer answer) => answer.Said.Code == "NOT_FOUND" && !answer.IsOfSignOn;
}
