using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The thing named in the path exists; otherwise 404.</summary>
internal static class KnownResource
{
    public static Answer? Application(Call call)
    {
        if (call.Tenant.Registry.FindApplication(call.PathValues["applicationID"]) is not { } application)
            return ApiError.NotFound(call);
        call.Application = application;
        return null;
    }

    public static Answer? Population(Call call)
    {
        if (call.Tenant.Registry.FindPopulation(call.PathValues["populationID"]) is not { } population)
            return ApiError.NotFound(call);
        call.Population = population;
        return null;
    }

    public static Answer? Image(Call call)
    {
        if (call.Tenant.Images.Find(call.PathValues["imageID"]) is not { } image)
            return ApiError.NotFound(call);
        call.Image = image;
        return null;
    }

    public static Answer? User(Call call)
    {
        if (call.Tenant.Registry.FindUser(call.PathValues["userID"]) is not { } user)
            return ApiError.NotFound(call);
        call.User = user;
        return null;
    }

    public static Answer? Flow(Call call) => Flow(call, call.PathValues["flowID"]);

    /// <summary>At resume the flow is named in the query.</summary>
    public static Answer? FlowOfQuery(Call call) => Flow(call, call.Request.Query["flowId"].ToString());

    private static Answer? Flow(Call call, string id)
    {
        if (call.Tenant.SignOns.Flows.Find(id) is not { } flow)
            return ApiError.NotFound(call);
        call.Flow = flow;
        return null;
    }
}
