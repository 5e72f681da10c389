using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>
/// Offsets to the positions of LSP and back: lines from 0, ended by LF, CR LF or CR, and characters from 0 in UTF-16 units.
/// </summary>
internal sealed class TextLines
{
    private readonly string text;
    private readonly List<int> starts = [0];

    public TextLines(string text)
    {
        this.text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                starts.Add(i + 1);
        }
    }

    /// <summary>A position behind the end of its line, or of the text, is taken for that end.</summary>
    public int OffsetOf(int line, int character)
    {
        if (line >= starts.Count)
            return text.Length;
        var end = line + 1 < starts.Count ? starts[line + 1] : text.Length;
        while (end > starts[line] && text[end - 1] is '\n' or '\r')
            end--;
        return (int)Math.Min((long)starts[line] + character, end);
    }

    public (int Line, int Character) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var found = starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line, offset - starts[line]);
    }

    /// <summary>Writes the member <paramref name="name"/> with a range.</summary>
    public void WriteRange(Utf8JsonWriter writer, string name, int start, int length)
    {
        writer.WritePropertyName(name);
        WriteRange(writer, start, length);
    }

    public void WriteRange(Utf8JsonWriter writer, int start, int length)
    {
        writer.WriteStartObject();
        WritePosition(writer, "start", start);
        WritePosition(writer, "end", start + length);
        writer.WriteEndObject();
    }

    private void WritePosition(Utf8JsonWriter writer, string name, int offset)
    {
        var (line, character) = PositionOf(offset);
        writer.WriteStartObject(name);
        writer.WriteNumber("line", line);
        writer.WriteNumber("character", character);
        writer.WriteEndObject();
    }
}
