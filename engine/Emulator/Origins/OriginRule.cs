using System.Collections.Immutable;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Origins;

/// <summary>Which pages of other origins may call a place of the sign-on side.</summary>
/// <param name="ForAll">Nobody is known by a cookie or an application there: a page of any origin may.</param>
/// <param name="WithoutSettings">Whether a page of any origin may call about an application that has no <c>corsSettings</c>.</param>
/// <param name="ReadsCookies">Whether a page may send the cookies of the user along.</param>
internal sealed record OriginRule(bool ForAll, bool WithoutSettings, bool ReadsCookies)
{
    /// <summary>What it gives away is worth a setting: the session of a user, or tokens.</summary>
    private static readonly OriginRule OfSession = new(false, false, true);
    private static readonly OriginRule OfTokens = new(false, false, false);
    private static readonly OriginRule OfFlow = new(false, true, true);
    private static readonly OriginRule OfClient = new(false, true, false);
    private static readonly OriginRule Open = new(true, true, false);

    private static readonly ImmutableDictionary<string, OriginRule> Table = new Dictionary<string, OriginRule>(StringComparer.Ordinal)
    {
        ["/{envID}/as/authorize"] = OfSession,
        ["/{envID}/as/resume"] = OfSession,
        ["/{envID}/as/signoff"] = OfSession,
        ["/{envID}/as/token"] = OfTokens,
        ["/{envID}/flows/{flowID}"] = OfFlow,
        ["/{envID}/as/userinfo"] = Open,
        ["/{envID}/as/jwks"] = Open,
        ["/{envID}/as/.well-known/openid-configuration"] = Open,
        ["/{envID}/as/.well-known/oauth-authorization-server"] = Open,
        ["/{envID}/deviceAuthentications"] = Open,
        ["/{envID}/deviceAuthentications/{deviceAuthID}"] = Open,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <param name="path">Of the route.</param>
    public static OriginRule Of(string path) => Table.GetValueOrDefault(path, OfClient);

    public bool Allows(Application client, string origin) =>
        ForAll || (client.Cors is { } cors ? cors.Origins.Any(pattern => OriginPattern.Fits(pattern, origin)) : WithoutSettings);
}
