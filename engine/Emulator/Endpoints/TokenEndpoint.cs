using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/as/token</c>, once the client has proved itself and may use the grant.</summary>
internal static class TokenEndpoint
{
    public static Answer Issue(Call call, Form form, Application client) => GrantTable.Find(form["grant_type"]!)!.Issue(call, form, client);
}
