using System.Collections.Immutable;
using PingOneScenarios.Emulator.Authorizing;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>Every grant the token endpoint gives.</summary>
internal static class GrantTable
{
    public static ImmutableArray<Grant> Table { get; } =
    [
        new("authorization_code", "AUTHORIZATION_CODE", CodeGrant.Issue),
        new("client_credentials", "CLIENT_CREDENTIALS", ClientGrant.Issue),
        new(RefreshGrant.Type, "REFRESH_TOKEN", RefreshGrant.Issue),
        new(AwaitedTokens.DeviceGrant, "DEVICE_CODE", AwaitedTokens.OfDevice),
        new(AwaitedTokens.BackchannelGrant, "CIBA", AwaitedTokens.OfBackchannel),
        new(ExchangeGrant.Type, "TOKEN_EXCHANGE", ExchangeGrant.Issue),
    ];

    /// <summary>Null when there is none of this <c>grant_type</c>.</summary>
    public static Grant? Find(string type) => Table.FirstOrDefault(grant => grant.Type == type);
}
