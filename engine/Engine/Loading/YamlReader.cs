#pragma warning disable RS0030 // keeper of YamlDotNet
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// The keeper of YamlDotNet: text to a tree of located nodes. Limits (depth, nodes with aliases expanded) are held while reading,
/// and what scenarios do not use is refused with its place.
/// </summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 64;
    private const int MostNodes = 100_000;

    private readonly SourceText source;
    private readonly DiagnosticBag problems;
    private readonly Parser parser;
    private readonly Dictionary<string, (LocatedNode? Node, int Size)> anchors = new(StringComparer.Ordinal);
    private int nodes;

    private YamlReader(SourceText source, DiagnosticBag problems)
    {
        (this.source, this.problems) = (source, problems);
        parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The one document of a file, or null after having said why there is none.</summary>
    public static LocatedNode? Read(SourceText source, DiagnosticBag problems)
    {
        var control = source.Text.AsSpan().IndexOfAny(Yaml.Unprintable);
        if (control >= 0)
        {
            problems.Add(
                DiagnosticCodes.NotYaml,
                new SourceSpan(source, control, 1),
                $"the character U+{(int)source.Text[control]:X4} is not allowed in YAML",
                null,
                "remove it, or write it as an escape in double quotes"
            );
            return null;
        }
        var reader = new YamlReader(source, problems);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            reader.SayMalformed((int)e.Start.Index, e.Message);
        }
        catch (DiagnosticException e)
        {
            problems.Add(e.Diagnostic);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            reader.SayMalformed((int)(reader.parser.Current?.End.Index ?? 0), "it breaks off or goes on in a way YAML does not know");
        }
        return null;
    }

    private LocatedNode? ReadDocument()
    {
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is not DocumentStart)
        {
            problems.Add(DiagnosticCodes.NotYaml, source.Beginning, "the file is empty", null, "begin with \"scenario: what it shows\"");
            return null;
        }
        parser.MoveNext();
        var root = ReadNode(0);
        parser.MoveNext();
        if (parser.Current is DocumentStart second)
            throw Refused(
                second.Start,
                second.End,
                "a second document",
                "one file holds one document; put the other one into a file of its own"
            );
        return root;
    }

    // The parser stands on the first event of the node; afterwards on the first one behind it.
    private LocatedNode ReadNode(int depth)
    {
        var current = parser.Current!;
        if (depth > DeepestNesting)
            throw TooLarge(current, $"nested deeper than {DeepestNesting} levels");
        if (++nodes > MostNodes)
            throw TooLarge(current, $"more than {MostNodes:N0} nodes");
        if (current is AnchorAlias alias)
            return ReadAlias(alias);
        var start = (NodeEvent)current;
        if (!start.Tag.IsEmpty)
            throw Refused(
                start.Start,
                start.End,
                $"the tag {start.Tag.Value}",
                "leave it out; quotes make a text, no quotes a number or a boolean"
            );
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = (null, 0);
        var before = nodes;
        LocatedNode node = start switch
        {
            Scalar scalar => new ScalarNode(
                ScalarPlaces.Locate(source, scalar, (int)scalar.Start.Index, (int)scalar.End.Index),
                scalar.Style == ScalarStyle.Plain
            ),
            SequenceStart sequence => ReadSequence(sequence, depth),
            _ => ReadMapping((MappingStart)start, depth),
        };
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = (node, nodes - before + 1);
        parser.MoveNext();
        return node;
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<LocatedNode>();
        parser.MoveNext();
        while (parser.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        return new SequenceNode(Span(start.Start, parser.Current.End), items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var seen = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        parser.MoveNext();
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is not Scalar)
                throw Refused(
                    parser.Current!.Start,
                    parser.Current.End,
                    "a key that is not text",
                    "a key is a single word or a quoted text"
                );
            var key = (ScalarNode)ReadNode(depth + 1);
            CheckKey(key, seen);
            entries.Add(new MappingEntry(key, ReadNode(depth + 1)));
        }
        return new MappingNode(Span(start.Start, parser.Current.End), entries.ToImmutable());
    }

    private void CheckKey(ScalarNode key, Dictionary<string, ScalarNode> seen)
    {
        var name = key.Text.Text;
        if (name == "<<" && key.IsPlain)
            problems.Add(
                DiagnosticCodes.YamlRefused,
                key.Span,
                "the merge key << is not supported",
                null,
                "write the entries out, or use defaults"
            );
        else if (name.Contains("<<", StringComparison.Ordinal) || name.EndsWith(">>", StringComparison.Ordinal))
            problems.Add(
                DiagnosticCodes.LiteralOnly,
                key.Span,
                "a key cannot hold an expression",
                "YAML splits an unquoted << … >> at a comma or a colon",
                "write the key out; quote a value that holds ',' or ': ' inside << >>"
            );
        if (seen.TryAdd(name, key))
            return;
        problems.Add(
            DiagnosticCodes.DuplicateKey,
            key.Span,
            $"the key \"{name}\" is there twice",
            $"it stands in line {seen[name].Span.Line} already",
            "keep one of them"
        );
    }

    private LocatedNode ReadAlias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchor))
            throw Refused(
                alias.Start,
                alias.End,
                $"the alias *{alias.Value.Value} of an anchor that does not exist",
                "define &name before it is used"
            );
        if (anchor.Node is null)
            throw Refused(alias.Start, alias.End, $"the alias *{alias.Value.Value} inside its own anchor", "a value cannot contain itself");
        nodes += anchor.Size;
        if (nodes > MostNodes)
            throw TooLarge(alias, $"more than {MostNodes:N0} nodes once aliases are expanded");
        parser.MoveNext();
        return anchor.Node;
    }

    private SourceSpan Span(Mark start, Mark end) => new(source, (int)start.Index, Math.Max(0, (int)(end.Index - start.Index)));

    private DiagnosticException Refused(Mark start, Mark end, string what, string fix) =>
        new(new Diagnostic(DiagnosticCodes.YamlRefused, Span(start, end), $"{what} is not supported", null, fix));

    private DiagnosticException TooLarge(ParsingEvent at, string what) =>
        new(
            new Diagnostic(
                DiagnosticCodes.YamlTooLarge,
                Span(at.Start, at.Start),
                $"the file is {what}",
                null,
                "split it into several scenarios"
            )
        );

    private void SayMalformed(int at, string why)
    {
        var place = new SourceSpan(source, Math.Clamp(at, 0, source.Text.Length), 0);
        var (what, reason, fix) = Yaml.Explain(source, place, why);
        problems.Add(DiagnosticCodes.NotYaml, place, what, reason, fix);
    }
}
