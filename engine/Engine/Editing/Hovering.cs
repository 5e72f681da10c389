using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What is said about the word under the cursor.</summary>
internal static class Hovering
{
    public static EditorHover? At(EditedText file, Cursor cursor)
    {
        if (cursor.Function is { } function)
            return new EditorHover(function.Span, function.Row.Signature, TextOf(function.Row));
        if (cursor.Variable is { } variable)
            return OfVariable(file, cursor, variable.Name, variable.Span);
        if (cursor.Key is not { } key)
            return null;
        if (cursor.Place.Map is [_, _, "with"] && CalledInput(file, cursor, key) is { } input)
            return new EditorHover(cursor.KeySpan, TitleOf(input), string.Join('\n', DefinitionText.LinesOf(input)));
        var row = KeyPlaces.Keys(file.Kind, cursor.Place.Map).FirstOrDefault(r => r.Name == key);
        return row is null ? null : new EditorHover(cursor.KeySpan, row.Name, row.Meaning);
    }

    public static string TextOf(FunctionRow row) => $"{row.Meaning}\nExample: <<{row.Example}>>";

    private static EditorHover? OfVariable(EditedText file, Cursor cursor, string name, SourceSpan span)
    {
        if (ScopeTable.Find(name) is { } row)
            return new EditorHover(
                span,
                row.Name,
                row.Members.IsEmpty ? row.Meaning : $"{row.Meaning}\nMembers: {string.Join(", ", row.MemberNames)}"
            );
        var all = file.Outline?.Definitions.Where(d => d.Name == name).ToList() ?? [];
        if (all.Count == 0)
            return null;
        var type = all[0] is InputDefinition { Input: var input } ? $": {input.Type.Name()}" : "";
        var secret = file.Outline!.IsSecret(name) ? " (secret)" : "";
        return new EditorHover(span, name + type + secret, string.Join('\n', all.Select(DefinitionText.Long)));
    }

    private static Input? CalledInput(EditedText file, Cursor cursor, string name) =>
        file.Outline?.CalledBy(cursor.Scope.Step?.Step)?.Inputs.FirstOrDefault(i => i.Name == name);

    private static string TitleOf(Input input) => $"{input.Name}: {input.Type.Name()}" + (SecretRule.IsSecret(input) ? " (secret)" : "");
}
