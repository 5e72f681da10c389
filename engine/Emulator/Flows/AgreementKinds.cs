using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Agreements, their languages, and the revisions of each language's text.</summary>
internal static class AgreementKinds
{
    public static EntityKind Agreement { get; } =
        new(
            "agreement",
            "/agreements",
            "agreementID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("description"),
                Field.Flag("enabled", required: true),
                Field.Number("reconsentPeriodDays", 1, 36500),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
            Check = CheckEnabled,
            Complete = AddCounts,
            MayDelete = KeepConsents,
            Links = (call, agreement) => [("languages", $"{call.Tenant.Addresses.Environment}/agreements/{agreement.Id}/languages")],
        };

    public static EntityKind Language { get; } =
        new(
            "agreementLanguage",
            "/agreements/{agreementID}/languages",
            "languageID",
            [
                Field.Text("displayName", required: true),
                Field.Text("locale", required: true),
                Field.Flag("enabled", required: true),
                Field.Object(
                    "userExperience",
                    required: false,
                    Field.Text("acceptCheckboxText"),
                    Field.Text("continueButtonText"),
                    Field.Text("declineButtonText")
                ),
            ]
        )
        {
            UniqueBy = "locale",
            HasTimes = false,
            Check = CheckEnabledLanguage,
            Complete = CompleteLanguage,
        };

    public static EntityKind Revision { get; } =
        new(
            "agreementRevision",
            "/agreements/{agreementID}/languages/{languageID}/revisions",
            "revisionID",
            [
                Field.Choice("contentType", ["text/html", "text/plain"], required: true),
                Field.Text("effectiveAt"),
                Field.Flag("requireReconsent", required: true),
                Field.Text("text", required: true, maximum: 32_000),
            ]
        )
        {
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            HasTimes = false,
            Check = CheckTime,
            Complete = (call, revision, json) =>
            {
                json["agreement"] = Hal.Reference(call.PathValues["agreementID"]);
                json["language"] = Hal.Reference(revision.ParentId!);
                json.Remove("environment");
            },
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Agreement, Language, Revision];

    /// <summary>The revision users of a language consent to now; null when none is in effect.</summary>
    public static Entity? CurrentRevision(Call call, string languageId) =>
        call
            .Tenant.Entities.Of(Revision, languageId)
            .Where(revision => EffectiveAt(revision) <= call.Now)
            .MaxBy(revision => (EffectiveAt(revision), revision.CreatedAt));

    public static DateTimeOffset EffectiveAt(Entity revision) =>
        DateTimeOffset.Parse(revision.Text("effectiveAt")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void CheckTime(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (body["effectiveAt"]?.GetValue<string>() is not { } text)
            body["effectiveAt"] = Hal.Time(call.Now);
        else if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            fields.Invalid("effectiveAt", "must be a date and time (ISO 8601)");
    }

    /// <summary>Users would have nothing to consent to.</summary>
    private static void CheckEnabled(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (body["enabled"]?.GetValue<bool>() != true)
            return;
        var languages = before is null ? [] : call.Tenant.Entities.Of(Language, before.Id);
        if (!languages.Any(language => language.Flag("enabled") && CurrentRevision(call, language.Id) is not null))
            fields.Invalid("enabled", "needs an enabled language with a revision that is in effect");
    }

    private static void CheckEnabledLanguage(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (body["enabled"]?.GetValue<bool>() == true && (before is null || CurrentRevision(call, before.Id) is null))
            fields.Invalid("enabled", "needs a revision that is in effect");
    }

    private static void CompleteLanguage(Call call, Entity language, JsonObject json)
    {
        json["agreement"] = Hal.Reference(language.ParentId!);
        json.Remove("environment");
        if (CurrentRevision(call, language.Id) is { } revision)
            json["currentRevision"] = Hal.Reference(revision.Id);
    }

    private static void AddCounts(Call call, Entity agreement, JsonObject json)
    {
        var consents = call.Tenant.SignOns.Consents.To(agreement.Id);
        var expired = consents.Count(consent => ConsentState.IsExpired(call, agreement, consent));
        json["consentsAggregatedAt"] = Hal.Time(call.Now);
        json["totalConsents"] = consents.Count - expired;
        json["totalExpiredConsents"] = expired;
    }

    /// <summary>The history of consents is kept as long as there is somebody who gave one.</summary>
    private static Answer? KeepConsents(Call call, Entity agreement) =>
        call.Tenant.SignOns.Consents.To(agreement.Id).Any(consent => call.Tenant.Registry.FindUser(consent.UserId) is not null)
            ? ApiError.InvalidFields(
                call,
                new ErrorDetail("CONSTRAINT_VIOLATION", "id", "Users have consented to the agreement; it can only be disabled")
            )
            : null;
}
