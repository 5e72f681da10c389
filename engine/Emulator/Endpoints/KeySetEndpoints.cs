using System.Text;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// <c>/keysets/{name}</c>: a place where a scenario publishes the keys of a client (<c>PUT</c>) and PingOne reads them (<c>GET</c>). PingOne has
/// none; on a tenant the operator names a place of the same shape. No token is needed.
/// </summary>
internal static class KeySetEndpoints
{
    public const string Place = "/keysets";
    public const string Path = Place + "/{keySetName}";

    public static Answer Put(Call call)
    {
        if (StrictJson.Parse(call.Body) is null || Encoding.UTF8.GetString(call.Body.Span) is var set && !PublicKey.IsSet(set))
            return ApiError.InvalidRequest(call, "The request body is not a JSON Web Key Set.");
        return call.Organization.KeySets.TryPut(Name(call), set)
            ? Answer.Empty(204)
            : ApiError.InvalidRequest(call, "The emulator keeps no more key sets; delete one.");
    }

    public static Answer Read(Call call) =>
        call.Organization.KeySets.Find(Name(call)) is { } set
            ? new Answer(200, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(set)).NotStored()
            : ApiError.NotFound(call);

    public static Answer Delete(Call call)
    {
        call.Organization.KeySets.Remove(Name(call));
        return Answer.Empty(204);
    }

    /// <summary>The name of the set that lies at an address; null for an address elsewhere.</summary>
    public static string? NameOf(Call call, string url)
    {
        var place = $"{call.Organization.AuthPath}{Place}/";
        return url.StartsWith(place, StringComparison.Ordinal) ? url[place.Length..] : null;
    }

    public static string Address(Organization organization, string name) => $"{organization.AuthPath}{Place}/{name}";

    private static string Name(Call call) => call.PathValues["keySetName"];
}
