using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>Where a claim of a mapping is delivered: <c>idToken</c>, <c>userInfo</c>, by default both, and never neither.</summary>
internal static class Delivery
{
    public const string IdToken = "idToken";
    public const string UserInfo = "userInfo";

    public static void Complete(JsonObject body, PropertyReader fields)
    {
        var (idToken, userInfo) = (body[IdToken]?.GetValue<bool>() ?? true, body[UserInfo]?.GetValue<bool>() ?? true);
        (body[IdToken], body[UserInfo]) = (idToken, userInfo);
        if (!idToken && !userInfo)
            fields.Invalid(IdToken, "and userInfo cannot both be false");
    }
}
