using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>All that can be said of the values of a scenario before it runs: provided in time, of the right kind, used, kept secret.</summary>
internal static class FlowCheck
{
    /// <param name="scenario">One file of a tree.</param>
    /// <param name="tree">It and what it includes.</param>
    /// <param name="secrets">Of the whole tree.</param>
    /// <param name="problems">What reading the file said, and afterwards what is said here.</param>
    public static void Check(Scenario scenario, ScenarioTree tree, SecretNames secrets, DiagnosticBag problems)
    {
        var flow = FlowReader.Read(scenario);
        ProvidedCheck.Check(flow, problems);
        var foresight = KnownVariables.Of(flow);
        KindCheck.Check(flow, foresight, problems);
        PlaceKindCheck.Check(flow, foresight, problems);
        RepeatedFieldCheck.Check(scenario, foresight, problems);
        ArgumentCheck.Check(scenario, tree, foresight, problems);
        ShadowCheck.Check(flow, problems);
        ConditionCheck.Check(flow, problems);
        ForegoneCheck.Check(flow, foresight, problems);
        SecretPlaceCheck.Check(scenario, secrets, problems);
        SecretWrittenCheck.Check(scenario, problems);
        UndoCheck.Check(scenario, problems);
        UnknownCheck.Check(flow, problems);
        SizeCheck.Check(scenario, problems);
        // What could not be read may be what uses a value, or what is expected.
        if (problems.HasErrorsIn(scenario.Source))
            return;
        UnusedCheck.Check(flow, problems);
        EmptyExpectationCheck.Check(flow, problems);
        HabitCheck.Check(scenario, problems);
    }
}
