using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What an environment is connected with; the emulator keeps it and speaks to none of it.</summary>
internal static class ConnectionKinds
{
    public static EntityKind Gateway { get; } =
        new(
            "gateway",
            "/gateways",
            "gatewayID",
            [
                Field.Text("name", required: true),
                Field.Text("description"),
                Field.Choice("type", ["LDAP", "PING_FEDERATE", "PING_INTELLIGENCE", "API_GATEWAY_INTEGRATION", "RADIUS"], required: true),
                Field.Flag("enabled", required: true),
                Field.Text("bindDN"),
                Field.Text("bindPassword"),
                Field.Choice("connectionSecurity", ["None", "TLS", "StartTLS"]),
                Field.Object(
                    "kerberos",
                    false,
                    Field.Text("serviceAccountPassword"),
                    Field.Text("serviceAccountUserPrincipalName", required: true),
                    Field.Number("minutesToRetainPreviousCredentials", 0, int.MaxValue)
                ),
                Field.Texts("serversHostAndPort"),
                Field.Objects(
                    "userTypes",
                    false,
                    Field.Flag("allowPasswordChanges"),
                    Field.Flag("updateUserOnSuccessfulAuthentication"),
                    Field.Text("id"),
                    Field.Text("name", required: true),
                    Field.Object(
                        "newUserLookup",
                        false,
                        Field.Objects("attributeMappings", true, Field.Text("name", required: true), Field.Text("value", required: true)),
                        Field.Text("ldapFilterPattern", required: true),
                        Field.Reference("population", required: true)
                    ),
                    Field.Texts("orderedCorrelationAttributes", required: true),
                    Field.Choice("passwordAuthority", ["PING_ONE", "LDAP"], required: true),
                    Field.Text("searchBaseDn", required: true)
                ),
                Field.Flag("validateTlsCertificates"),
                Field.Choice(
                    "vendor",
                    [
                        "PingDirectory",
                        "Microsoft Active Directory",
                        "Oracle Directory Server Enterprise Edition",
                        "Oracle Unified Directory",
                        "CA Directory",
                        "OpenDJ Directory Server",
                        "IBM (Tivoli) Security Directory Server",
                        "LDAPv3-compliant Directory Server",
                    ]
                ),
                Field.Object("davinci", false, Field.Reference("policy", required: true)),
                Field.Text("defaultSharedSecret"),
                Field.Object(
                    "networkPolicyServer",
                    false,
                    Field.Text("ip", required: true),
                    Field.Number("port", 0, int.MaxValue, required: true)
                ),
                Field.Objects(
                    "radiusClients",
                    false,
                    Field.Object("blastRadiusMitigation", false, Field.Flag("requireMsgAuth"), Field.Flag("limitProxyState")),
                    Field.Text("ip", required: true),
                    Field.Text("sharedSecret")
                ),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
            Check = CheckGateway,
            Complete = (_, _, json) => json.Remove("bindPassword"),
        };

    public static EntityKind PropagationPlan { get; } =
        new("propagationPlan", "/propagation/plans", "planID", [Field.Text("name", required: true), Field.Choice("status", ["INACTIVE"])])
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
        };

    public static EntityKind PropagationStore { get; } =
        new(
            "propagationStore",
            "/propagation/stores",
            "storeID",
            [
                Field.Any("configuration", required: true),
                Field.Text("description"),
                Field.Object("image", false, Field.Text("href"), Field.Text("id")),
                Field.Flag("managed"),
                Field.Text("name", required: true),
                Field.Choice("status", ["INACTIVE"]),
                Field.Choice(
                    "type",
                    [
                        "Aquera",
                        "AzureActiveDirectorySAML2",
                        "directory",
                        "LdapGateway",
                        "PingOne",
                        "Salesforce",
                        "SalesforceContacts",
                        "scim",
                        "Slack",
                        "Workday",
                        "Zoom",
                    ],
                    required: true
                ),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
        };

    public static EntityKind RateLimitIpConfig { get; } =
        new(
            "rateLimitIpConfig",
            "/rateLimitIpConfigs",
            "rateLimitConfigurationID",
            [Field.Choice("type", ["WHITELIST"], required: true), Field.Text("value", required: true)]
        )
        {
            UniqueBy = "value",
            Complete = (_, _, json) =>
            {
                json.Remove("_links");
                json.Remove("environment");
            },
            Filters = ["value"],
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
        };

    /// <summary>A directory is reached by name and password at some address, a RADIUS server by its clients.</summary>
    private static void CheckGateway(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        string[] required = (string?)body["type"] switch
        {
            "LDAP" => ["bindDN", "bindPassword", "serversHostAndPort", "vendor"],
            "RADIUS" => ["radiusClients"],
            _ => [],
        };
        foreach (var name in required.Where(name => !fields.Has(name)))
            fields.Missing(name);
    }

    public static ImmutableArray<EntityKind> Rows { get; } = [Gateway, PropagationPlan, PropagationStore, RateLimitIpConfig];
}
