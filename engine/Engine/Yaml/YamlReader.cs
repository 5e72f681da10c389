#pragma warning disable RS0030 // keeper of YamlDotNet
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PingOneScenarios.Engine.Yaml;

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
    private readonly bool holdsBlanks;
    private readonly Dictionary<string, Anchor> anchors = new(StringComparer.Ordinal);

    /// <summary>The brackets and braces that are open.</summary>
    private readonly Stack<SourceSpan> openers = new();
    private int nodes;

    /// <summary>How deep the deepest node read since this was last set stands.</summary>
    private int deepest;

    private YamlReader(SourceText source, DiagnosticBag problems)
    {
        (this.source, this.problems) = (source, problems);
        parser = new Parser(new StringReader(source.Text));
        holdsBlanks = OddLetters.HoldsBlanks(source.Text);
    }

    /// <summary>The one document of a file, or null after having said why there is none.</summary>
    public static LocatedNode? Read(SourceText source, DiagnosticBag problems)
    {
        if (OddLetters.Find(source) is { } odd)
        {
            problems.Add(odd);
            return null;
        }
        if (YamlText.IsEmpty(source.Text))
        {
            problems.Add(DiagnosticCodes.NotYaml, source.Beginning, "the file is empty", null, "begin with \"scenario: what it shows\"");
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
            reader.SayMalformed((int)(reader.parser.Current?.End.Index ?? 0), null);
        }
        return null;
    }

    private LocatedNode ReadDocument()
    {
        // Behind the beginning of the stream and that of the document.
        parser.MoveNext();
        parser.MoveNext();
        parser.MoveNext();
        var root = ReadValue(0);
        parser.MoveNext();
        if (parser.Current is DocumentStart second)
            throw Refused(
                second.Start,
                second.End,
                "a second document is not supported",
                "one file holds one document; put the other one into a file of its own"
            );
        return root;
    }

    // A key is text whatever it looks like.
    private LocatedNode ReadValue(int depth)
    {
        var node = ReadNode(depth);
        if (node is ScalarNode { IsPlain: true } scalar && CoreSchema.Objection(scalar.Text.Text) is { } objection)
            problems.Add(
                DiagnosticCodes.NumberBeyond,
                scalar.Span,
                $"the number {objection}",
                "no number of an answer is read beyond 1,000 digits and an exponent of 10,000 either",
                "put it in quotes if it is meant as text"
            );
        return node;
    }

    // The parser stands on the first event of the node; afterwards on the first one behind it.
    private LocatedNode ReadNode(int depth)
    {
        // Behind a directive that nothing follows the parser has come to its end.
        var current = parser.Current ?? throw new YamlException("did not find a document");
        if (depth > DeepestNesting)
            throw TooLarge(current, $"nested deeper than {DeepestNesting} levels");
        if (++nodes > MostNodes)
            throw TooLarge(current, $"more than {MostNodes:N0} nodes");
        if (current is AnchorAlias alias)
            return ReadAlias(alias, depth);
        // On some malformed texts the parser ends a map behind a key without a value.
        if (current is not NodeEvent start)
            throw new YamlException(current.Start, current.End, "did not find expected value");
        if (holdsBlanks && start is Scalar { Style: ScalarStyle.Plain } && OddLetters.InIndentation(source, StartOf(start)) is { } blank)
            throw new DiagnosticException(blank);
        if (!start.Tag.IsEmpty)
            throw Refused(
                start.Start,
                start.End,
                $"the tag {Written(start)} is not supported",
                "leave it out; quotes make a text, no quotes a number or a boolean"
            );
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = new Anchor(null, 0, 0);
        var (before, deepestBefore) = (nodes, deepest);
        deepest = depth;
        LocatedNode node = start switch
        {
            Scalar scalar => new ScalarNode(
                ScalarPlaces.Locate(source, scalar, StartOf(scalar), (int)scalar.End.Index),
                scalar.Style == ScalarStyle.Plain
            ),
            SequenceStart sequence => ReadSequence(sequence, depth),
            _ => ReadMapping((MappingStart)start, depth),
        };
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = new Anchor(node, nodes - before + 1, deepest - depth);
        deepest = Math.Max(deepest, deepestBefore);
        parser.MoveNext();
        return node;
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<LocatedNode>();
        var isFlow = Open(start.Style == SequenceStyle.Flow, StartOf(start));
        parser.MoveNext();
        while (parser.Current is not SequenceEnd)
            items.Add(ReadValue(depth + 1));
        return new SequenceNode(Close(isFlow, StartOf(start)), items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var seen = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        var isFlow = Open(start.Style == MappingStyle.Flow, StartOf(start));
        parser.MoveNext();
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is not Scalar)
                throw Refused(
                    parser.Current!.Start,
                    parser.Current.End,
                    "a key that is not text is not supported",
                    "a key is a single word or a quoted text"
                );
            var key = (ScalarNode)ReadNode(depth + 1);
            YamlKeys.Check(key, problems);
            var entry = new MappingEntry(key, ReadValue(depth + 1));
            if (seen.TryAdd(entry.Name, key))
                entries.Add(entry);
            else
                YamlKeys.SayTwice(key, seen[entry.Name], problems);
        }
        return new MappingNode(Close(isFlow, StartOf(start)), entries.ToImmutable());
    }

    private LocatedNode ReadAlias(AnchorAlias alias, int depth)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchor))
            throw Refused(
                alias.Start,
                alias.End,
                $"there is no anchor &{alias.Value.Value} above this",
                $"put it in quotes if it is text; else write &{alias.Value.Value} in front of the value that is meant, above its first use"
            );
        if (anchor.Node is null)
            throw Refused(
                alias.Start,
                alias.End,
                $"the value of &{alias.Value.Value} contains itself",
                "write out what is meant; a value cannot contain itself"
            );
        nodes += anchor.Size;
        if (nodes > MostNodes)
            throw TooLarge(alias, $"more than {MostNodes:N0} nodes once aliases are expanded");
        deepest = Math.Max(deepest, depth + anchor.Height);
        if (deepest > DeepestNesting)
            throw TooLarge(alias, $"nested deeper than {DeepestNesting} levels once aliases are expanded");
        parser.MoveNext();
        return anchor.Node;
    }

    private bool Open(bool isFlow, int start)
    {
        if (isFlow)
            openers.Push(new SourceSpan(source, start, 1));
        return isFlow;
    }

    // The parser's end of a bracketed list lies in front of its bracket, that of an indented one at the next token.
    private SourceSpan Close(bool isFlow, int start)
    {
        var end = (int)parser.Current!.End.Index;
        if (isFlow)
        {
            openers.Pop();
            end += end < source.Text.Length && source.Text[end] is ']' or '}' ? 1 : 0;
        }
        return new SourceSpan(source, start, source.Text.AsSpan(start, Math.Max(0, end - start)).TrimEnd().Length);
    }

    // The parser's start of a node is that of its anchor.
    private int StartOf(NodeEvent node)
    {
        var start = (int)node.Start.Index;
        if (node.Anchor.IsEmpty)
            return start;
        start += node.Anchor.Value.Length + 1;
        while (start < node.End.Index && char.IsWhiteSpace(source.Text[start]))
            start++;
        return start;
    }

    private static string Written(NodeEvent tagged) => tagged.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);

    private SourceSpan Span(Mark start, Mark end) => new(source, (int)start.Index, Math.Max(0, (int)(end.Index - start.Index)));

    private DiagnosticException Refused(Mark start, Mark end, string what, string fix) =>
        new(new Diagnostic(DiagnosticCodes.YamlRefused, Span(start, end), what, null, fix));

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

    private void SayMalformed(int at, string? parserSays) =>
        problems.Add(YamlMistakes.Explain(source, at, parserSays, openers.Count == 0 ? null : openers.Peek()));

    /// <summary>A node an alias can stand for.</summary>
    /// <param name="Node">Null while it is being read.</param>
    /// <param name="Size">Its nodes, itself too, with aliases expanded.</param>
    /// <param name="Height">The levels below it.</param>
    private sealed record Anchor(LocatedNode? Node, int Size, int Height);
}
