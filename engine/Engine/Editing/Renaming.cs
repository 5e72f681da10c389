using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>A variable gets another name, where it is defined and everywhere it is mentioned.</summary>
internal static class Renaming
{
    /// <summary>Whether there is something to rename under the cursor.</summary>
    public static EditorRename Prepare(EditedText file, Cursor cursor)
    {
        if (cursor.Variable is not { } variable)
            return Refuse(
                new SourceSpan(file.Now, cursor.Offset, 0),
                "only a variable can be renamed: an input, one of vars, an extracted value"
            );
        return Objection(file, variable.Name) is { } objection
            ? Refuse(variable.Span, objection)
            : new EditorRename(variable.Span, [], null);
    }

    public static EditorRename Run(EditedText file, Cursor cursor, string name)
    {
        var prepared = Prepare(file, cursor);
        if (prepared.Refusal is not null)
            return prepared;
        if (name == prepared.Name.Text)
            return prepared;
        if (NameCheck.Objection(name, file.Functions) is { } objection)
            return Refuse(prepared.Name, $"\"{name}\" {objection.What}; {objection.Fix}");
        if (file.Outline!.Definitions.FirstOrDefault(d => d.Name == name) is { } taken)
            return Refuse(prepared.Name, $"the name \"{name}\" is taken ({DefinitionText.Short(taken)}, line {taken.Span.Line})");
        var edits = Navigating.References(file, cursor, withDefinitions: true);
        var escaped = edits.FirstOrDefault(e => Bare(e) != cursor.Variable!.Value.Name);
        return escaped.Source is null
            ? prepared with
            {
                Edits = [.. edits.Select(Inner)],
            }
            : Refuse(prepared.Name, $"the name is written with escapes in line {escaped.Line}; write it out there first");
    }

    private static string? Objection(EditedText file, string name)
    {
        if (ScopeTable.Find(name) is not null)
            return $"\"{name}\" is a name of the language";
        if (!file.IsCurrent)
            return "the file cannot be read as it is now; mend what is wrong with it first";
        var definitions = file.Outline!.Definitions.Where(d => d.Name == name).ToList();
        if (definitions.Count == 0)
            return $"nothing in this file provides the variable \"{name}\"";
        return definitions.OfType<InputDefinition>().Select(d => d.Input.Obtain).FirstOrDefault(o => o is not null) is { } obtain
            ? $"\"{name}\" is obtained from the output of the same name of \"{obtain.Written}\"; another name would cut it off"
            : null;
    }

    private static EditorRename Refuse(SourceSpan at, string why) => new(at, [], why);

    private static string Bare(SourceSpan span) => Inner(span).Text;

    // A key may stand in quotes, which stay.
    private static SourceSpan Inner(SourceSpan span) =>
        span.Length > 2 && span.Text[0] is '"' or '\'' ? new SourceSpan(span.Source, span.Start + 1, span.Length - 2) : span;
}
