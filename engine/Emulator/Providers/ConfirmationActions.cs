using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>A user looks at what an identity provider said, and may change it, before it becomes an account.</summary>
internal static class ConfirmationActions
{
    public static ImmutableArray<FlowAction> Rows { get; } =
    [new("user.confirm", [FlowStatus.AccountConfirmationRequired], Confirm) { If = flow => flow.External is not null }];

    /// <summary>As a PATCH of the user; what the provider did not give is ignored.</summary>
    private static Answer Confirm(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("username", required: true) is null)
            return ApiError.InvalidFields(call, fields.Problems);
        var said = flow.External!.ToUser();
        var merged = JsonObject.Create(MergePatch.Apply(said, json))!;
        Restrict(merged, said);
        var (next, problems) = ExternalAccounts.Register(call, flow, merged);
        return next is null ? ApiError.InvalidFields(call, problems) : FlowSteps.Show(call, next);
    }

    private static void Restrict(JsonObject given, JsonObject said)
    {
        foreach (var (name, value) in given.ToArray())
            if (name == "username")
                continue;
            else if (!said.ContainsKey(name))
                given.Remove(name);
            else if (value is JsonObject child && said[name] is JsonObject inner)
                Restrict(child, inner);
    }
}
