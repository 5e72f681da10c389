using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>What went wrong in an attempt that does not count, as Maven Surefire tells it: within the test case of the same step.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="Step">How it ended there.</param>
internal sealed record EarlierFailure(int Attempt, StepFinished Step)
{
    /// <summary>Whether a step is the same in another attempt.</summary>
    public bool IsOf(ShownPlace other)
    {
        var place = Step.Step;
        return (place.Phase, place.Id, place.Turn, place.Depth, place.For) == (other.Phase, other.Id, other.Turn, other.Depth, other.For);
    }

    /// <summary>An element of the test case; empty in one that says nothing of how the step is now.</summary>
    /// <param name="now">How the step ended in the attempt that counts.</param>
    public string Element(Outcome now)
    {
        if (!Shows(now))
            return "";
        var name = (now == Outcome.Passed ? "flaky" : "rerun") + (Step.Outcome == Outcome.Failed ? "Failure" : "Error");
        var message = string.Create(CultureInfo.InvariantCulture, $"attempt {Attempt}: {Step.Problems[0].What}");
        var text = string.Join("\n\n", Step.Problems.Select(p => DiagnosticText.Render(p))) + JUnitCase.Answer(Step);
        return $"      <{name} type=\"{JUnitText.Attribute(Step.Problems[0].Code.Id)}\" message=\"{JUnitText.Attribute(message)}\"><stackTrace>{JUnitText.Content(text)}</stackTrace></{name}>\n";
    }

    /// <summary>Whether a test case can show it.</summary>
    /// <param name="now">How the step ended in the attempt that counts.</param>
    public static bool Shows(Outcome now) => now is Outcome.Passed or Outcome.Failed or Outcome.Broken;
}
