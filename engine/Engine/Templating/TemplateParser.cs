using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using Scriban.Parsing;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Text to template: finds each <c>&lt;&lt;expression&gt;&gt;</c> and parses it on its own.</summary>
internal sealed class TemplateParser(FunctionTable functions)
{
    private const string Opener = "<<";
    private const string Closer = ">>";

    public FunctionTable Functions => functions;

    /// <summary>The template; what could not be parsed has been said and is left out of it.</summary>
    public Template Parse(LocatedText text, DiagnosticBag problems)
    {
        if (!text.Text.Contains(Opener, StringComparison.Ordinal))
            return new Template(text.Whole, text.Text.Length == 0 ? [] : [new LiteralSegment(text.Text)]);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var literal = new StringBuilder();
        var at = 0;
        while (at < text.Text.Length)
        {
            var next = NextOpener(text.Text, at, literal);
            if (next < 0)
                break;
            if (literal.Length > 0)
                segments.Add(new LiteralSegment(literal.ToString()));
            literal.Clear();
            at = ParseExpression(text, next, segments, problems);
        }
        if (literal.Length > 0)
            segments.Add(new LiteralSegment(literal.ToString()));
        return new Template(text.Whole, segments.ToImmutable());
    }

    /// <summary>An expression that stands without angle brackets around it.</summary>
    public Expression? ParseExpression(LocatedText text, DiagnosticBag problems) => ExpressionParser.Parse(functions, text, problems);

    // Copies literal text up to the next opener; \<< is a literal <<. Gives the place of the opener, or -1 at the end.
    private static int NextOpener(string text, int at, StringBuilder literal)
    {
        while (true)
        {
            var found = text.IndexOf(Opener, at, StringComparison.Ordinal);
            if (found < 0)
            {
                literal.Append(text, at, text.Length - at);
                return -1;
            }
            var escaped = found > at && text[found - 1] == '\\';
            literal.Append(text, at, found - at - (escaped ? 1 : 0));
            if (!escaped)
                return found;
            literal.Append(Opener);
            at = found + 2;
        }
    }

    // Gives the place behind the expression.
    private int ParseExpression(LocatedText text, int opener, ImmutableArray<Segment>.Builder segments, DiagnosticBag problems)
    {
        var end = FindCloser(text.Text, opener + 2, out var comment);
        if (end < 0)
        {
            SayUnclosed(text, opener, comment, problems);
            return text.Text.Length;
        }
        if (ExpressionParser.Parse(functions, text.Slice(opener + 2, end - opener - 2), problems) is { } expression)
            segments.Add(new ExpressionSegment(expression));
        var behind = end + 2;
        if (text.Text.AsSpan(behind) is ['>', not '>', ..] or ['>'])
        {
            SayStray(text, behind, ">", problems);
            return behind;
        }
        var stray = text.Text.IndexOf(Closer, behind, StringComparison.Ordinal);
        var next = text.Text.IndexOf(Opener, behind, StringComparison.Ordinal);
        if (stray >= 0 && (next < 0 || stray < next))
            SayStray(text, stray, Closer, problems);
        return behind;
    }

    // Scriban's own lexer decides, so a >> inside a string or inside brackets does not end the expression.
    private static int FindCloser(string text, int from, out bool comment)
    {
        comment = false;
        if (from >= text.Length)
            return -1;
        var depth = 0;
        var options = new LexerOptions { Mode = ScriptMode.ScriptOnly, StartPosition = new TextPosition(from, 0, 0) };
        foreach (var token in new Lexer(text, "", options))
        {
            switch (token.Type)
            {
                case TokenType.OpenParen or TokenType.OpenBracket or TokenType.OpenBrace or TokenType.OpenInterpolatedBrace:
                    depth++;
                    break;
                case TokenType.CloseParen or TokenType.CloseBracket or TokenType.CloseBrace or TokenType.CloseInterpolatedBrace:
                    depth--;
                    break;
                case TokenType.DoubleGreaterThan when depth <= 0:
                    return token.Start.Offset;
                case TokenType.Comment or TokenType.CommentMulti:
                    comment = true;
                    return -1;
            }
        }
        return -1;
    }

    // Why an expression has no end.
    private static (string? Why, Remedy Fix) Open(LocatedText text, int opener, bool comment)
    {
        if (comment)
            return (null, "leave the # out, or quote it");
        if (CutBefore(text) is { } mark)
            return ($"YAML ends the value in front of \"{mark}\"", QuotedLine.Fix(text.Part(opener, 1)));
        return text.Text.IndexOf(Closer, opener, StringComparison.Ordinal) >= 0
            ? ("a quote or a bracket inside it is still open", "close the quote or the bracket in front of the >>")
            : (
                null,
                "close it with >>, or write \\<< for a literal <<; quote an expression that holds ': ', ' #' or, inside { } and [ ], a comma"
            );
    }

    private static void SayUnclosed(LocatedText text, int opener, bool comment, DiagnosticBag problems)
    {
        var (why, fix) = Open(text, opener, comment);
        problems.Add(
            comment ? DiagnosticCodes.ExpressionRefused : DiagnosticCodes.TemplateUnclosed,
            text.Part(opener, text.Text.Length - opener),
            comment ? "a comment is not allowed inside << and >>" : "this << has no >>",
            why,
            fix
        );
    }

    // The character at which YAML ended a value that may have been meant to go on; inside quotes it ends nothing, and what ends with one > is
    // only a slip of the finger.
    private static char? CutBefore(LocatedText text)
    {
        var source = text.Whole.Source.Text;
        if (source[text.Whole.Start] is '"' or '\'' || text.Text.EndsWith('>'))
            return null;
        var rest = source.AsSpan(Math.Min(text.Part(text.Text.Length, 0).Start, source.Length)).TrimStart(" \t");
        return !rest.IsEmpty && rest[0] is '#' or ',' or ']' or '}' or ':' ? rest[0] : null;
    }

    private static void SayStray(LocatedText text, int stray, string what, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.StrayCloser,
            text.Part(stray, what.Length),
            $"this {what} is left over behind an expression and stays in the text",
            "an expression ends at its first >> outside brackets and quotes",
            $"put a shift in parentheses: <<(n >> 1)>>; or remove the {what}"
        );
}
