using System.Collections.Immutable;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The response types there are, and what an application must have for each.</summary>
internal static class ResponseType
{
    /// <summary>As discovery lists them.</summary>
    public static ImmutableArray<string> Known { get; } =
    ["code", "token", "id_token", "token id_token", "code id_token", "code token", "code token id_token"];

    private static readonly (string Part, string Property, string GrantType)[] Table =
    [
        ("code", "CODE", "AUTHORIZATION_CODE"),
        ("token", "TOKEN", "IMPLICIT"),
        ("id_token", "ID_TOKEN", "IMPLICIT"),
    ];

    /// <summary>Every part is one that the application has, and none comes twice.</summary>
    public static bool IsEnabled(Application client, AuthorizeParameters given) =>
        given.ResponseTypes.Distinct().Count() == given.ResponseTypes.Length
        && given.ResponseTypes.All(part => client.ResponseTypes.Contains(Row(part).Property));

    /// <summary>A code needs the grant for codes; what comes without one is implicit.</summary>
    public static bool IsGranted(Application client, AuthorizeParameters given) =>
        given.ResponseTypes.All(part => client.GrantTypes.Contains(Row(part).GrantType));

    private static (string Part, string Property, string GrantType) Row(string part) => Table.FirstOrDefault(row => row.Part == part);
}
