using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Markup;

/// <summary>
/// Makes an HTML document of text as a browser does, without scripts and without loading anything. It stops at pages that are made to be
/// slow: the parser's time grows with the square of the elements, and its repair of tags that overlap copies them behind each paragraph.
/// </summary>
internal sealed class HtmlPage
{
    private const int MostElements = 20_000;

    /// <summary>The elements a page may hold with the copies.</summary>
    private const int MostWithCopies = 100_000;

    /// <summary>In tokens. Counting the copies takes as long as there are elements, so it is done only now and then.</summary>
    private const int BetweenCounts = 128;

    /// <summary>The tags whose overlaps are repaired by copies (HTML standard, "the list of active formatting elements").</summary>
    private static readonly HashSet<string> Copied =
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ];

    private IDocument? document;
    private int elements;
    private int copied;
    private long possible;
    private int tokens;
    private int countedAt;

    private readonly WorkLimit work;

    private HtmlPage(WorkLimit work) => this.work = work;

    /// <exception cref="FunctionException">The page has too many elements; blamed on the first argument.</exception>
    /// <exception cref="OperationCanceledException">Somebody wishes to stop.</exception>
    /// <exception cref="WorkTimedOutException">The time is up.</exception>
    public static IHtmlDocument Parse(string text, WorkLimit work)
    {
        var page = new HtmlPage(work);
        var options = new HtmlParserOptions { OnCreated = (element, _) => page.Count(element), OnToken = (token, _) => page.Count(token) };
        return new HtmlParser(options).ParseDocument(text);
    }

    private void Count(IElement element)
    {
        document ??= element.Owner;
        if (++elements > MostElements)
            throw TooMany();
        if (Copied.Contains(element.LocalName))
            copied++;
    }

    // One token can bring at most a copy of each tag before it, and a few more when it closes one.
    private void Count(HtmlToken token)
    {
        // A token can make the parser look at all elements that are open.
        work.Spend(1 + elements);
        tokens++;
        possible += copied + (token.Type == HtmlTokenType.EndTag ? 32 : 1);
        if (possible <= MostWithCopies || tokens - countedAt < BetweenCounts || document is null)
            return;
        countedAt = tokens;
        possible = document.All.Take(MostWithCopies + 1).Count();
        if (possible > MostWithCopies)
            throw TooMany();
    }

    private static FunctionException TooMany() => new("the page has more than 20000 elements", 0);
}
