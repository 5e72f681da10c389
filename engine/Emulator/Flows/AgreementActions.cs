using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Consent to an agreement: the action AGREEMENT.</summary>
internal static class AgreementActions
{
    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new("AGREEMENT", Enter)
        {
            NeedsUser = true,
            IsDone = IsDone,
            Show = Show,
            Fields = [Field.Reference("agreement", required: true), Field.Flag("disableDeclineOption")],
            Check = CheckAgreement,
        },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } = [new("user.consent", [FlowStatus.AgreementConsentRequired], Decide)];

    private static Flow Enter(Call call, Flow flow, Entity action) => flow with { Status = FlowStatus.AgreementConsentRequired };

    private static bool IsDone(Call call, Flow flow, Entity action) =>
        Wanted(call, flow, action) is not { } wanted
        || ConsentState.Of(call, wanted.Agreement, call.Tenant.SignOns.Consents.Find(flow.UserId!, wanted.Agreement.Id))
            is "ACCEPTED"
                or "AGREEMENT_DISABLED";

    private static (Entity Agreement, Entity Language, Entity Revision)? Wanted(Call call, Flow flow, Entity action)
    {
        if (flow.UserId is null || call.Tenant.Entities.Find(AgreementKinds.Agreement, action.Text("agreement.id")!) is not { } agreement)
            return null;
        var user = call.Tenant.Registry.FindUser(flow.UserId);
        return
            ConsentState.LanguageFor(call, agreement, user) is { } language
            && AgreementKinds.CurrentRevision(call, language.Id) is { } revision
            ? (agreement, language, revision)
            : null;
    }

    private static void CheckAgreement(Call call, JsonObject body, PropertyReader fields)
    {
        if (body["agreement"]?["id"]?.GetValue<string>() is not { } id)
            return;
        if (call.Tenant.Entities.Find(AgreementKinds.Agreement, id)?.Flag("enabled") != true)
            fields.Invalid("agreement.id", "is not an enabled agreement of the environment");
    }

    private static void Show(Call call, Flow flow, JsonObject json)
    {
        if (Wanted(call, flow, flow.Step!) is not { } wanted)
            return;
        json["_embedded"]!["agreement"] = new JsonObject
        {
            ["id"] = wanted.Agreement.Id,
            ["title"] = wanted.Language.Text("displayName"),
            ["contentType"] = wanted.Revision.Text("contentType"),
            ["text"] = wanted.Revision.Text("text"),
            ["language"] = Hal.Reference(wanted.Language.Id),
            ["revision"] = Hal.Reference(wanted.Revision.Id),
        };
    }

    private static Answer Decide(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Flag("accept", required: true) is not { } accept)
            return ApiError.InvalidFields(call, fields.Problems);
        if (!accept)
            return FlowSteps.Show(call, flow.Fail("access_denied", "The user did not accept the agreement"));
        if (Wanted(call, flow, flow.Step!) is { } wanted)
            call.Tenant.SignOns.Consents.Note(
                new Consent(flow.UserId!, wanted.Agreement.Id, wanted.Language.Id, wanted.Revision.Id, call.Now)
            );
        return FlowSteps.GoOn(call, flow);
    }
}
