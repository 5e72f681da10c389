using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Whether what a scenario expects of the files it includes is there: outputs to obtain, inputs to pass.</summary>
internal static class IncludeCheck
{
    public static void Check(Scenario scenario, ScenarioTree tree, DiagnosticBag problems)
    {
        foreach (var input in scenario.Inputs)
        {
            if (input.Obtain is { } obtain && tree.ByPath.TryGetValue(obtain.FullPath, out var source))
                CheckOutput(input.Name, obtain, source, problems);
        }
        foreach (var step in scenario.AllSteps)
        {
            if (step.Call is not { } call || !tree.ByPath.TryGetValue(call.File.FullPath, out var called))
                continue;
            CheckArguments(call, called, problems);
            CheckUses(step, call, called, problems);
        }
    }

    private static void CheckOutput(string name, Include obtain, Scenario source, DiagnosticBag problems)
    {
        var outputs = source.Outputs.Select(o => o.Name).ToList();
        if (outputs.Contains(name, StringComparer.Ordinal))
            return;
        problems.Add(
            DiagnosticCodes.ObtainWithoutOutput,
            obtain.Span,
            $"\"{obtain.Written}\" has no output \"{name}\"",
            "an input is obtained from the output of the same name",
            Suggestion.Sentence(name, outputs, ListOf(outputs)).Sentence
        );
    }

    private static void CheckUses(Step step, CallTemplate call, Scenario called, DiagnosticBag problems)
    {
        var outputs = called.Outputs.Select(o => o.Name).ToList();
        var uses = step.Expressions.Where(e => e.Key.Moment == Moment.Answer).SelectMany(e => e.All).SelectMany(e => e.Uses);
        foreach (var use in uses.Where(u => u is { Name: "outputs", MayBeMissing: false }))
        {
            if (use.Member is not { } member || outputs.Contains(member, StringComparer.Ordinal))
                continue;
            problems.Add(
                DiagnosticCodes.ObtainWithoutOutput,
                use.MemberSpan ?? use.Span,
                $"\"{call.File.Written}\" has no output \"{member}\"",
                null,
                Suggestion.Sentence(member, outputs, ListOf(outputs))
            );
        }
    }

    private static string ListOf(List<string> outputs) =>
        outputs.Count == 0 ? "it has no outputs at all" : $"its outputs are {string.Join(", ", outputs)}";

    private static void CheckArguments(CallTemplate call, Scenario called, DiagnosticBag problems)
    {
        var names = called.Inputs.Select(i => i.Name).ToList();
        foreach (var argument in call.With.Where(a => !names.Contains(a.Name, StringComparer.Ordinal)))
            problems.Add(
                DiagnosticCodes.InputUnknown,
                argument.NameSpan,
                $"\"{call.File.Written}\" has no input \"{argument.Name}\"",
                null,
                Suggestion.Sentence(
                    argument.Name,
                    names,
                    names.Count == 0 ? "it has no inputs" : $"its inputs are {string.Join(", ", names)}"
                )
            );
    }
}
