using System.Text;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Engine.Tests.Editing;

/// <summary>What an editor is told, word by word: tests/cases/editing against tests/golden/editing.</summary>
public sealed class EditingTests
{
    [Fact]
    public Task Hover_says_this() =>
        CheckAsync(
            "hover.txt",
            (bench, file, _) =>
                file.HoverAt(bench.Cursor) is { } hover
                    ? $"{EditingBench.Show(hover.Span)}\n{hover.Title}\n{Indented(hover.Text)}"
                    : "nothing"
        );

    [Fact]
    public Task Definition_leads_there() =>
        CheckAsync(
            "definition.txt",
            (bench, file, _) => file.DefinitionAt(bench.Cursor) is { } place ? EditingBench.Show(place) : "nowhere"
        );

    [Fact]
    public Task References_are_these() =>
        CheckAsync(
            "references.txt",
            (bench, file, _) =>
            {
                var uses = file.ReferencesAt(bench.Cursor, withDefinitions: false);
                var all = file.ReferencesAt(bench.Cursor, withDefinitions: true);
                return all.IsEmpty
                    ? "none"
                    : string.Join('\n', all.Select(s => (uses.Contains(s) ? "used    " : "defined ") + EditingBench.Show(s)));
            }
        );

    [Fact]
    public Task Rename_does_this() =>
        CheckAsync(
            "rename.txt",
            (bench, file, title) =>
            {
                var rename = file.Rename(bench.Cursor, title[(title.LastIndexOf(' ') + 1)..]);
                Assert.Equal(rename.Edits.IsEmpty, rename.Refusal is not null);
                return rename.Refusal is { } refusal ? $"refused: {refusal}" : Renamed(rename, title[(title.LastIndexOf(' ') + 1)..]);
            }
        );

    [Fact]
    public Task Completion_offers_this() =>
        CheckAsync("completion.txt", (bench, file, _) => file.CompleteAt(bench.Cursor) is { } offered ? Shown(offered) : "nothing");

    [Fact]
    public Task Symbols_are_these() =>
        CheckAsync(
            "symbols.txt",
            (_, file, _) =>
            {
                Assert.All(file.Symbols, s => Assert.InRange(s.Named.Start, s.Whole.Start, s.Whole.Start + s.Whole.Length));
                return string.Join('\n', file.Symbols.Select(s => $"{s.Detail} {s.Name} from {s.Whole.Line}:{s.Whole.Column}"));
            }
        );

    private static async Task CheckAsync(string table, Func<EditingBench, EditedFile, string, string> say)
    {
        var said = new StringBuilder();
        foreach (var parts in CaseTable.Read("editing/" + table).Select(r => r.Data.Item2))
        {
            var bench = new EditingBench();
            var file = await bench.OpenAsync(parts[1..]);
            said.Append("=== ")
                .Append(parts[0])
                .Append('\n')
                .Append(file is null ? "left alone" : say(bench, file, parts[0]))
                .Append("\n\n");
        }
        Golden.Check("editing/" + table, said.ToString());
    }

    // Of the many functions those are shown that begin with what is written.
    private static string Shown(EditorCompletion offered)
    {
        var word = offered.Replaces.Text;
        var lines = offered
            .Items.Where(i => i.Kind != CompletionKind.Function || word.Length > 0 && i.Label.StartsWith(word, StringComparison.Ordinal))
            .Select(i => $"{i.Kind.ToString().ToLowerInvariant()} {i.Label}{(i.Detail.Length > 0 ? $" ({i.Detail})" : "")}");
        var functions = offered.Items.Count(i => i.Kind == CompletionKind.Function);
        return $"in place of \"{word}\":\n{string.Join('\n', lines)}{(functions > 100 ? "\nand all functions" : "")}";
    }

    private static string Renamed(EditorRename rename, string name)
    {
        var text = new StringBuilder(rename.Name.Source.Text);
        foreach (var edit in rename.Edits.OrderByDescending(e => e.Start))
            text.Remove(edit.Start, edit.Length).Insert(edit.Start, name);
        var (before, after) = (rename.Name.Source.Text.Split('\n'), text.ToString().Split('\n'));
        return string.Join(
            '\n',
            after.Select((line, i) => (line, i)).Where(l => l.line != before[l.i]).Select(l => $"{l.i + 1}: {l.line}")
        );
    }

    private static string Indented(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
