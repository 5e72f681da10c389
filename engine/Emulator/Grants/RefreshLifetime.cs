using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>How long an application's tokens live, and what becomes of a used refresh token.</summary>
internal static class RefreshLifetime
{
    public const string Duration = ApplicationFields.RefreshTokenDuration;
    public const string RollingDuration = "refreshTokenRollingDuration";
    public const string GracePeriod = "refreshTokenRollingGracePeriodDuration";
    public const string ReplayProtection = "additionalRefreshTokenReplayProtectionEnabled";

    /// <summary>The flag of an application whose tokens are good when the session is over.</summary>
    public const string OutlivesSession = "skipTokenSessionValidation";

    private const int Usual = 2_592_000;

    /// <summary>A token given out now lives as long as one does, but never after the time the family was given.</summary>
    public static DateTimeOffset End(Application client, DateTimeOffset now, DateTimeOffset firstIssuedAt)
    {
        var end = now + Longest(client);
        if (!client.Numbers.TryGetValue(RollingDuration, out var seconds))
            return end;
        var last = firstIssuedAt + TimeSpan.FromSeconds(seconds);
        return last < end ? last : end;
    }

    /// <summary>Of all tokens there are of a family at this moment, the last is over by then.</summary>
    public static TimeSpan Longest(Application client) => TimeSpan.FromSeconds(client.Numbers.GetValueOrDefault(Duration, Usual));

    /// <summary>A token of a sign-on is good as long as the session is, unless the application says otherwise.</summary>
    public static bool IsSessionGood(Tenant tenant, IssuedToken token) =>
        token.Session is not { } session
        || tenant.SignOns.Sessions.Find(session.Token) is not null
        || tenant.Registry.FindClient(token.ClientId) is { } client && client.Flags.GetValueOrDefault(OutlivesSession);

    public static bool IsJwt(Application client) => client.RefreshTokenType == "JSON_WEB_TOKEN";

    /// <summary>May a token that was used at this time still be used, because its answer may have been lost?</summary>
    public static bool IsInGrace(Application client, DateTimeOffset usedAt, DateTimeOffset now) =>
        now - usedAt < TimeSpan.FromSeconds(client.Numbers.GetValueOrDefault(GracePeriod));

    public static bool RevokesReplayed(Application client) => client.Flags.GetValueOrDefault(ReplayProtection, true);
}
