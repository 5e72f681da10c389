using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>The fields with which a client proves who it is in a form (RFC 7523, section 2.2), made anew each time.</summary>
internal sealed class AssertionRenderer(TemplateRenderer templates)
{
    /// <summary>RFC 7523, section 2.2.</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <exception cref="DiagnosticException">An argument cannot be computed, or does not fit.</exception>
    public ImmutableArray<(string Name, RenderedText Value)> Render(AssertionAuth auth, VariableBag bag)
    {
        var row = auth.Function;
        var values = new Value?[row.Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (auth.Find(row.Parameters[i].Name) is not { } argument)
                continue;
            var value = templates.Render(argument.Value, bag).Value;
            values[i] = CallNode.Mismatch(row, i, value) is { } mismatch ? throw Wrong(row, argument.Value.Span, mismatch) : value;
        }
        var client = values[0]!;
        return
        [
            (AssertionAuth.FieldNames[0], RenderedText.Of(client)),
            (AssertionAuth.FieldNames[1], RenderedText.Of(Sign(auth, values))),
            (AssertionAuth.FieldNames[2], RenderedText.Literal(AssertionType)),
        ];
    }

    private Value Sign(AssertionAuth auth, Value?[] values)
    {
        try
        {
            return templates.Call(auth.Function, values);
        }
        catch (FunctionException e)
        {
            var labels = values.Aggregate(LabelSet.None, (all, v) => all.Union(v?.Labels ?? LabelSet.None));
            var blamed = e.Argument < 0 ? null : auth.Find(auth.Function.Parameters[e.Argument].Name);
            throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    blamed?.Value.Span ?? auth.Span,
                    new MessageDetail(e.Detailed, labels).Told(e.What),
                    $"{auth.Function.Name} of auth makes an assertion as the function of this name does",
                    $"p1s reference function {auth.Function.Name} tells what it takes"
                )
            );
        }
    }

    private static DiagnosticException Wrong(FunctionRow row, SourceSpan span, string what) =>
        new(
            new Diagnostic(
                DiagnosticCodes.WrongArguments,
                span,
                what,
                $"{row.Name} of auth takes what the function of this name takes",
                "look at where the value comes from"
            )
        );
}
