using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Display;

/// <summary>Requests and answers as text: <c>&gt;</c> what was sent, <c>&lt;</c> what came back.</summary>
internal static class ExchangeText
{
    private const int LongestBody = 4000;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(TextWriter output, ExchangeRecord exchange)
    {
        output.WriteLine();
        PrintRequest(output, exchange);
        PrintAnswerLines(output, exchange);
        foreach (var note in exchange.CookieNotes)
            output.WriteLine($"  * cookie {SafeText.Line(note.Name)} {SafeText.Line(note.Text)}");
        output.WriteLine();
    }

    /// <summary>The request alone, as it will be sent.</summary>
    public static void PrintRequest(TextWriter output, ExchangeRecord exchange)
    {
        output.WriteLine($"  > {exchange.Method} {SafeText.Line(exchange.Address)}");
        PrintHeaders(output, '>', exchange.RequestHeaders);
        if (exchange.RequestBody is { Length: > 0 } body)
            PrintBody(output, '>', body);
        PrintDigest(output, '>', exchange.RequestDigest);
        foreach (var line in AssertionText.Decoded(exchange))
            output.WriteLine($"  > {SafeText.Line(line)}");
    }

    /// <summary>The answer alone, below a failure.</summary>
    public static void PrintAnswer(TextWriter output, ExchangeRecord exchange)
    {
        output.WriteLine("   answer:");
        PrintAnswerLines(output, exchange);
        PrintRefused(output, exchange);
    }

    /// <summary>What a client signed that is not known by it.</summary>
    public static void PrintRefused(TextWriter output, ExchangeRecord exchange)
    {
        if (AssertionText.OfRefused(exchange) is { } said)
            output.WriteLine($"   {SafeText.Line(said)}");
    }

    private static void PrintAnswerLines(TextWriter output, ExchangeRecord exchange)
    {
        if (exchange.Status is null)
        {
            output.WriteLine("  < no answer");
            return;
        }
        // The version most servers speak says nothing new.
        var version = exchange.Version.Text is "" or "1.1" ? "" : $"HTTP/{SafeText.Line(exchange.Version)} ";
        output.WriteLine($"  < {version}{exchange.Status} {SafeText.Line(exchange.Reason)}");
        PrintHeaders(output, '<', exchange.AnswerHeaders);
        if (exchange.AnswerBody.Length > 0)
            PrintBody(output, '<', exchange.AnswerBody);
        PrintDigest(output, '<', exchange.AnswerDigest);
    }

    private static void PrintHeaders(TextWriter output, char side, IEnumerable<ShownValue> headers)
    {
        foreach (var header in headers)
            output.WriteLine($"  {side} {SafeText.Line(header.Name)}: {SafeText.Line(header.Text)}");
    }

    private static void PrintDigest(TextWriter output, char side, BodyDigest? digest)
    {
        if (digest is not null)
            output.WriteLine($"  {side}\n  {side} {SafeText.Line(DigestText.Of(digest))}");
    }

    private static void PrintBody(TextWriter output, char side, string body)
    {
        output.WriteLine($"  {side}");
        var text = Indented(body);
        var cut = text.Length > LongestBody ? text[..LongestBody] + $"\n… ({text.Length - LongestBody:N0} more characters)" : text;
        foreach (var line in SafeText.Lines(cut).Split('\n'))
            output.WriteLine($"  {side} {line}");
    }

    /// <summary>JSON over several lines; what is no JSON as it is.</summary>
    public static string Indented(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, Readable))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two: half of a surrogate pair, escaped or not, which JSON has room for and UTF-8 has not.
            return body;
        }
    }
}
