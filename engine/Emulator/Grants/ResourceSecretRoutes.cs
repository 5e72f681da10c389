using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The routes of the secrets of resources.</summary>
internal static class ResourceSecretRoutes
{
    private const string Path = Routes.Environment + "/resources/{resourceID}/secret";

    public static IEnumerable<Route> Table =>
        [
            new("GET", Path, Routes.Managed.Find(ResourceSecretEndpoints.Find).To(ResourceSecretEndpoints.Read)),
            new(
                "POST",
                Path,
                Routes
                    .Managed.Find(ResourceSecretEndpoints.Find)
                    .Require(MediaTypes.JsonOrNothing)
                    .Find(PostedJson.Optional)
                    .To(ResourceSecretEndpoints.Rotate)
            ),
            new("DELETE", Path, Routes.Managed.Find(ResourceSecretEndpoints.Find).To(ResourceSecretEndpoints.DeletePrevious)),
        ];
}
