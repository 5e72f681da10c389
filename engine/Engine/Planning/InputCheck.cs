using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Whether what an input says of itself fits together: its type with its pattern, its choices and its literal default.</summary>
internal static class InputCheck
{
    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        foreach (var input in scenario.Inputs.Where(i => !i.IsUnread))
            Check(input, problems);
    }

    private static void Check(Input input, DiagnosticBag problems)
    {
        if (input.Pattern is not null && input.Type is InputType.Number or InputType.Boolean or InputType.List or InputType.Map)
        {
            problems.Add(
                DiagnosticCodes.ConflictingKeys,
                input.Span,
                $"the input \"{input.Name}\" has a pattern, but its type is {input.Type.Name()}",
                "a pattern is for text",
                "leave the pattern or the type out"
            );
            return;
        }
        var plain = input with { Choices = [], Pattern = null };
        foreach (var choice in input.Choices)
            Say(InputTypes.Objection(plain, choice), "a choice", input.Span);
        if (input.Default is { } written && LiteralOf(written) is { } value)
            Say(InputTypes.Objection(input, value), "the default", written.Span, Meant(input, value) ?? ToChange(plain, input, value));

        void Say(string? objection, string what, SourceSpan span, Remedy? fix = null)
        {
            if (objection is not null)
                problems.Add(
                    DiagnosticCodes.InputInvalid,
                    span,
                    $"{what} of the input \"{input.Name}\" does not fit: {objection}",
                    null,
                    fix ?? "change it, or the type of the input"
                );
        }
    }

    // What refuses the default, by the name it has in the file.
    private static string ToChange(Input plain, Input input, Value value) =>
        InputTypes.Objection(plain, value) is not null ? "change it, or the type of the input"
        : InputTypes.Objection(input with { Choices = [] }, value) is null ? "make it one of the choices, or add it to them"
        : "change it so that the pattern fits all of it, or change the pattern";

    private static Remedy? Meant(Input input, Value value) =>
        value is TextValue text && Suggestion.For(text.Text, input.Choices.OfType<TextValue>().Select(c => c.Text)) is { } near
            ? Suggestion.Meant(text.Text, near)
            : null;

    /// <summary>The value as far as it is written; null when it is only known in a run. A list or a map comes back empty.</summary>
    public static Value? LiteralOf(ValueTemplate written) =>
        written switch
        {
            FixedTemplate fixedValue => fixedValue.Value,
            TextTemplate text => text.Template.Literal is { } literal ? new TextValue(literal) : null,
            _ when written.Templates.Any(t => t.Literal is null) => null,
            ListTemplate => new ListValue([]),
            _ => new MapValue([]),
        };
}
