using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>Takes a SCIM filter apart: <c>or</c> binds less than <c>and</c>, <c>and</c> less than <c>not</c> and parentheses.</summary>
internal sealed partial class ScimParser
{
    // What is in more parentheses than anybody writes by hand would only fill the stack.
    private const int Deepest = 50;

    private readonly ImmutableArray<string> words;
    private int at;

    public ScimParser(string text)
    {
        var found = new List<string>();
        var length = 0;
        for (var match = Word().Match(text); match.Success; match = match.NextMatch())
        {
            length += match.Length;
            if (match.Groups[1] is { Length: > 0 } word)
                found.Add(word.Value);
        }
        words = length == text.Length ? [.. found] : [];
    }

    /// <summary>Null when the text is no filter.</summary>
    public ScimFilter? Parse() => Either("", 0) is { } filter && at == words.Length ? filter : null;

    /// <param name="prefix">What stands before an attribute in brackets, with a dot behind it.</param>
    /// <param name="depth">In how many parentheses this is.</param>
    private ScimFilter? Either(string prefix, int depth)
    {
        var left = depth > Deepest ? null : All(prefix, depth);
        while (left is not null && Take("or"))
            left = All(prefix, depth) is { } right ? new ScimFilter.Either(left, right) : null;
        return left;
    }

    private ScimFilter? All(string prefix, int depth)
    {
        var left = One(prefix, depth);
        while (left is not null && Take("and"))
            left = One(prefix, depth) is { } right ? new ScimFilter.All(left, right) : null;
        return left;
    }

    private ScimFilter? One(string prefix, int depth)
    {
        if (Take("not"))
            return Take("(") && Enclosed(prefix, depth, ")") is { } inner ? new ScimFilter.Not(inner) : null;
        if (Take("("))
            return Enclosed(prefix, depth, ")");
        if (Next() is not { } attribute || !Attribute().IsMatch(attribute))
            return null;
        return prefix.Length == 0 && Take("[") ? Enclosed($"{attribute}.", depth, "]") : Compare(prefix + attribute);
    }

    /// <summary>What stands up to the closing bracket.</summary>
    private ScimFilter? Enclosed(string prefix, int depth, string close) =>
        Either(prefix, depth + 1) is { } inner && Take(close) ? inner : null;

    private FilterComparison? Compare(string attribute)
    {
        var written = Next()?.ToLowerInvariant();
        if (written is null || !ScimFilter.Operators.Contains(written))
            return null;
        if (written == "pr")
            return new FilterComparison(attribute, written, null);
        return Next() is { } literal && TryRead(literal, out var value) ? new FilterComparison(attribute, written, value) : null;
    }

    private static bool TryRead(string literal, out string? value)
    {
        value = literal;
        if (!literal.StartsWith('"'))
        {
            value = literal == "null" ? null : literal;
            return Literal().IsMatch(literal);
        }
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(literal));
            reader.Read();
            value = reader.GetString();
            return true;
        }
        // An escape that JSON does not have.
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private string? Next() => at < words.Length ? words[at++] : null;

    private bool Take(string word)
    {
        if (at >= words.Length || !words[at].Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        at++;
        return true;
    }

    [GeneratedRegex("""\G(?:\s+|("(?:[^"\\]|\\.)*"|[()\[\]]|[^\s()\[\]"]+))""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z_][\w.-]*\z")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^(true|false|null|-?[0-9]+(\.[0-9]+)?)\z")]
    private static partial Regex Literal();
}
