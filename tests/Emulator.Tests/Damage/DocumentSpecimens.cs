using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>A document of each kind, made in the order of the table, so that one may name those before it.</summary>
internal sealed class DocumentSpecimens
{
    private static readonly (string Path, string IdName, string Body)[] Table =
    [
        ("/resources", "resourceID", """{"name":"r","audience":"https://api.example.com","accessTokenValiditySeconds":300}"""),
        ("/resources/{resourceID}/scopes", "scopeID", """{"name":"s:read","description":"d"}"""),
        ("/resources/{resourceID}/attributes", "resourceAttributeID", """{"name":"a","value":"${user.email}"}"""),
        ("/applications/{applicationID}/grants", "grantID", """{"resource":{"id":"{resourceID}"},"scopes":[{"id":"{scopeID}"}]}"""),
        ("/applications/{applicationID}/attributes", "attributeID", """{"name":"a","value":"${user.name.given}","required":false}"""),
    ];

    private readonly Dictionary<string, string> ids = [];

    private DocumentSpecimens(Journey journey)
    {
        ids["applicationID"] = journey.ClientId;
        ids["userID"] = journey.UserId;
    }

    public static async Task<DocumentSpecimens> MakeAsync(WithEmulator house, Journey journey)
    {
        var specimens = new DocumentSpecimens(journey);
        foreach (var (path, idName, body) in Table)
        {
            var reply = await house.Worker.SendAsync(HttpMethod.Post, house.EnvironmentPath + specimens.Fill(path), specimens.Fill(body));
            Assert.True(reply.Status == 201, $"{path}: {reply.Text}");
            specimens.ids[idName] = reply["id"]!;
        }
        return specimens;
    }

    /// <summary>With the ids there are in place of their names.</summary>
    public string Fill(string text) =>
        ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>What may be sent to a route of a kind of document; empty for any other route.</summary>
    public string Body(string routePath) =>
        Table.FirstOrDefault(row =>
            routePath == Routes.Environment + row.Path || routePath == $"{Routes.Environment}{row.Path}/{{{row.IdName}}}"
        )
            is { Body: { } body }
            ? Fill(body)
            : "";
}
