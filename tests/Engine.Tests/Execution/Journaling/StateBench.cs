using System.Buffers;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>A run that writes rows, and one that goes on from them.</summary>
internal sealed class StateBench
{
    private readonly List<byte[]> rows = [];

    public StateBench(bool withholds = false)
    {
        Before = new SecretRegister([Home], new SecretLog());
        After = new SecretRegister([Home], new SecretLog());
        Writer = new StateWriter(Before, withholds);
        Reader = new StateReader(After);
    }

    public static Origin Home { get; } = Origin.TryParse("https://home.example", out var origin, out _) ? origin : default!;

    public SecretRegister Before { get; }

    public SecretRegister After { get; }

    public StateWriter Writer { get; }

    public StateReader Reader { get; }

    /// <summary>All rows there are.</summary>
    public string Text => string.Concat(rows.Select(Encoding.UTF8.GetString));

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, StateMarks.Writing))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, StateMarks.Reading);
        return document.RootElement.Clone();
    }

    /// <summary>What is written, with the news behind it, is read with the news before it.</summary>
    public T Through<T>(Action<Utf8JsonWriter> write, Func<JsonElement, T> read)
    {
        var row = Write(json =>
        {
            json.WriteStartArray();
            write(json);
            Writer.WriteNews(json);
            json.WriteEndArray();
        });
        rows.Add(Encoding.UTF8.GetBytes(row));
        var parts = Parse(row);
        Reader.ReadNews(parts[1]);
        return read(parts[0]);
    }

    public Value? Through(Value value) => Through(json => Writer.Write(json, value), Reader.Read);

    /// <summary>Reads all rows again, into another run.</summary>
    public static StateReader ReadAgain(StateBench bench, SecretRegister into)
    {
        var reader = new StateReader(into);
        foreach (var row in bench.rows)
            reader.ReadNews(Parse(Encoding.UTF8.GetString(row))[1]);
        return reader;
    }

    /// <summary>Everything that can be seen of a value, labels by their names.</summary>
    public static string Seen(Value? value) =>
        value switch
        {
            null => "withheld",
            TextValue text =>
                $"\"{Units(text.Text)}\"{Names(text)}{string.Join(',', text.Spans.Select(s => $"{s.Start}+{s.Length}:{Names(s.Labels)}"))}",
            ListValue list => $"[{string.Join(',', list.Items.Select(Seen))}]{Names(list)}",
            MapValue map => $"{{{string.Join(',', map.Members.Select(m => $"{Units(m.Key)}={Seen(m.Value)}"))}}}{Names(map)}",
            _ => $"{value.Kind} {value}{Names(value)}",
        };

    public static string Names(LabelSet labels) => string.Join('+', labels.Labels.Select(l => l.Name));

    private static string Names(Value value) => $"<{Names(value.Own)}|{Names(value.Labels)}>";

    // A text with half a surrogate pair compares by its units.
    private static string Units(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? $"{c}" : $"\\{(int)c:x}"));
}
