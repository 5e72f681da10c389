using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>A file as a careless author would leave it: keys in any order, comments and empty lines anywhere. It means the same.</summary>
internal sealed class Reshuffle(Random random)
{
    /// <summary>The keys of every map that has a table in random order. Moves whole lines, as an author with an editor would.</summary>
    public string Keys(string text)
    {
        var source = new SourceText("file.yaml", text);
        var root = (MappingNode)YamlReader.Read(source, new DiagnosticBag())!;
        var layout = LayoutReader.Read(source, root, out _)!;
        var lines = text.TrimEnd('\n').Split('\n');
        var first = source.PlaceOf(layout.Root.Entries[0].Start).Line - 1;
        return string.Join('\n', lines[..first].Concat(Shuffled(source, lines, layout.Root, lines.Length, Formats.PlaceOf(text)))) + "\n";
    }

    /// <summary>Comments, empty lines and spaces where they change nothing.</summary>
    /// <param name="text">The file.</param>
    /// <param name="share">How many of a hundred lines get a comment.</param>
    public string Comments(string text, int share)
    {
        var source = new SourceText("file.yaml", text);
        var inside = LinesOfTexts(source);
        var lines = new List<string>();
        foreach (var (line, number) in text.TrimEnd('\n').Split('\n').Select((l, i) => (l, i + 1)))
        {
            if (!inside.Contains(number))
                lines.AddRange(Above(share));
            lines.Add(inside.Contains(number) || inside.Contains(number + 1) ? line : line + Behind(share, line));
        }
        if (share > 0)
            lines.Add(new string(' ', random.Next(6)) + "# at the end");
        return string.Join('\n', lines) + new string('\n', random.Next(1, 4));
    }

    private IEnumerable<string> Above(int share)
    {
        if (random.Next(100) < share)
            yield return new string(' ', random.Next(10)) + $"# above {random.Next(1000)}";
        for (var i = random.Next(30); i is 1 or 2 or 3; i--)
            yield return "";
    }

    private string Behind(int share, string line) =>
        random.Next(100) < share && line.Length > 0 ? new string(' ', random.Next(1, 4)) + $"# behind {random.Next(1000)}"
        : random.Next(10) == 0 ? "   "
        : "";

    private IEnumerable<string> Shuffled(SourceText source, string[] lines, FormatBlock block, int end, FormatLevel place)
    {
        var parts = new List<List<string>>();
        for (var i = 0; i < block.Entries.Length; i++)
        {
            var entry = block.Entries[i];
            var from = LineOf(source, entry.Start);
            var to = i + 1 < block.Entries.Length ? LineOf(source, block.Entries[i + 1].Start) : end;
            var below = entry.Key is null ? place.Each : place.Under(entry.Name);
            parts.Add([.. PartOf(source, lines, entry, from, to, below)]);
        }
        if (!place.Keys.IsEmpty && block.Entries[0].Key is not null)
        {
            for (var i = parts.Count - 1; i > 0; i--)
            {
                var other = random.Next(i + 1);
                (parts[i], parts[other]) = (parts[other], parts[i]);
            }
        }
        return parts.SelectMany(p => p);
    }

    private IEnumerable<string> PartOf(SourceText source, string[] lines, FormatEntry entry, int from, int to, FormatLevel place)
    {
        if (entry.Block is not { } block)
            return lines[from..to];
        var first = LineOf(source, block.Entries[0].Start);
        if (first > from)
            return lines[from..first].Concat(Shuffled(source, lines, block, to, place));
        // "- step: …": the dash moves to whatever comes first.
        var bare = lines.ToArray();
        var dash = source.PlaceOf(entry.Start).Column - 1;
        bare[from] = bare[from].Remove(dash, 1).Insert(dash, " ");
        var shuffled = Shuffled(source, bare, block, to, place).ToList();
        shuffled[0] = shuffled[0].Remove(dash, 1).Insert(dash, "-");
        return shuffled;
    }

    private static int LineOf(SourceText source, int offset) => source.PlaceOf(offset).Line - 1;

    // The lines that continue a text: a comment there would be part of it.
    private static HashSet<int> LinesOfTexts(SourceText source)
    {
        var lines = new HashSet<int>();
        foreach (var scalar in FlowText.Scalars(YamlReader.Read(source, new DiagnosticBag())!))
        {
            var last = source.PlaceOf(BlockScalar.End(scalar) ?? scalar.Span.Start + scalar.Span.Length).Line;
            // Behind a block a comment may be part of it too.
            for (var line = scalar.Span.Line + 1; line <= last + (BlockScalar.Is(scalar) ? 1 : 0); line++)
                lines.Add(line);
        }
        return lines;
    }
}
