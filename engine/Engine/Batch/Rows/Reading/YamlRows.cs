using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Rows of a YAML list of maps. It is held as a whole, so that it may not be large.</summary>
internal sealed class YamlRows : IRowSource
{
    private const int LargestFile = 4 << 20;
    private const string Smaller = "write the rows as CSV or as JSON lines, which may be of any size";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RowProblems problems;
    private readonly ImmutableArray<DataRow> rows;

    /// <param name="file">A list of maps.</param>
    /// <param name="problems">Says what is wrong.</param>
    /// <exception cref="DiagnosticException">It is none.</exception>
    public YamlRows(StreamedFile file, RowProblems problems)
    {
        this.problems = problems;
        var (text, found) = (TextOf(file), new DiagnosticBag());
        var root = string.IsNullOrWhiteSpace(text) ? null : YamlReader.Read(new SourceText(problems.Path, text), found);
        if (found.All is [var first, ..])
            throw new DiagnosticException(Hidden(first));
        rows = root switch
        {
            null => throw problems.Unreadable(1, 1, "the file is empty", null, "write a list of maps: - { input: value }"),
            SequenceNode list => [.. list.Items.Select((item, i) => RowOf(item, i + 1))],
            _ => throw problems.Unreadable(
                root.Span.Line,
                root.Span.Column,
                $"the file is {root.Kind}, a list of maps is expected",
                null,
                "write a row as an item: - { input: value }"
            ),
        };
    }

    public ImmutableArray<string> Columns => [];

    public char? Separator => null;

    /// <inheritdoc/>
    public IEnumerable<DataRow> Read() => rows;

    private string TextOf(StreamedFile file)
    {
        var bytes = new byte[LargestFile + 1];
        using var reading = RowBytes.Of(file);
        var length = reading.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > LargestFile)
            throw problems.Unreadable(1, 1, "the file is larger than 4 MB, which a file of rows in YAML may not be", null, Smaller);
        try
        {
            return StrictUtf8.GetString(bytes.AsSpan(0, length));
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(0, e.Index < 0 ? 0 : e.Index);
            throw problems.NotUtf8(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
        }
    }

    // The line is not shown, as in every file of rows.
    private Diagnostic Hidden(Diagnostic found)
    {
        var place = problems.At(found.Span.Line, found.Span.Column);
        return found.Code == DiagnosticCodes.YamlTooLarge
            ? new Diagnostic(found.Code, place, found.What, found.Why, Smaller)
            : new Diagnostic(found.Code, place, found.What, found.Why, found.Fix);
    }

    private DataRow RowOf(LocatedNode node, long number) =>
        node is MappingNode map
            ? new DataRow(number, node.Span.Line, [.. map.Entries.Select(CellOf).OfType<KeyValuePair<string, string>>()])
            : throw problems.Malformed(
                node.Span.Line,
                node.Span.Column,
                $"row {number} is {node.Kind}, a map is expected",
                "a row says by name what it gives to inputs",
                "write { input: value }"
            );

    private static KeyValuePair<string, string>? CellOf(MappingEntry entry) =>
        ValueOf(entry.Value) is var value and not NullValue ? new(entry.Name, ValueJson.Write(value)) : null;

    private static Value ValueOf(LocatedNode node) =>
        node switch
        {
            MappingNode map => new MapValue([.. map.Entries.Select(e => KeyValuePair.Create(e.Name, ValueOf(e.Value)))]),
            SequenceNode list => new ListValue([.. list.Items.Select(ValueOf)]),
            _ => ((ScalarNode)node).Value,
        };
}
