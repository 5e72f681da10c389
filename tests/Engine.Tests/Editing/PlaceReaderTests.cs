using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing.Places;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Editing;

/// <summary>What indentation and brackets alone tell about a place, against what the parser of YAML says.</summary>
public sealed class PlaceReaderTests
{
    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("scenarios"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length > 0)
            .Select(f => Path.GetRelativePath(RepositoryRoot.Folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_key_of_the_shipped_files_has_the_place_the_tree_gives_it(string file)
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf(file.Split('/')));
        var root = YamlReader.Read(new SourceText(file, text), new DiagnosticBag());
        Assert.NotNull(root);
        foreach (var (path, key) in KeysOf(root, []))
        {
            var middle = key.Span.Start + key.Span.Length / 2;
            var place = PlaceReader.Read(text, middle);
            Assert.Equal($"{key.Span}: {string.Join('/', path)}", $"{key.Span}: {string.Join('/', place.Map)}");
            Assert.Null(place.Key);
            Assert.Equal(key.Span.Text.Trim('"'), text.Substring(place.Start, place.Length));
        }
    }

    [Theory]
    [InlineData("‸", "at []")]
    [InlineData("scenario: S\n‸", "at []")]
    [InlineData("sc‸", "at [] on sc")]
    [InlineData("scenario: ‸", "value of [scenario]")]
    [InlineData("inputs:\n  ‸", "at [inputs]")]
    [InlineData("inputs:\n  a:\n    ty‸", "at [inputs/a] on ty")]
    [InlineData("inputs:\n  a: { ty‸", "at [inputs/a] on ty")]
    [InlineData("inputs:\n  a: { type: uu‸", "value of [inputs/a/type] on uu")]
    [InlineData("inputs:\n  a: { type: uuid, ‸", "at [inputs/a] beside type")]
    [InlineData("inputs:\n  a: { type: uuid,\n       ‸ }", "at [inputs/a]")]
    [InlineData("inputs: {\n  a: { pattern: \"[,{\", ‸", "at [inputs/a] beside pattern")]
    [InlineData("steps:\n  - ‸", "at [steps/*]")]
    [InlineData("steps:\n  -‸", "at [steps/*]")]
    [InlineData("steps:\n  - step: A\n    ‸", "at [steps/*] beside step")]
    [InlineData("steps:\n  - step: A\n    ‸\n    json: 1\n  - step: B\n    text: x", "at [steps/*] beside json step")]
    [InlineData("steps:\n  - step: A\n  ‸", "at [steps]")]
    [InlineData("steps:\n- step: A\n  ex‸", "at [steps/*] on ex beside step")]
    [InlineData("steps:\n  - step: A\n    expect:\n      that:\n      - a\n      - ‸", "at [steps/*/expect/that/*]")]
    [InlineData("steps:\n  - step: A\n    expect:\n      that:\n      - a\n      st‸", "at [steps/*/expect] on st beside that")]
    [InlineData("steps:\n  - { step: A, auth: { ba‸", "at [steps/*/auth] on ba")]
    [InlineData("steps: [ { step: A, ‸", "at [steps/*] beside step")]
    [InlineData("steps:\n  - step: A\n    json: { a: [ { ‸", "at [steps/*/json/a/*]")]
    [InlineData("steps:\n  - step: A\n    json: { a: <<f {b: 1}, 2>>, ‸", "at [steps/*/json] beside a")]
    [InlineData("steps:\n  - step: A\n    # a comment: here\n\n    re‸", "at [steps/*] on re beside step")]
    [InlineData("tags: [a, ‸", "at [tags/*]")]
    [InlineData("\"quoted key\": { a‸", "at [quoted key] on a")]
    [InlineData("steps:\n  - - x: 1\n      y‸", "at [steps/*/*] on y beside x")]
    public void A_place_is_told_while_the_text_is_being_typed(string marked, string expected)
    {
        var offset = marked.IndexOf('‸', StringComparison.Ordinal);
        var text = marked.Remove(offset, 1);
        var place = PlaceReader.Read(text, offset);
        var word = place.Length == 0 ? "" : $" on {text.Substring(place.Start, place.Length)}";
        var beside = place.Siblings.IsEmpty ? "" : $" beside {string.Join(' ', place.Siblings.Order(StringComparer.Ordinal))}";
        Assert.Equal(expected, $"{(place.Key is null ? "at" : "value of")} [{string.Join('/', place.Path)}]{word}{beside}");
    }

    [Theory]
    [InlineData("a: <<‸", "")]
    [InlineData("a: <<b‸", "b")]
    [InlineData("a: <<b.c‸.d>>", "b.c.d")]
    [InlineData("a: <<b>>‸", null)]
    [InlineData("a: ‸<<b>>", null)]
    [InlineData("a: \\<<b‸", null)]
    [InlineData("a: <<f \"b‸\">>", null)]
    [InlineData("a: <<f \"x\" b‸ >>", "b")]
    [InlineData("a: <<f \"\\\"\" b‸>>", "b")]
    [InlineData("a: <<f $\"{b‸}/c\">>", "b")]
    [InlineData("a: <<f $\"{b}/c‸\">>", null)]
    [InlineData("a: <<f \"{b‸}\">>", null)]
    [InlineData("a: <<(b >> 1) + c‸>>", "c")]
    [InlineData("a: <<b>> and <<c‸>>", "c")]
    [InlineData("a: [<<b>>, <<c‸", "c")]
    public void An_expression_is_told_before_it_is_closed(string marked, string? expected)
    {
        var offset = marked.IndexOf('‸', StringComparison.Ordinal);
        Assert.Equal(expected, NameAtCursor.At(marked.Remove(offset, 1), 0, offset)?.Name);
    }

    private static IEnumerable<(string[] Path, ScalarNode Key)> KeysOf(LocatedNode node, string[] path) =>
        node switch
        {
            MappingNode map => map.Entries.SelectMany(e => KeysOf(e.Value, [.. path, e.Name]).Prepend((path, e.Key))),
            SequenceNode list => list.Items.SelectMany(i => KeysOf(i, [.. path, CursorKey.Item])),
            _ => [],
        };
}
