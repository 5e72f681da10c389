using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing.Places;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What could be written at the cursor.</summary>
internal static class Completing
{
    /// <summary>What a file that is still empty can begin with.</summary>
    private static readonly ImmutableArray<KeyRow> Beginnings = [ScenarioKeys.Scenario.Rows[0], EnvironmentKeys.Environment.Rows[0]];

    public static EditorCompletion? At(EditedText file, Cursor cursor)
    {
        var offered =
            cursor.Expression is not { } expression
                ? new EditorCompletion(cursor.KeySpan, [.. cursor.Place.Key is null ? Keys(file, cursor) : [], .. Values(file, cursor)])
            : file.Kind == FileKind.Scenario ? InExpression(file, cursor, expression)
            : null;
        if (offered is not { Items.IsEmpty: false })
            return null;
        // In front of a word another one is written, which takes the place of nothing.
        return cursor.Offset > offered.Replaces.Start ? offered : offered with { Replaces = new SourceSpan(file.Now, cursor.Offset, 0) };
    }

    private static EditorCompletion InExpression(EditedText file, Cursor cursor, NameAtCursor expression)
    {
        var qualifier = expression.Qualifier;
        // What is behind the cursor and a dot stays; only the name the cursor is in is replaced.
        var end = expression.Name.IndexOf('.', expression.Cursor) is var dot && dot < 0 ? expression.Name.Length : dot;
        if (qualifier.Length == 0 || file.Functions.IsGroup(expression.Head))
            return new EditorCompletion(
                new SourceSpan(file.Now, expression.Start, end),
                qualifier.Length == 0 ? [.. Variables(file, cursor), .. Functions(file, "")] : [.. Functions(file, qualifier)]
            );
        var span = new SourceSpan(file.Now, expression.Start + qualifier.Length, end - qualifier.Length);
        return new EditorCompletion(span, Members(file, cursor, qualifier[..^1]));
    }

    private static IEnumerable<CompletionChoice> Variables(EditedText file, Cursor cursor)
    {
        var scope = cursor.Scope;
        foreach (var definitions in scope.Definitions.GroupBy(d => d.Name, StringComparer.Ordinal))
        {
            var detail = DefinitionText.Short(definitions.Last()) + (file.Outline!.IsSecret(definitions.Key) ? ", secret" : "");
            yield return new CompletionChoice(
                definitions.Key,
                CompletionKind.Variable,
                detail,
                string.Join('\n', definitions.Select(DefinitionText.Long))
            );
        }
        foreach (var row in scope.Rows)
            yield return new CompletionChoice(row.Name, CompletionKind.Variable, "of the language", row.Meaning);
    }

    private static IEnumerable<CompletionChoice> Functions(EditedText file, string qualifier) =>
        file
            .Functions.Rows.Where(r => r.Name.StartsWith(qualifier, StringComparison.Ordinal))
            .Select(r => new CompletionChoice(r.Name, CompletionKind.Function, r.Signature, Hovering.TextOf(r)));

    private static ImmutableArray<CompletionChoice> Members(EditedText file, Cursor cursor, string owner)
    {
        if (owner == ScopeTable.Outputs.Name && file.Outline?.CalledBy(cursor.Scope.Step?.Step) is { } called)
            return
            [
                .. called.Outputs.Select(o => new CompletionChoice(o.Name, CompletionKind.Member, $"output of \"{called.Title}\"", "")),
            ];
        return ScopeTable.Find(owner) is { } row
            ? [.. row.Members.Select(m => new CompletionChoice(m.Name, CompletionKind.Member, $"{row.Name}.{m.Name}", m.Meaning))]
            : [];
    }

    private static ImmutableArray<CompletionChoice> Keys(EditedText file, Cursor cursor)
    {
        var there = cursor.Place.Siblings;
        if (file.Kind == FileKind.Empty)
            return cursor.Place.Map.IsEmpty ? [.. Beginnings.Select(KeyChoice)] : [];
        if (cursor.Place.Map is [_, _, "with"] && file.Outline?.CalledBy(cursor.Scope.Step?.Step) is { } called)
            return
            [
                .. called
                    .Inputs.Where(i => !there.Contains(i.Name))
                    .Select(i => new CompletionChoice(
                        i.Name,
                        CompletionKind.Key,
                        $"{i.Type.Name()} input",
                        string.Join('\n', DefinitionText.LinesOf(i))
                    )),
            ];
        if (cursor.Place.Map is [_, _, "expect"] && cursor.Scope.Step?.Step.Call is not null)
            return [.. StepKeys.CallExpect.Rows.Where(k => !there.Contains(k.Name)).Select(KeyChoice)];
        return [.. KeyPlaces.KeysBeside(file.Kind, cursor.Place.Map, there).Select(KeyChoice)];
    }

    private static CompletionChoice KeyChoice(KeyRow row) => new(row.Name, CompletionKind.Key, "", row.Meaning);

    private static IEnumerable<CompletionChoice> Values(EditedText file, Cursor cursor) =>
        KeyPlaces.Words(file.Kind, cursor.Place.Path).Select(w => new CompletionChoice(w, CompletionKind.Value, "", ""));
}
