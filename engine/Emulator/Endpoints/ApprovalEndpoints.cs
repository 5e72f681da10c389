using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/inbox/messages/{messageID}/approve</c> and <c>/deny</c>: what a user would do with a telephone in hand. No token is needed.</summary>
internal static class ApprovalEndpoints
{
    public const string Approval = "/inbox/messages/{messageID}/approve";
    public const string Denial = "/inbox/messages/{messageID}/deny";

    public static Answer Approve(Call call) => Settle(call, isApproved: true);

    public static Answer Deny(Call call) => Settle(call, isApproved: false);

    /// <summary>404 for a message that asks nothing, or nothing any more.</summary>
    private static Answer Settle(Call call, bool isApproved) =>
        call.Organization.Confirmations.Settle(call.PathValues["messageID"], isApproved) ? Answer.Empty(204) : ApiError.NotFound(call);
}
