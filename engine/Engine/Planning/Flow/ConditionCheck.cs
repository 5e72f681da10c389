using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating.Analysis;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Variables that only steps with a <c>when</c> provide, used where that condition need not hold.</summary>
internal static class ConditionCheck
{
    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        var told = new HashSet<(string, object?)>();
        foreach (var mention in flow.Mentions.Where(m => !m.Use.MayBeMissing))
        {
            var definitions = flow.DefinitionsOf(mention).ToList();
            if (definitions.Count == 0 || definitions.Exists(d => d.Step?.When is null || d.Step.IsLoop))
                continue;
            var holding = StepConditions.Of(mention.At.Step).Union(Guards.Of(mention.At.Expression, mention.Use));
            if (StepConditions.Cover(definitions.Select(d => d.Step), holding) || !told.Add((mention.Use.Name, mention.At.Step)))
                continue;
            var last = definitions[^1].Step!;
            problems.Add(
                DiagnosticCodes.MaybeMissing,
                mention.Use.Span,
                $"the variable \"{mention.Use.Name}\" may be missing here",
                $"step \"{last.Title}\" in line {last.Span.Line} provides it only when <<{last.When!.Text}>>",
                $"give this step the same when, or provide for its absence: <<{mention.Use.Name} ?? \"…\">>"
            );
        }
    }
}
