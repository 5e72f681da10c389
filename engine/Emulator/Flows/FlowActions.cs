using System.Collections.Immutable;
using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Providers;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Everything that may be posted to a flow: the action is the media type, and each belongs to certain statuses.</summary>
internal static class FlowActions
{
    private const string MediaTypePrefix = "application/vnd.pingidentity.";
    private const string MediaTypeSuffix = "+json";

    private static readonly ImmutableArray<FlowAction> Table =
    [
        .. LoginActions.Rows,
        .. RecoveryActions.Rows,
        .. RegistrationActions.Rows,
        .. IdentifierActions.Rows,
        .. ProfileActions.Rows,
        .. AgreementActions.Rows,
        .. FactorActions.Rows,
        .. DeviceGrantActions.Rows,
        .. ConfirmationActions.Rows,
        .. InvitationActions.Rows,
    ];

    public static IEnumerable<string> LinksOf(Flow flow) => Table.Where(row => row.IsLinked && row.IsAllowed(flow)).Select(row => row.Name);

    /// <summary>PingOne answers a media type that is none of its own as if the caller had no rights.</summary>
    public static Answer? CheckMediaType(Call call) =>
        call.MediaType.StartsWith(MediaTypePrefix, StringComparison.Ordinal)
        && call.MediaType.EndsWith(MediaTypeSuffix, StringComparison.Ordinal)
            ? null
            : ApiError.InvalidToken(call);

    /// <summary>The action the media type names; 400 when it does not belong to the flow's status.</summary>
    public static Established<PostedAction> Find(Call call, Flow flow)
    {
        var name = call.MediaType[MediaTypePrefix.Length..^MediaTypeSuffix.Length];
        var action = Table.FirstOrDefault(row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && row.IsAllowed(flow));
        return action is null ? NotNow(call) : new PostedAction(flow, action);
    }

    public static Answer NotNow(Call call) => ApiError.InvalidRequest(call, "The flow has no such action now.");
}
