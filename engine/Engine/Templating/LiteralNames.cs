using Scriban.Parsing;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Functions that are named like a literal, such as <c>is.null</c>: Scriban refuses null, true and false behind a dot.</summary>
internal static class LiteralNames
{
    /// <summary>
    /// The text as Scriban can parse it: the literal in the name of a function is in capitals. Every place stays where it was, so the
    /// name is found again in the original text.
    /// </summary>
    public static string Hide(string text, FunctionTable functions)
    {
        if (!text.Contains(".null", StringComparison.Ordinal))
            return text;
        var letters = text.ToCharArray();
        var (group, dot) = (default(Token), default(Token));
        foreach (var token in new Lexer(text, "", new LexerOptions { Mode = ScriptMode.ScriptOnly }))
        {
            if (token.Type == TokenType.Identifier && dot.Type == TokenType.Dot && group.Type == TokenType.Identifier)
            {
                var name = text.AsSpan(token.Start.Offset, token.End.Offset - token.Start.Offset + 1);
                if (name is "null" && functions.TryFind($"{group.GetText(text)}.{name}", out _))
                    name.ToUpperInvariant(letters.AsSpan(token.Start.Offset));
            }
            (group, dot) = (dot, token);
        }
        return new string(letters);
    }
}
