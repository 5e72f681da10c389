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

    private readonly Dictionary<IElement, IElement> forms = [];

    private IDocument? document;
    private IElement? openForm;
    private int elements;
    private int copied;
    private long possible;
    private int tokens;
    private int countedAt;

    private readonly WorkLimit work;

    private HtmlPage(string text, WorkLimit work)
    {
        this.work = work;
        var options = new HtmlParserOptions { OnCreated = (element, _) => Count(element), OnToken = (token, _) => Count(token) };
        Document = new HtmlParser(options).ParseDocument(text);
    }

    /// <exception cref="FunctionException">The page has too many elements; blamed on the first argument.</exception>
    /// <exception cref="OperationCanceledException">Somebody wishes to stop.</exception>
    /// <exception cref="WorkTimedOutException">The time is up.</exception>
    public static HtmlPage Parse(string text, WorkLimit work) => new(text, work);

    public IHtmlDocument Document { get; }

    /// <summary>Everything a form can send but buttons, in the order of the page.</summary>
    public IEnumerable<IElement> Controls => Document.All.Where(e => e.LocalName is "input" or "select" or "textarea");

    /// <summary>
    /// The form a control belongs to, null without one: that of its attribute, or the one that was open where it is written, which need not be
    /// around it when the form begins in a table (HTML standard, "form element pointer").
    /// </summary>
    public IElement? FormOf(IElement control) =>
        control.GetAttribute("form") is { } id
            ? Document.GetElementById(id) is { LocalName: "form" } named
                ? named
                : null
            : forms.GetValueOrDefault(control);

    private void Count(IElement element)
    {
        document ??= element.Owner;
        if (++elements > MostElements)
            throw TooMany();
        if (Copied.Contains(element.LocalName))
            copied++;
        if (element.LocalName == "form")
            openForm ??= element;
        else if (openForm is not null && element.LocalName is "input" or "select" or "textarea")
            forms[element] = openForm!;
    }

    // One token can bring at most a copy of each tag before it, and a few more when it closes one.
    private void Count(HtmlToken token)
    {
        // A token can make the parser look at all elements that are open.
        work.Spend(1 + elements);
        if (token is { Type: HtmlTokenType.EndTag, Name: "form" })
            openForm = null;
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
