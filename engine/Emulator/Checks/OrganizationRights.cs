using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>
/// What the sender's roles allow beyond a single environment: whoever may read environments lists those it may read, and a role for the whole
/// organization is needed to add one.
/// </summary>
internal static class OrganizationRights
{
    public static Answer? CheckReading(Call call) =>
        EnvironmentRights.FindActor(call).IsRefused(out var refusal, out var actor) ? refusal
        : ActorRights.MayReadEnvironments(actor) ? null
        : ApiError.Forbidden(call);

    public static Answer? CheckCreating(Call call) =>
        EnvironmentRights.FindActor(call).IsRefused(out var refusal, out var actor) ? refusal
        : ActorRights.MayCreateEnvironments(actor, call.Organization.First) ? null
        : ApiError.Forbidden(call);
}
