using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>A right body for each kind of entity, and one entity of each.</summary>
internal sealed class EntitySpecimens(WithEmulator house, Func<string, string> filled)
{
    /// <summary>By the name of the kind; an id in braces stands for that of the environment's resource.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["passwordPolicy"] = """{"name":"Specimen","excludesCommonlyUsed":true,"excludesProfileData":true,"notSimilarToCurrent":true}""",
        ["signOnPolicy"] = """{"name":"Specimen","description":"d","default":false}""",
        ["signOnPolicyAction"] = """{"type":"LOGIN","priority":1,"recovery":{"enabled":true},"registration":{"enabled":false} }""",
        ["deviceAuthenticationPolicy"] = Devices.DevicePolicyTests.Body("Specimen"),
        ["fido2Policy"] = """
            {"name":"Specimen","attestationRequirements":"NONE","authenticatorAttachment":"BOTH",
             "backupEligibility":{"allow":true,"enforceDuringAuthentication":true},"deviceDisplayName":"d","discoverableCredentials":"PREFERRED",
             "mdsAuthenticatorsRequirements":{"enforceDuringAuthentication":false,"option":"NONE"},"relyingPartyId":"example.com",
             "userDisplayNameAttributes":{"attributes":[{"name":"username"}]},
             "userVerification":{"enforceDuringAuthentication":false,"option":"PREFERRED"} }
            """,
        ["pushCredential"] = """{"type":"FCM","key":"not-a-real-key"}""",
        ["resource"] = """{"name":"r","audience":"https://api.example.com","accessTokenValiditySeconds":300}""",
        ["scope"] = """{"name":"s:read","description":"d"}""",
        ["resourceAttribute"] = """{"name":"a","value":"${user.email}"}""",
        ["grant"] = """{"resource":{"id":"{resourceID}"},"scopes":[{"id":"{scopeID}"}]}""",
        ["applicationAttribute"] = """{"name":"a","value":"${user.name.given}","required":false}""",
        ["identityProvider"] = """
            {"name":"i","enabled":true,"type":"OPENID_CONNECT","clientId":"c","clientSecret":"not-a-real-secret","scopes":["openid"],
             "issuer":"https://a.example","authorizationEndpoint":"https://a.example/a","jwksEndpoint":"https://a.example/j",
             "tokenEndpoint":"https://a.example/t","tokenEndpointAuthMethod":"NONE","registration":{"population":{"id":"{populationID}"} } }
            """,
        ["identityProviderAttribute"] = """{"name":"email","value":"${providerAttributes.email}","update":"ALWAYS"}""",
        ["group"] = """{"name":"g","description":"d","customData":{"a":1} }""",
        ["groupMembership"] = """{"id":"{groupID}"}""",
        ["customRole"] = """{"name":"r","canBeAssignedBy":[],"permissions":[{"id":"users:read:user"}]}""",
        ["applicationRoleAssignment"] = """{"role":{"id":"{roleID}"},"scope":{"id":"{envID}","type":"ENVIRONMENT"} }""",
        ["userRoleAssignment"] = """{"role":{"id":"{roleID}"},"scope":{"id":"{envID}","type":"ENVIRONMENT"} }""",
        ["gatewayRoleAssignment"] = """{"role":{"id":"{roleID}"},"scope":{"id":"{envID}","type":"ENVIRONMENT"} }""",
        ["groupRoleAssignment"] = """{"role":{"id":"{roleID}"},"scope":{"id":"{envID}","type":"ENVIRONMENT"} }""",
        ["brandingSettings"] = """{"companyName":"c"}""",
        ["notificationsSettings"] = """{"deliveryMode":"ALL"}""",
        ["emailDeliverySettings"] = """{"protocol":"SMTPS","host":"smtp.example.com","port":465}""",
        ["adminConfig"] = """{"authenticationMethod":"PINGONE","mfaStatus":"ENFORCE","recovery":true}""",
        ["billOfMaterials"] = """{"products":[]}""",
        ["groupNesting"] = """{"id":"{outerGroupID}"}""",
        ["agreement"] = """{"name":"Specimen","description":"d","enabled":false,"reconsentPeriodDays":30}""",
        ["agreementLanguage"] = """{"displayName":"Terms","locale":"en","enabled":false}""",
        ["agreementRevision"] = """{"contentType":"text/plain","effectiveAt":"2026-04-20T00:00:00Z","requireReconsent":true,"text":"t"}""",
        ["signOnPolicyAssignment"] = """{"priority":1,"signOnPolicy":{"id":"{policyID}"} }""",
    };

    private readonly Dictionary<string, string> ids = [];

    /// <summary>In the order of the table, so that a parent comes before what lies under it.</summary>
    public async Task GatherAsync()
    {
        ids["builtInRoleID"] = BuiltInRoles.Table[0].Id;
        ids["schemaID"] = await FirstOfAsync("schemas");
        ids["organizationID"] = house.Server.OrganizationId;
        ids["licenseID"] = (await house.Worker.GetAsync(house.EnvironmentPath))["license.id"]!;
        // A group is not in itself.
        ids["outerGroupID"] = await MakeAsync(GroupKinds.Group, """{"name":"outer"}""");
        foreach (var kind in EntityKinds.Table.Where(kind => kind.Operations.HasFlag(EntityOperations.Create)))
            ids[kind.IdName] = await MakeAsync(kind, BodyOf(kind));
        ids[ProviderKinds.LinkedAccount.IdName] = await MakeAsync(
            ProviderKinds.LinkedAccount,
            Filled("""{"identityProvider":{"id":"{providerID}"},"externalId":"x"}"""),
            "application/vnd.pingidentity.account.link+json"
        );
    }

    private async Task<string> FirstOfAsync(string collection) =>
        (await house.Worker.GetAsync($"{house.EnvironmentPath}/{collection}"))[$"_embedded.{collection}.0.id"]!;

    private async Task<string> MakeAsync(EntityKind kind, string body, string contentType = "application/json")
    {
        var request = new Damaged("POST", Filled(Routes.Environment + kind.Path))
        {
            Headers = [("Authorization", house.Worker.Authorization!)],
            ContentType = contentType,
            Body = Encoding.UTF8.GetBytes(body),
        };
        var answer = await RawRequest.SendAsync(house.Server, request.Bytes());
        Assert.True(RawRequest.StatusOf(answer) == kind.MadeStatus, $"{kind.Name}: {answer}");
        var json = JsonNode.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])!;
        return json["id"]!.GetValue<string>();
    }

    /// <summary>The text with the ids of entities in the place of their names.</summary>
    public string Filled(string text)
    {
        text = filled(text);
        foreach (var (name, id) in ids)
            text = text.Replace($"{{{name}}}", id, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Null when the route is of no kind of entity, or takes no body.</summary>
    public string? BodyOf(Route route) =>
        route.Method is "POST" or "PUT" or "PATCH"
            ? EntityKinds
                .Table.Where(kind => IsOf(route, kind) && (Bodies.ContainsKey(kind.Name) || PlainBodies.Table.ContainsKey(kind.Name)))
                .Select(BodyOf)
                .FirstOrDefault()
            : null;

    private static bool IsOf(Route route, EntityKind kind) =>
        route.Path == Routes.Environment + kind.Path || route.Path == $"{Routes.Environment}{kind.Path}/{{{kind.IdName}}}";

    private string BodyOf(EntityKind kind) =>
        Bodies.TryGetValue(kind.Name, out var body) || PlainBodies.Table.TryGetValue(kind.Name, out body)
            ? Filled(body)
            : throw new KeyNotFoundException($"no body of a {kind.Name}");
}
