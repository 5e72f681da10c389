using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing.Places;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What stands under the cursor of an editor.</summary>
internal sealed class Cursor
{
    private readonly EditedText file;

    public Cursor(EditedText file, int offset)
    {
        this.file = file;
        Offset = Math.Clamp(offset, 0, file.Now.Text.Length);
        Then = file.Shift?.ToThen(Offset) ?? Offset;
        Place = PlaceReader.Read(file.Now.Text, Offset);
        Expression = NameAtCursor.At(file.Now.Text, ValueStart(), Offset);
    }

    public int Offset { get; }

    /// <summary>Where the cursor stood in the text of the outline.</summary>
    public int Then { get; }

    public CursorKey Place { get; }

    /// <summary>Null outside of expressions.</summary>
    public NameAtCursor? Expression { get; }

    public ScopeAt Scope => new(file.Outline, Place, Then);

    /// <summary>The key the cursor is on; null when it is on none.</summary>
    public string? Key => Expression is null && Place.Key is null && IsOnWord ? Span(Place.Start, Place.Length).Text.Trim('"', '\'') : null;

    public SourceSpan KeySpan => Span(Place.Start, Place.Length);

    /// <summary>The function the cursor is on.</summary>
    public (FunctionRow Row, SourceSpan Span)? Function
    {
        get
        {
            if (Expression is not { } expression)
                return null;
            var parts = expression.Name.Split('.');
            var name = file.Functions.IsGroup(parts[0]) ? string.Join('.', parts.Take(2)) : parts[0];
            return expression.Cursor <= name.Length && file.Functions.TryFind(name, out var row)
                ? (row, Span(expression.Start, name.Length))
                : null;
        }
    }

    /// <summary>The variable the cursor is on: a mention of it, or the key that defines it.</summary>
    public (string Name, SourceSpan Span)? Variable => Mention ?? Defined;

    /// <summary>The member of a variable the cursor is on: <c>token</c> of <c>outputs.token</c>.</summary>
    public (string Name, SourceSpan Span)? Member
    {
        get
        {
            if (Expression is not { IsOnHead: false } expression || file.Functions.IsGroup(expression.Head))
                return null;
            var name = expression.Name.Split('.')[1];
            var start = expression.Head.Length + 1;
            return expression.Cursor <= start + name.Length && name.Length > 0 ? (name, Span(expression.Start + start, name.Length)) : null;
        }
    }

    private (string Name, SourceSpan Span)? Mention
    {
        get
        {
            if (Expression is not { IsOnHead: true, Head.Length: > 0 } expression || file.Functions.IsGroup(expression.Head))
                return null;
            var span = Span(expression.Start, expression.Head.Length);
            // The name of an argument is no variable; where the parser cannot read the expression yet, the colon has to tell.
            var isArgument = file.Now.Text.AsSpan(span.Start + span.Length) is [':', ..];
            return isArgument && file.Outline?.Uses.Any(u => file.ToNow(u.Span)?.Start == span.Start) != true
                ? null
                : (expression.Head, span);
        }
    }

    private (string Name, SourceSpan Span)? Defined
    {
        get
        {
            foreach (var definition in file.Outline?.Definitions ?? [])
            {
                if (file.ToNow(definition.Span) is { } span && span.Start <= Offset && Offset <= span.Start + span.Length)
                    return (definition.Name, span);
            }
            return null;
        }
    }

    private bool IsOnWord => Place.Length > 0 && Place.Start <= Offset && Offset <= Place.Start + Place.Length;

    private SourceSpan Span(int start, int length) => new(file.Now, start, length);

    // A value of several lines can only be told from the tree.
    private int ValueStart()
    {
        var line = Offset == 0 ? 0 : file.Now.Text.LastIndexOf('\n', Offset - 1) + 1;
        return file.IsCurrent && file.Outline!.Root is { } root && ScalarAt(root, Offset) is { } scalar
            ? Math.Min(line, scalar.Span.Start)
            : line;
    }

    private static ScalarNode? ScalarAt(LocatedNode node, int offset) =>
        offset < node.Span.Start || offset > node.Span.Start + node.Span.Length
            ? null
            : node switch
            {
                ScalarNode scalar => scalar,
                MappingNode map => map.Entries.Select(e => ScalarAt(e.Value, offset)).FirstOrDefault(s => s is not null),
                SequenceNode list => list.Items.Select(i => ScalarAt(i, offset)).FirstOrDefault(s => s is not null),
                _ => null,
            };
}
