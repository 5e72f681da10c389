using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>
/// How the state of a run is written as JSON. What plain JSON says exactly is written as such. All else is an object whose first member
/// is <see cref="Mark"/>: the labels of the whole, or null for a secret that was withheld.
/// </summary>
internal static class StateMarks
{
    public const string Mark = "$";

    /// <summary>The value, as far as JSON can say it; of a text that is secret as a whole or in parts, the text.</summary>
    public const string Whole = "v";

    /// <summary>A text of which half a surrogate pair is missing somewhere: its UTF-16, in base64.</summary>
    public const string Octets = "u";

    /// <summary>What is secret of a text: start, length and labels of each stretch.</summary>
    public const string Spans = "p";

    /// <summary>A map whose names would be taken for something else: names and values by turns.</summary>
    public const string Members = "m";

    public const string Name = "n";

    public const string Value = "v";

    public const string Origin = "o";

    public const string Labels = "l";

    public const string Source = "s";

    public const string Destinations = "to";

    /// <summary>Deep enough for marks at each level of a value.</summary>
    private const int Deepest = 2000;

    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Deepest,
        SkipValidation = true,
    };

    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = Deepest };

    /// <summary>Whether JSON can say a text: whether no half of a surrogate pair stands alone.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            text = text[(at + 2)..];
        }
        return true;
    }
}
