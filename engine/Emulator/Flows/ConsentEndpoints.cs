using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary><c>…/users/{userID}/agreementConsents</c>: the state of a user's consent to each agreement.</summary>
internal static class ConsentEndpoints
{
    public const string Accept = "application/vnd.pingidentity.consent.accept+json";
    public const string Revoke = "application/vnd.pingidentity.consent.revoke+json";

    public static Answer List(Call call, User user)
    {
        var agreements = call.Tenant.Entities.All(AgreementKinds.Agreement);
        return Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", Address(call, user))),
                ["_embedded"] = new JsonObject
                {
                    ["agreementConsents"] = new JsonArray([.. agreements.Select(JsonNode (agreement) => ToJson(call, user, agreement))]),
                },
                ["count"] = agreements.Count,
                ["size"] = agreements.Count,
            }
        );
    }

    public static Answer Read(Call call, User user) =>
        Find(call) is { } agreement ? Answer.Hal(200, ToJson(call, user, agreement)) : ApiError.NotFound(call);

    public static Answer Change(Call call, User user, JsonElement json)
    {
        if (Find(call) is not { } agreement)
            return ApiError.NotFound(call);
        var fields = new PropertyReader(json);
        var consents = call.Tenant.SignOns.Consents;
        var changed =
            call.MediaType.Equals(Accept, StringComparison.OrdinalIgnoreCase) ? Given(call, user, agreement, fields)
            : consents.Find(user.Id, agreement.Id) is { } last ? last with { RevokedAt = call.Now }
            : null;
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (changed is not null)
            consents.Note(changed);
        return Answer.Hal(200, ToJson(call, user, agreement));
    }

    private static Entity? Find(Call call) => call.Tenant.Entities.Find(AgreementKinds.Agreement, call.PathValues["agreementID"]);

    private static Consent? Given(Call call, User user, Entity agreement, PropertyReader fields)
    {
        var language = Reference(
            fields,
            "language",
            id => call.Tenant.Entities.Find(AgreementKinds.Language, id)?.ParentId == agreement.Id
        );
        var revision = Reference(fields, "revision", id => call.Tenant.Entities.Find(AgreementKinds.Revision, id)?.ParentId == language);
        var at = call.Now;
        if (fields.Text("consentedAt") is { } text)
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at) || at > call.Now)
                fields.Invalid("consentedAt", "must be a date and time of the past (ISO 8601)");
        return language is null || revision is null ? null : new Consent(user.Id, agreement.Id, language, revision, at);
    }

    private static string? Reference(PropertyReader fields, string name, Func<string, bool> isKnown)
    {
        if (fields.Child(name) is not { } child)
        {
            if (!fields.Has(name))
                fields.Missing(name);
            return null;
        }
        if (child.Text("id", required: true) is not { } id)
            return null;
        if (!isKnown(id))
            child.Invalid("id", "is not one of the agreement");
        return id;
    }

    private static string Address(Call call, User user) => $"{UserEndpoints.Address(call.Tenant, user.Id)}/agreementConsents";

    private static JsonObject ToJson(Call call, User user, Entity agreement)
    {
        var consent = call.Tenant.SignOns.Consents.Find(user.Id, agreement.Id);
        var status = ConsentState.Of(call, agreement, consent);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{Address(call, user)}/{agreement.Id}"),
                ("environment", call.Tenant.Addresses.Environment),
                ("user", UserEndpoints.Address(call.Tenant, user.Id))
            ),
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["user"] = Hal.Reference(user.Id),
            ["agreement"] = Hal.Reference(agreement.Id),
            ["status"] = status,
        };
        var language = status == "ACCEPTED" ? consent!.LanguageId : ConsentState.LanguageFor(call, agreement, user)?.Id;
        if (language is not null)
        {
            json["language"] = Hal.Reference(language);
            var revision = status == "ACCEPTED" ? consent!.RevisionId : AgreementKinds.CurrentRevision(call, language)!.Id;
            json["revision"] = Hal.Reference(revision);
        }
        if (consent is not null)
            json["lastConsent"] = LastConsent(agreement, consent);
        return json;
    }

    private static JsonObject LastConsent(Entity agreement, Consent consent)
    {
        var json = new JsonObject
        {
            ["at"] = Hal.Time(consent.At),
            ["language"] = Hal.Reference(consent.LanguageId),
            ["revision"] = Hal.Reference(consent.RevisionId),
        };
        Hal.AddIfKnown(json, "expiresAt", ConsentState.ExpiresAt(agreement, consent) is { } at ? Hal.Time(at) : null);
        return json;
    }
}
