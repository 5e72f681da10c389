using System.Text;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Functions for terminals.</summary>
internal static class FunctionText
{
    /// <summary>Where the meaning begins; a longer signature has a line of its own.</summary>
    private const int MeaningColumn = 40;

    /// <summary>Every function with the first sentence of its meaning.</summary>
    public static string List(int width)
    {
        var text = new StringBuilder();
        foreach (var group in FunctionGroups.All)
        {
            text.Append(group.Name).Append(": ").Append(group.Title).Append('\n');
            foreach (var row in group.Rows)
                AppendLine(text, row, width);
            text.Append('\n');
        }
        return text.Append("They are called inside << >>. p1s functions NAME shows a function or a group in full.\n").ToString();
    }

    public static string Group(FunctionGroup group, int width)
    {
        var text = new StringBuilder().Append(group.Name).Append(": ").Append(group.Title).Append('\n');
        foreach (var row in group.Rows)
            text.Append('\n').Append(WrappedProse.Indent(Function(row, width - 2), "  "));
        return text.ToString();
    }

    public static string Function(FunctionRow row, int width)
    {
        var text = new StringBuilder().Append(row.Signature).Append("\n\n");
        text.Append(WrappedProse.Wrap(row.Meaning, width - 2, "  ")).Append("\n\n");
        var longest = row.Parameters.Select(p => p.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var parameter in row.Parameters)
            text.Append("  ").Append(parameter.Name.PadRight(longest)).Append("  ").Append(ParameterText(parameter)).Append('\n');
        if (row.Parameters.Length > 0)
            text.Append('\n');
        text.Append("  example  ").Append(AsValue(row.Example)).Append('\n');
        if (ExampleResult.Of(row) is { } result)
            text.Append("  gives    ").Append(result.Json).Append(result.IsAnotherEachTime ? ", another each time" : "").Append('\n');
        return text.ToString();
    }

    /// <summary>An expression as the value of a key; in quotes where YAML would cut it.</summary>
    public static string AsValue(string expression) =>
        expression.Contains(": ", StringComparison.Ordinal) || expression.Contains(" #", StringComparison.Ordinal)
            ? $"'<<{expression.Replace("'", "''", StringComparison.Ordinal)}>>'"
            : $"<<{expression}>>";

    /// <summary>What it takes, and what it is when left out: <c>text, may be left out</c>.</summary>
    public static string ParameterText(Parameter parameter) =>
        KindText(parameter.Kind)
        + (
            parameter.IsRequired ? ""
            : parameter.Default is { } value ? $"; {value} when left out"
            : "; may be left out"
        );

    public static string FirstSentence(string meaning)
    {
        for (var i = 0; i < meaning.Length - 2; i++)
        {
            if (meaning[i] == ';' || (meaning[i] == '.' && meaning[i + 1] == ' ' && char.IsAsciiLetterUpper(meaning[i + 2])))
                return meaning[..i] + ".";
        }
        return meaning;
    }

    private static void AppendLine(StringBuilder text, FunctionRow row, int width)
    {
        var meaning = WrappedProse.Wrap(FirstSentence(row.Meaning), width, new string(' ', MeaningColumn));
        var signature = "  " + row.Signature;
        if (signature.Length > MeaningColumn - 2)
            text.Append(signature).Append('\n').Append(meaning);
        else
            text.Append(signature.PadRight(MeaningColumn)).Append(meaning.AsSpan(MeaningColumn));
        text.Append('\n');
    }

    private static string KindText(ParameterKind kind) =>
        kind switch
        {
            ParameterKind.Any => "any value",
            ParameterKind.Number => "number",
            ParameterKind.Boolean => "true or false",
            ParameterKind.List => "list",
            ParameterKind.Map => "map",
            ParameterKind.Duration => "length of time, or seconds",
            _ => "text",
        };
}
