using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Sends codes by e-mail into the inbox, and judges what comes back: five tries.</summary>
internal static class SentCodes
{
    public const int Tries = 5;

    /// <summary>The flow waiting for the code that <paramref name="user"/> was sent; null sends none, and no code will be right.</summary>
    public static Flow Send(Call call, Flow flow, User? user, string purpose, DateTimeOffset expiresAt)
    {
        var code = new SentCode(call.Tenant.Ids.RecoveryCode(), purpose, expiresAt, Tries) { UserId = user?.Id };
        if (user is not null)
            call.Organization.Inbox.Add(new Message(call.Tenant.Ids.Uuid(), user.Email, "EMAIL", purpose, code.Value, call.Now));
        return flow with { Code = code };
    }

    /// <summary>Null when it is right. A wrong one is counted.</summary>
    public static ErrorDetail? Judge(Call call, Flow flow, string given, string target)
    {
        if (flow.Code is not { TriesLeft: > 0 } code)
            return new("CONSTRAINT_VIOLATION", target, "Maximum failures exceeded; ask for another code");
        if (code.UserId is not null && code.ExpiresAt > call.Now && code.Value == given)
            return null;
        var left = code.TriesLeft - 1;
        FlowSteps.Keep(call, flow with { Code = code with { TriesLeft = left } });
        return new("INVALID_VALUE", target, "The code is wrong or has expired")
        {
            InnerError = () => new JsonObject { ["attemptsRemaining"] = left },
        };
    }
}
