using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>A variable and its value as they were typed, and what can be wrong with them, each with its place; that of a secret shows nothing of it.</summary>
/// <param name="set">What was typed.</param>
internal sealed class TypedSetting(SetVariable set)
{
    private const string Word = "set ";

    public Diagnostic Unknown(IEnumerable<string> known) =>
        new(
            DiagnosticCodes.UnknownVariable,
            Span(isSecret: true),
            $"there is no variable \"{set.Name}\"",
            null,
            Suggestion.Sentence(set.Name, known, "vars lists what there is")
        );

    public Diagnostic Misfit(Input input, string objection, bool isSecret) =>
        new(
            DiagnosticCodes.InputInvalid,
            Span(isSecret),
            isSecret
                ? $"the value of the secret input \"{input.Name}\" does not fit its type, its pattern or its choices"
                : $"the value of the input \"{input.Name}\" does not fit: {objection}",
            null,
            input.Example is null || isSecret ? "give a value that fits" : $"for example {input.Example}"
        );

    public Diagnostic BrokenJson(bool isSecret) =>
        new(
            DiagnosticCodes.InputInvalid,
            Span(isSecret),
            $"the value of \"{set.Name}\" begins as JSON and is none",
            null,
            "end the list, the map or the text; a text that begins so is written as JSON, in quotes"
        );

    public Diagnostic NoList(bool isSecret) =>
        new(
            DiagnosticCodes.InputInvalid,
            Span(isSecret),
            $"the value of \"{set.Name}\" is a list",
            "its path can select several values",
            "write it as JSON, such as [\"a\", \"b\"]; [] when there is none"
        );

    /// <summary>Whether a list, a map or a quoted text was begun and not ended.</summary>
    public bool HasBrokenJson()
    {
        if (set.Text.TrimStart() is not (['{', ..] or ['[', ..] or ['"', ..]))
            return false;
        try
        {
            JsonDocument.Parse(set.Text, ValueJson.Strict).Dispose();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private SourceSpan Span(bool isSecret)
    {
        var source = new SourceText("prompt", $"{Word}{set.Name}={(isSecret ? "…" : set.Text)}");
        return isSecret
            ? new SourceSpan(source, Word.Length, set.Name.Length)
            : new SourceSpan(source, Word.Length + set.Name.Length + 1, set.Text.Length);
    }
}
