using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Whether every variable a scenario uses is provided by then: by inputs, vars, or an earlier step.</summary>
internal static class ProvidedCheck
{
    // In the order in which near names are looked for.
    private static readonly string[] LanguageNames =
    [
        ScopeTable.Run.Name,
        ScopeTable.Environment.Name,
        ScopeTable.Item.Name,
        ScopeTable.Index.Name,
        ScopeTable.Response.Name,
        ScopeTable.Outputs.Name,
    ];

    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        CheckNames(flow, problems);
        var told = new HashSet<SourceSpan>();
        foreach (var mention in flow.Mentions)
        {
            var use = mention.Use;
            if (use.MayBeMissing || flow.LanguageProvider(use.Name, mention.At) is not null || flow.DefinitionsOf(mention).Any())
                continue;
            if (MayBeUnread(flow.Scenario, mention))
                continue;
            // What stands under defaults is looked at once for each step.
            if (told.Add(use.Span))
                problems.Add(Missing(flow, mention));
        }
    }

    private static void CheckNames(ScenarioFlow flow, DiagnosticBag problems)
    {
        foreach (var definition in flow.Definitions.Where(d => d.Kind != DefinitionKind.Extraction))
        {
            // A name of the language has been refused by the loader.
            var first = flow.DefinitionsOf(definition.Name).First();
            if (first == definition || LanguageNames.Contains(definition.Name, StringComparer.Ordinal))
                continue;
            problems.Add(
                DiagnosticCodes.DuplicateName,
                definition.Span,
                $"the name \"{definition.Name}\" is taken",
                $"{first.By} provide it already",
                "choose another name"
            );
        }
    }

    // What could not be read may be what provides the name, and it has been said.
    private static bool MayBeUnread(Scenario scenario, Mention mention)
    {
        var steps = mention.At.Step is { } own ? [own] : scenario.AllSteps;
        return mention.Use.Name switch
        {
            var name when ScopeTable.IsOfLoop(name) => IsUnread(steps, "for_each"),
            "response" => IsUnread(steps, "request"),
            "outputs" => IsUnread(steps, "call"),
            _ => !scenario.Unread.IsEmpty || IsUnread(scenario.AllSteps, "extract"),
        };
    }

    private static bool IsUnread(IEnumerable<Step> steps, string key) => steps.Any(s => s.Unread.Contains(key));

    private static Diagnostic Missing(ScenarioFlow flow, Mention mention)
    {
        var use = mention.Use;
        if (flow.DefinitionsOf(use.Name).FirstOrDefault(d => d.Step is not null)?.Step is not { } later)
            return new Diagnostic(
                DiagnosticCodes.UnknownVariable,
                use.Span,
                $"nothing provides the variable \"{use.Name}\"",
                mention.At.Key.Need,
                Fix(flow, mention)
            );
        var (why, fix) =
            flow.Scenario.Finally.Contains(later) && !(mention.At.Step is { } step && flow.Scenario.Finally.Contains(step))
                ? ("extracts it, but finally runs after all steps", "extract it in one of the steps")
            : later == mention.At.Step
                ? ("extracts it, and that comes last in a step", "use it in a later step; here take it from the answer")
            : ("extracts it later", "move that step up, or this one down");
        return new Diagnostic(
            DiagnosticCodes.UnknownVariable,
            use.Span,
            $"nothing provides the variable \"{use.Name}\" yet",
            $"step \"{later.Title}\" in line {later.Span.Line} {why}",
            mention.At.Key == ComputedKey.Defaults && mention.At.Step is { } taker
                ? $"step \"{taker.Title}\" takes the defaults too; give it headers or an auth of its own, or extract the value earlier"
                : fix
        );
    }

    private static Remedy Fix(ScenarioFlow flow, Mention mention)
    {
        switch (mention.Use.Name)
        {
            case var name when ScopeTable.IsOfLoop(name):
                return "item and index are in scope in a step with for_each only";
            case "response":
                return "the answer is in scope under retry, expect and extract of a request only";
            case "outputs":
                return "outputs are in scope under expect and extract of a call only";
        }
        var visible = LanguageNames
            .Select(n => (Name: n, By: flow.LanguageProvider(n, mention.At)))
            .Where(v => v.By is not null)
            .Concat(flow.Definitions.Where(d => d.Order < mention.At.Order).Select(d => (d.Name, By: (string?)d.By)))
            .ToLookup(v => v.Name, v => v.By, StringComparer.Ordinal);
        if (Suggestion.For(mention.Use.Name, visible.Select(v => v.Key)) is not { } near)
            return "declare it under inputs or vars, or extract it in an earlier step";
        var by = visible[near].Last()!;
        var verb = by.StartsWith("step", StringComparison.Ordinal) ? "extracted by" : "provided by";
        return Remedy.Replacing($"did you mean \"{near}\" ({verb} {by})?", mention.Use.Name, near);
    }
}
