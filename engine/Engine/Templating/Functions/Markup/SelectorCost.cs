using AngleSharp.Dom;

namespace PingOneScenarios.Engine.Templating.Functions.Markup;

/// <summary>
/// How long a CSS selector can take on a page at most. Matching tries every choice of ancestors or siblings for the combinators " " and "~",
/// so a selector with several of them can take years on a page that is made for it, and nothing can stop it from outside.
/// </summary>
internal static class SelectorCost
{
    /// <summary>In comparisons of one element; about two seconds.</summary>
    public const double Most = 1e8;

    public static double Of(string selector, IDocument document)
    {
        var (elements, depth, siblings) = Measure(document);
        var (descendants, followers, searches) = Count(selector);
        return elements * Choices(depth, descendants) * Choices(siblings, followers) * Math.Pow(elements, searches);
    }

    private static (int Elements, int Depth, int Siblings) Measure(IDocument document)
    {
        var (elements, depth, siblings) = (0, 0, 0);
        var open = new Stack<(IElement Element, int Depth)>();
        if (document.DocumentElement is { } root)
            open.Push((root, 1));
        while (open.TryPop(out var next))
        {
            elements++;
            depth = Math.Max(depth, next.Depth);
            siblings = Math.Max(siblings, next.Element.ChildElementCount);
            for (var child = next.Element.FirstElementChild; child is not null; child = child.NextElementSibling)
                open.Push((child, next.Depth + 1));
        }
        return (elements, depth, siblings);
    }

    // Too many rather than too few: white space at another combinator is not told apart from one that stands alone.
    private static (int Descendants, int Followers, int Searches) Count(string selector)
    {
        var (descendants, followers, searches, quote) = (0, 0, 0, '\0');
        for (var i = 0; i < selector.Length; i++)
        {
            var c = selector[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '~' && !selector.AsSpan(i + 1).StartsWith("="))
                followers++;
            else if (c == ':' && IsSearch(selector.AsSpan(i + 1)))
                searches++;
            else if (char.IsWhiteSpace(c) && IsAlone(selector, i))
                descendants++;
        }
        return (descendants, followers, searches);
    }

    private static bool IsSearch(ReadOnlySpan<char> name) =>
        name.StartsWith("has", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("nth", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("contains", StringComparison.OrdinalIgnoreCase);

    private static bool IsAlone(string selector, int at)
    {
        var before = selector.AsSpan(0, at).TrimEnd();
        var behind = selector.AsSpan(at).TrimStart();
        return before.Length == at
            && before.Length > 0
            && behind.Length > 0
            && !">+~,(".Contains(before[^1])
            && !">+~,)".Contains(behind[0]);
    }

    private static double Choices(int among, int taken)
    {
        var choices = 1.0;
        for (var i = 0; i < taken; i++)
            choices *= Math.Max(1.0, among - i) / (i + 1);
        return Math.Max(1.0, choices);
    }
}
