using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Templating;

/// <summary>An expression that somebody typed, with or without the brackets it has in a file.</summary>
internal static class TypedExpression
{
    private const string Opener = "<<";
    private const string Closer = ">>";

    /// <summary>The expression, or null after having said why not.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="functions">What it may call.</param>
    /// <param name="problems">Takes what is wrong, with a place in what was typed.</param>
    public static Expression? Parse(string text, FunctionTable functions, DiagnosticBag problems)
    {
        var source = new SourceText("expression", text);
        var whole = new LocatedText(text, new SourceSpan(source, 0, text.Length), null, 0);
        var from = text.Length - text.TrimStart().Length;
        var length = text.Trim().Length;
        if (text.AsSpan().Trim() is var bare && bare.StartsWith(Opener) && bare.EndsWith(Closer) && bare.Length >= 4)
            (from, length) = (from + Opener.Length, length - Opener.Length - Closer.Length);
        return ExpressionParser.Parse(functions, whole.Slice(from, length), problems);
    }
}
