using System.Buffers;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>How a value is written in the place it stands in.</summary>
internal enum WordPlace
{
    Raw,

    /// <summary>The path of an address: percent-encoded.</summary>
    Path,

    /// <summary>The query of an address: percent-encoded, where a space may be a plus sign.</summary>
    Query,

    /// <summary>A form: percent-encoded, a space is a plus sign.</summary>
    Form,

    /// <summary>Inside of a JSON text.</summary>
    Json,
    Xml,
}

/// <summary>A text with its escapes taken out, and where each letter stood.</summary>
/// <param name="Text">Decoded; what is no part of a value, such as the quotes of JSON, is <see cref="Border"/>.</param>
/// <param name="Starts">Where each letter of it began, and one more for the end.</param>
internal sealed record SlotReading(string Text, IReadOnlyList<int> Starts)
{
    public const char Border = '\uffff';

    public static SlotReading Of(string written, WordPlace slot)
    {
        var (text, starts) = (new StringBuilder(written.Length), new List<int>(written.Length + 1));
        for (var at = 0; at < written.Length; )
        {
            var length = 1;
            switch (slot, written[at])
            {
                case (WordPlace.Path or WordPlace.Query or WordPlace.Form, '%'):
                    (var letters, length) = Percent(written, at);
                    text.Append(letters);
                    break;
                case (WordPlace.Query or WordPlace.Form, '+'):
                    text.Append(' ');
                    break;
                case (WordPlace.Json, '\\'):
                    (var letter, length) = JsonEscape(written, at);
                    text.Append(letter);
                    break;
                case (WordPlace.Json, '"'):
                    text.Append(Border);
                    break;
                default:
                    text.Append(written[at]);
                    break;
            }
            while (starts.Count < text.Length)
                starts.Add(at);
            at += length;
        }
        starts.Add(written.Length);
        return new SlotReading(text.ToString(), starts);
    }

    // A letter may be up to four bytes.
    private static (string Letters, int Length) Percent(string written, int at)
    {
        var bytes = new List<byte>(4);
        while (bytes.Count < 4 && Byte(written, at + 3 * bytes.Count) is { } value)
            bytes.Add(value);
        return Rune.DecodeFromUtf8([.. bytes], out var rune, out var used) == OperationStatus.Done
            ? (rune.ToString(), 3 * used)
            : (written[at].ToString(), 1);
    }

    private static byte? Byte(string written, int at) =>
        at + 2 < written.Length
        && written[at] == '%'
        && byte.TryParse(written.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static (char Letter, int Length) JsonEscape(string written, int at)
    {
        if (at + 1 >= written.Length)
            return ('\\', 1);
        if (
            written[at + 1] == 'u'
            && at + 5 < written.Length
            && ushort.TryParse(written.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        )
            return ((char)unit, 6);
        var letter = written[at + 1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            var other => other,
        };
        return (letter, 2);
    }
}
