using System.Collections.Frozen;

namespace PingOneScenarios.Emulator;

/// <summary>What PingOne has at a path of <see cref="Routes"/> and the emulator has not: said to be missing, and not to be a wrong method.</summary>
internal static class MissingRoutes
{
    private static readonly FrozenSet<(string Method, string Path)> Table = new[]
    {
        ("PUT", Routes.Environment),
        ("PUT", Routes.Environment + "/keys/{keyID}"),
        ("POST", Routes.Environment + "/customDomains/{customDomainID}"),
        ("POST", Routes.Environment + "/emailDomains/{emailDomainID}/trustedEmails/{trustedEmailID}"),
        ("PUT", Routes.Environment + "/gateways/{gatewayID}/roleAssignments/{gatewayRoleAssignmentID}"),
        ("DELETE", Routes.Environment),
        ("PUT", Routes.Application),
        ("PUT", Routes.Population),
        ("PUT", Routes.User),
        ("PATCH", Routes.User),
        ("POST", Routes.User),
    }.ToFrozenSet();

    /// <param name="method">As it was asked for.</param>
    /// <param name="path">Of a route that has the path.</param>
    public static bool Has(string method, string path) => Table.Contains((method, path));
}
