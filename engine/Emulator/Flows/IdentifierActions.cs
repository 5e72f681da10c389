using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Who signs on, before how: the action IDENTIFIER_FIRST, and <c>user.lookup</c> wherever a flow knows nobody yet.</summary>
internal static class IdentifierActions
{
    private const string Type = "IDENTIFIER_FIRST";

    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new(Type, Enter)
        {
            FindsUser = true,
            Lasts = true,
            Check = FlowProviders.Check,
            Show = FlowProviders.Show,
            Fields =
            [
                .. LoginActions.SharedFields,
                Field.Objects(
                    "discoveryRules",
                    required: false,
                    Field.Any("condition", required: true),
                    Field.Reference("identityProvider", true)
                ),
            ],
        },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } = [new("user.lookup", [FlowStatus.SignOnRequired], LookUp)];

    /// <summary>A hint of the client answers the question.</summary>
    private static Flow Enter(Call call, Flow flow, Entity action) =>
        flow.UserId is null ? flow with { Status = FlowStatus.SignOnRequired } : flow with { Status = FlowStatus.PasswordRequired };

    private static Answer LookUp(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("username", required: true) is not { } username)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.FindUserByName(username) is not { } user)
            return FlowProviders.Discover(call, flow, username) is { } found
                ? FlowSteps.Show(call, flow with { Status = FlowStatus.ExternalAuthenticationRequired, ProviderId = found })
                : ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "username", "No user has this username"));
        if (!user.Enabled)
            return ApiError.InvalidFields(call, new ErrorDetail("ACCOUNT_NOT_USABLE", null, "The user account is disabled"));
        return GoOn(call, flow with { UserId = user.Id }, user);
    }

    /// <summary>The next action may prove who it is; where there is none that does, the password does.</summary>
    private static Answer GoOn(Call call, Flow flow, User user)
    {
        if (SignOnKinds.TypeOf(flow.Step!) != Type)
            return FlowSteps.Again(call, flow);
        var next = flow.Position + 1 < flow.Steps.Length ? SignOnKinds.Of(flow.Steps[flow.Position + 1]) : null;
        return next is { Proves: true } ? FlowSteps.GoOn(call, flow) : FlowSteps.Again(call, flow);
    }
}
