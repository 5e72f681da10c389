using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The thing named in the path exists; otherwise 404.</summary>
internal static class KnownResource
{
    public static Established<Application> Application(Call call) =>
        Known(call, call.Tenant.Registry.FindApplication(call.PathValues["applicationID"]));

    public static Established<Population> Population(Call call) =>
        Known(call, call.Tenant.Registry.FindPopulation(call.PathValues["populationID"]));

    public static Established<Image> Image(Call call) => Known(call, call.Tenant.Images.Find(call.PathValues["imageID"]));

    public static Established<User> User(Call call) => Known(call, call.Tenant.Registry.FindUser(call.PathValues["userID"]));

    public static Established<Flow> Flow(Call call) => Known(call, call.Tenant.SignOns.Flows.Find(call.PathValues["flowID"]));

    /// <summary>At resume the flow is named in the query.</summary>
    public static Established<Flow> FlowOfQuery(Call call) =>
        Known(call, call.Tenant.SignOns.Flows.Find(call.Request.Query["flowId"].ToString()));

    private static Established<T> Known<T>(Call call, T? found)
        where T : class => found is null ? ApiError.NotFound(call) : found;
}
