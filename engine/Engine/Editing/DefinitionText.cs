using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What a definition of a variable is called, for people.</summary>
internal static class DefinitionText
{
    private const int LongestValue = 80;

    /// <summary>On one line: <c>uuid input</c>, <c>step 2 "Create a user"</c>.</summary>
    public static string Short(Definition definition) =>
        definition switch
        {
            InputDefinition { Input: var input } => $"{input.Type.Name()} input",
            ExtractionDefinition { In: var step } => step.Title,
            _ => "vars",
        };

    /// <summary>Where it is and what it says, several lines.</summary>
    public static string Long(Definition definition) =>
        definition switch
        {
            InputDefinition { Input: var input } => string.Join('\n', LinesOf(input)),
            VarDefinition { Var: var variable } => $"vars, line {definition.Span.Line}: {OneLine(variable.Value.Span.Text)}",
            ExtractionDefinition e => $"{e.In.Title}, line {e.Span.Line}: {OneLine(e.Extraction.Span.Text)}",
            _ => "",
        };

    public static IEnumerable<string> LinesOf(Input input)
    {
        yield return $"input, line {input.Span.Line}";
        if (input.Description is { } description)
            yield return description.Trim();
        if (input.Obtain is { } obtain)
            yield return $"obtained from {obtain.Written} when no value is given";
        // What is secret is shown by nobody, not even where it is written already.
        if (input.Default is { } value && !SecretRule.IsSecret(input))
            yield return $"default: {OneLine(value.Span.Text)}";
        if (input.Example is { } example && !SecretRule.IsSecret(input))
            yield return $"example: {OneLine(example.ToString()!)}";
        if (!input.Choices.IsEmpty && !SecretRule.IsSecret(input))
            yield return $"one of {string.Join(", ", input.Choices)}";
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? line : line[..LongestValue] + "…";
    }
}
