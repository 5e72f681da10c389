using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Expectations that no answer can fail.</summary>
internal static class EmptyExpectationCheck
{
    private const int LowestStatus = 100;
    private const int HighestStatus = 599;

    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        foreach (var step in flow.Scenario.AllSteps)
        {
            CheckAny(step, problems);
            if (step.Expect.Status is { } status && AllowsAll(status))
                Say(status.Span, "this status can never be wrong", "every answer has one of these", "name the status that is expected");
            if (step.Expect.Json is { } json)
            {
                CheckJson(json, problems);
                CheckMaps(json, problems);
            }
            if (step.Expect.Text is TextTemplate { Template.Whole.Root: CallNode { Row.Name: "is.any" or "is.text" } } text)
                Say(text.Span, "this text can never be wrong", "every body is some text", "say what it contains: <<is.containing \"…\">>");

            void Say(SourceSpan span, string what, string why, string fix) =>
                problems.Add(DiagnosticCodes.AlwaysTrue, span, what, why, fix);
        }
    }

    private static void CheckAny(Step step, DiagnosticBag problems)
    {
        if (step.Expect is { Span: { } span, Status: null, IsStatusOnly: true })
            problems.Add(
                DiagnosticCodes.AlwaysTrue,
                span,
                "this expect says nothing",
                null,
                step.Call is null
                    ? "say what is expected, such as status: 200"
                    : "say what is expected, such as that: [<<outputs.id != \"\">>]"
            );
    }

    private static void CheckJson(ValueTemplate json, DiagnosticBag problems)
    {
        if (json is TextTemplate { Template.Whole.Root: CallNode { Row.Name: "is.any" } })
            problems.Add(
                DiagnosticCodes.AlwaysTrue,
                json.Span,
                "this fits whatever JSON the answer holds",
                "members that are not written are free",
                "name the members that must be there"
            );
    }

    // A list is compared in full, so an empty one fits only an empty one: a map that looks the same means something else.
    private static void CheckMaps(ValueTemplate expected, DiagnosticBag problems)
    {
        switch (expected)
        {
            case MapTemplate { Members.IsEmpty: true }:
                problems.Add(
                    DiagnosticCodes.EmptyMap,
                    expected.Span,
                    "an empty map fits every map",
                    "members that are not written are free",
                    "write <<is.map>> for any map, <<is.empty>> for one without members, or name the members that must be there"
                );
                break;
            case MapTemplate map:
                foreach (var member in map.Members)
                    CheckMaps(member.Value, problems);
                break;
            case ListTemplate list:
                foreach (var item in list.Items)
                    CheckMaps(item, problems);
                break;
        }
    }

    private static bool AllowsAll(StatusExpectation status)
    {
        var next = LowestStatus;
        foreach (var (low, high) in status.Ranges.OrderBy(r => r.Low))
        {
            if (low > next)
                return false;
            next = Math.Max(next, high + 1);
        }
        return next > HighestStatus;
    }
}
