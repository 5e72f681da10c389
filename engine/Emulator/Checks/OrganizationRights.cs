using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The token is that of the organization's own worker, who alone may look at all environments and add to them.</summary>
internal static class OrganizationRights
{
    public static Answer? Check(Call call)
    {
        if (BearerToken.Check(call).IsRefused(out var refusal, out var token))
            return refusal;
        return token.ClientId == call.Organization.First.Worker!.Id ? null : ApiError.Forbidden(call);
    }
}
