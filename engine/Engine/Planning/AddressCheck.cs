using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Whether the literal beginnings of addresses are in the strict form that every reader takes for the same host.</summary>
internal static class AddressCheck
{
    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        foreach (var request in scenario.AllSteps.SelectMany(s => s.Requests).Select(r => r.Template))
        {
            if (request.Address.Origin.Literal is { Length: > 0 } literal && SendCheck.Refuse(literal, request.Address.Span) is { } refusal)
                problems.Add(refusal);
        }
    }
}
