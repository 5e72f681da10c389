using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Parameters and form fields whose expression certainly gives a list, which repeats the name where JSON may have been meant.</summary>
internal static class RepeatedFieldCheck
{
    public static void Check(Scenario scenario, Foresight foresight, DiagnosticBag problems)
    {
        foreach (var request in scenario.AllSteps.SelectMany(s => s.Requests).Select(r => r.Template))
        {
            var form = request.Body is FormBody body ? body.Fields.Written : [];
            foreach (var field in request.Query.Written.Concat(form))
            {
                // Whoever writes a list out means several.
                if (!field.IsItem && field.Value.Whole is { } expression && foresight.SampleOf(expression.Root) is ListValue)
                    Say(field.Name, expression, foresight, problems);
            }
        }
    }

    private static void Say(string name, Expression expression, Foresight foresight, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.FieldRepeated,
            expression.Span,
            $"\"{name}\" is sent once for each item of a list",
            foresight.Known(expression.Root)?.Because ?? "the expression gives a list",
            $"for one field with the list as JSON write <<json.text {Parenthesised(expression)}>>; if several are meant, "
                + $"a list around it says so: {name}: ['<<{expression.Text}>>']"
        );

    private static string Parenthesised(Expression expression) => expression.Root.Parts.IsEmpty ? expression.Text : $"({expression.Text})";
}
