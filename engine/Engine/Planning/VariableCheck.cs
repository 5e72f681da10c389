using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Whether every variable a scenario uses is provided by then: by inputs, vars, or an earlier step.</summary>
internal sealed class VariableCheck
{
    private readonly Scenario scenario;
    private readonly DiagnosticBag problems;

    /// <summary>What is in scope so far, with what provides it.</summary>
    private readonly Dictionary<string, string> provided = new(StringComparer.Ordinal)
    {
        ["run"] = "the run",
        ["environment"] = "the environment",
    };

    private VariableCheck(Scenario scenario, DiagnosticBag problems) => (this.scenario, this.problems) = (scenario, problems);

    public static void Check(Scenario scenario, DiagnosticBag problems) => new VariableCheck(scenario, problems).Check();

    private void Check()
    {
        foreach (var input in scenario.Inputs)
        {
            CheckTemplates(input.Default?.Templates ?? [], "the default needs it");
            Provide(input.Name, input.Span, "the inputs");
        }
        foreach (var variable in scenario.Vars)
        {
            CheckTemplates(variable.Value.Templates, "the variable needs it");
            Provide(variable.Name, variable.NameSpan, "vars");
        }
        CheckRequests(scenario.Defaults.Headers.Select(h => h.Value).Concat(scenario.Defaults.Auth?.Templates ?? []), scenario.Steps);
        foreach (var step in scenario.AllSteps)
            Check(step);
        foreach (var output in scenario.Outputs)
            CheckTemplates(output.Value.Templates, "the output needs it");
    }

    // Defaults are computed for each step, so they may use what the step sees; here only what no step ever provides is wrong.
    private void CheckRequests(IEnumerable<Template> defaults, IEnumerable<Step> steps)
    {
        var later = steps.SelectMany(s => s.Extractions).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var use in defaults.SelectMany(t => t.Uses).Where(u => !later.Contains(u.Name)))
            CheckUse(use, "the defaults need it");
    }

    private void Check(Step step)
    {
        CheckControl(step);
        CheckTemplates(step.Request?.Templates ?? [], "the request needs it");
        foreach (var argument in step.Call?.With ?? [])
            CheckTemplates(argument.Value.Templates, "the call needs it");
        CheckAnswer(step, step.Call is null ? "response" : "outputs");
        CheckTemplates(step.Undo?.Templates ?? [], "the undo needs it");
        provided.Remove("item");
        provided.Remove("index");
    }

    private void CheckControl(Step step)
    {
        CheckTemplates(step.ForEach?.Templates ?? [], "for_each needs it");
        if (step.ForEach is not null)
            (provided["item"], provided["index"]) = ("for_each", "for_each");
        foreach (var use in step.When?.Uses ?? [])
            CheckUse(use, "when needs it");
    }

    private void CheckAnswer(Step step, string answer)
    {
        provided[answer] = "the answer";
        foreach (var use in step.Retry?.Expressions.SelectMany(e => e.Uses) ?? [])
            CheckUse(use, "retry needs it");
        foreach (var use in UsesOf(step.Expect))
            CheckUse(use, "the expectation needs it");
        foreach (var extraction in step.Extractions)
        {
            CheckTemplates(extraction.Template is { } t ? [t] : [], "the extraction needs it");
            CheckTemplates(extraction.Default?.Templates ?? [], "the default needs it");
            provided[extraction.Name] = $"step \"{step.Title}\"";
        }
        provided.Remove(answer);
    }

    private static IEnumerable<VariableUse> UsesOf(Expectation expect) =>
        expect
            .Headers.SelectMany(h => h.Value.Templates)
            .Concat(expect.Json?.Templates ?? [])
            .Concat(expect.Text?.Templates ?? [])
            .SelectMany(t => t.Uses)
            .Concat(expect.That.SelectMany(e => e.Uses));

    private void Provide(string name, SourceSpan span, string by)
    {
        // A name of the language has been refused by the loader.
        if (!provided.TryAdd(name, by) && name is not ("run" or "environment"))
            problems.Add(
                DiagnosticCodes.DuplicateName,
                span,
                $"the name \"{name}\" is taken",
                $"{provided[name]} provide it already",
                "choose another name"
            );
    }

    private void CheckTemplates(IEnumerable<Template> templates, string why)
    {
        foreach (var use in templates.SelectMany(t => t.Uses))
            CheckUse(use, why);
    }

    private void CheckUse(VariableUse use, string why)
    {
        if (use.MayBeMissing || provided.ContainsKey(use.Name))
            return;
        var later = scenario.AllSteps.FirstOrDefault(s => s.Extractions.Any(e => e.Name == use.Name));
        if (later is not null)
            problems.Add(
                DiagnosticCodes.UnknownVariable,
                use.Span,
                $"nothing provides the variable \"{use.Name}\" yet",
                $"step \"{later.Title}\" in line {later.Span.Line} extracts it later",
                "move that step up, or this one down"
            );
        else
            problems.Add(DiagnosticCodes.UnknownVariable, use.Span, $"nothing provides the variable \"{use.Name}\"", why, Fix(use.Name));
    }

    private string Fix(string name)
    {
        if (name is "item" or "index")
            return "item and index are in scope in a step with for_each only";
        if (name is "response" or "outputs")
            return name == "response"
                ? "the answer is in scope under retry, expect and extract of a request only"
                : "outputs are in scope under expect and extract of a call only";
        var near = Suggestion.For(name, provided.Keys);
        return near is null
            ? "declare it under inputs or vars, or extract it in an earlier step"
            : $"did you mean \"{near}\" ({(provided[near].StartsWith("step", StringComparison.Ordinal) ? "extracted by" : "provided by")} {provided[near]})?";
    }
}
