using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>What the functions of <see cref="PathFunctionTable"/> do.</summary>
internal static class Functions
{
    /// <summary>Characters of a text, items of a list, members of a map, nothing for all else; RFC 9535 section 2.4.4.</summary>
    internal static PathValue Length(Operand argument, JsonElement current, Evaluation evaluation)
    {
        var value = Conditions.ValueOf(argument, current, evaluation);
        return value.Kind switch
        {
            JsonValueKind.String => PathValue.Of(RawText.Length(value.Element)),
            JsonValueKind.Array => PathValue.Of(value.Element.GetArrayLength()),
            JsonValueKind.Object => PathValue.Of(value.Element.GetPropertyCount()),
            _ => default,
        };
    }

    /// <summary>How many nodes a path finds; RFC 9535 section 2.4.5.</summary>
    internal static PathValue Count(Operand argument, JsonElement current, Evaluation evaluation) =>
        PathValue.Of(Walk.Run(((QueryOperand)argument).Query, current, evaluation, NodeSink.Counting()).Count);

    /// <summary>The one node a path finds, nothing when it finds none or several; RFC 9535 section 2.4.8.</summary>
    internal static PathValue Value(Operand argument, JsonElement current, Evaluation evaluation)
    {
        var found = Walk.Run(((QueryOperand)argument).Query, current, evaluation, NodeSink.Counting(enough: 2));
        return found.Count == 1 ? PathValue.Of(found.First) : default;
    }

    /// <summary>Whether a text matches a pattern; false when either is no text or the pattern is none; RFC 9535 sections 2.4.6 and 2.4.7.</summary>
    internal static bool Matches(PatternCall call, JsonElement current, Evaluation evaluation)
    {
        var text = Conditions.ValueOf(call.Arguments[0], current, evaluation);
        if (text.Kind != JsonValueKind.String)
            return false;
        var pattern = call.Pattern;
        if (pattern is null)
        {
            var written = Conditions.ValueOf(call.Arguments[1], current, evaluation);
            if (written.Kind != JsonValueKind.String)
                return false;
            pattern = evaluation.PatternOf(RawText.Read(written.Element), call.Function.IsWhole);
        }
        var content = RawText.Read(text.Element);
        evaluation.VisitText(content.Length);
        return pattern is not null && pattern.IsMatch(content);
    }
}
