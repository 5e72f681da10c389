using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>
/// <c>…/activities</c>: the audit of consents to agreements. The emulator keeps no other events, so a question that could be about them is
/// answered with 501.
/// </summary>
internal static partial class ActivityEndpoints
{
    private const string Accepted = "AGREEMENT_CONSENT.ACCEPTED";
    private const string Revoked = "AGREEMENT_CONSENT.REVOKED";

    public static Answer List(Call call)
    {
        var filter = call.Request.Query["filter"].ToString();
        if (Condition(filter, "action.type") is not { } type || type is not (Accepted or Revoked) || Rest(filter).Length > 0)
            return ApiError.Unserved(call);
        var id = Condition(filter, "resources.id");
        var found = call
            .Tenant.SignOns.Consents.History.Where(consent =>
                (consent.RevokedAt is null ? Accepted : Revoked) == type
                && (id is null || id == consent.AgreementId || id == consent.UserId)
            )
            .Select(JsonNode (consent) => ToJson(call, consent, type))
            .Reverse()
            .ToArray();
        return Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", $"{call.Tenant.Addresses.Environment}/activities?filter={Uri.EscapeDataString(filter)}")),
                ["_embedded"] = new JsonObject { ["activities"] = new JsonArray(found) },
                ["count"] = found.Length,
                ["size"] = found.Length,
            }
        );
    }

    private static JsonObject ToJson(Call call, Consent consent, string type)
    {
        var name = call.Tenant.Entities.Find(AgreementKinds.Agreement, consent.AgreementId)?.Text("name") ?? "";
        return new JsonObject
        {
            ["recordedAt"] = Hal.Time(consent.RevokedAt ?? consent.At),
            ["action"] = new JsonObject
            {
                ["type"] = type,
                ["description"] = type == Accepted ? "Agreement consent accepted" : "Agreement consent revoked",
            },
            ["actors"] = new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["id"] = consent.UserId,
                    ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
                    ["type"] = "USER",
                },
            },
            ["resources"] = new JsonArray(
                Resource(call, "USER", consent.UserId, call.Tenant.Registry.FindUser(consent.UserId)?.Username ?? ""),
                Resource(call, "AGREEMENT", consent.AgreementId, name)
            ),
            ["result"] = new JsonObject { ["status"] = "SUCCESS" },
        };
    }

    private static JsonObject Resource(Call call, string type, string id, string name) =>
        new()
        {
            ["type"] = type,
            ["id"] = id,
            ["name"] = name,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
        };

    private static string? Condition(string filter, string attribute) =>
        Equality()
            .Matches(filter)
            .FirstOrDefault(match => match.Groups[1].Value.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            ?.Groups[2]
            .Value;

    /// <summary>What a filter has beside equalities joined by "and".</summary>
    private static string Rest(string filter) => Joints().Replace(Equality().Replace(filter, ""), "");

    [GeneratedRegex(
        """\b(resources\.id|action\.type)\s+eq\s+"([^"]*)"|\b(?:resources\.type)\s+eq\s+"[^"]*"(?:)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Equality();

    [GeneratedRegex(@"\band\b|[()\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Joints();
}
