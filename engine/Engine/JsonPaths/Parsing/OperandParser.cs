using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Literals, paths and calls inside a filter; RFC 9535 sections 2.3.5.1 and 2.4.</summary>
internal static class OperandParser
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one operand; null when it is refused.</summary>
    internal static Operand? Read(PathScanner scanner)
    {
        var start = scanner.At;
        if (scanner.Current is '"' or '\'')
            return QuotedText.Read(scanner) is { } text ? ToLiteral(scanner, start, WriteText(text)) : null;
        if (NumberReader.IsAtNumber(scanner))
            return NumberReader.ReadNumber(scanner) is { } number ? ToLiteral(scanner, start, Encoding.UTF8.GetBytes(number)) : null;
        if (scanner.Current is '$' or '@')
            return ReadQuery(scanner);
        var word = NameReader.Read(scanner);
        if (word is not null && scanner.Current == '(')
            return CallParser.Read(scanner, start, word);
        if (word is "true" or "false" or "null")
            return ToLiteral(scanner, start, Encoding.UTF8.GetBytes(word));
        if (word is null)
            RefuseOperand(scanner);
        else
            RefuseWord(scanner, start, word);
        return null;
    }

    private static QueryOperand? ReadQuery(PathScanner scanner)
    {
        var start = scanner.At;
        var isFromRoot = scanner.Current == '$';
        scanner.Advance();
        var query = QueryParser.ReadSegments(scanner, isFromRoot);
        return query is null ? null : new QueryOperand(start, scanner.At - start, query);
    }

    private static LiteralOperand ToLiteral(PathScanner scanner, int start, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return new LiteralOperand(start, scanner.At - start, document.RootElement.Clone());
    }

    private static byte[] WriteText(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Unescaped))
            writer.WriteStringValue(text);
        return buffer.WrittenSpan.ToArray();
    }

    private static void RefuseOperand(PathScanner scanner)
    {
        var fix = scanner.Current switch
        {
            '[' or '{' => "compare with text, a number, true, false or null; a list or map cannot be written in a path",
            '+' or '.' => "write the number as JSON does, as in 1 or 0.5",
            '*' => "begin the path with @ or $, as in @.*",
            '/' => "write a pattern in quotes, as in match(@.name, \"user-.*\")",
            _ => "write for example @.id, \"text\", 12, true or null",
        };
        scanner.RefuseHere($"a value or a path beginning with @ or $ was expected, but here {scanner.Found()}", fix);
    }

    private static void RefuseWord(PathScanner scanner, int start, string word)
    {
        var fix = word.ToUpperInvariant() switch
        {
            "TRUE" => "write true",
            "FALSE" => "write false",
            "NULL" or "NIL" or "NONE" or "UNDEFINED" => "write null",
            "NOT" => "write ! for not",
            _ when PathFunctionTable.Find(word) is { } function => $"write the parenthesis right after it, as in {function.Example}",
            _ => $"write \"{word}\" for text, or @.{word} for a member",
        };
        scanner.Refuse(start, word.Length, $"the word {word} means nothing here", fix);
    }
}
