using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PingOneScenarios.Engine.Templating.Functions.Markup;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Parts of HTML texts, read as a browser reads them.</summary>
internal static class HtmlFunctions
{
    /// <summary>In characters.</summary>
    private const int LongestText = 1 << 20;

    /// <summary>In characters.</summary>
    private const int LongestSelector = 1_000;

    /// <summary>In characters; searched at once.</summary>
    private const int ShortText = 16_384;

    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(5);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "html.css",
            [new("text", ParameterKind.Text), new("selector", ParameterKind.Text), Parameter.Optional("attribute", ParameterKind.Text)],
            "The texts of the elements that a CSS selector finds in an HTML text of up to 1 MB, as a list and without white space at their ends, "
                + "or their values of an attribute, leaving out elements without it.",
            "html.css '<form action=\"/login\">…</form>' 'form' 'action'",
            Css
        ),
    ];

    private static ListValue Css(Arguments a)
    {
        if (a.Text(0).Length > LongestText)
            throw new FunctionException("the text is longer than 1 MB", 0);
        if (a.Text(1).Length > LongestSelector)
            throw new FunctionException("the selector is longer than 1000 characters", 1);
        var page = HtmlPage.Parse(a.Text(0), a.Work);
        return a.Text(0).Length <= ShortText
            ? Find(page, a, CancellationToken.None)
            : a.Work.Leaving(LongestSearch, ct => Find(page, a, ct), () => new FunctionException("the search takes too long", 1));
    }

    private static ListValue Find(IHtmlDocument page, Arguments a, CancellationToken ct)
    {
        var elements = Select(page, a.Text(1));
        return Limited(a.Has(2) ? elements.Select(e => e.GetAttribute(a.Text(2))) : elements.Select(e => e.TextContent.Trim()), ct);
    }

    private static IHtmlCollection<IElement> Select(IHtmlDocument page, string selector)
    {
        if (SelectorCost.Of(selector, page) > SelectorCost.Most)
            throw new FunctionException("the selector can take too long on this page; use > and fewer parts", 1);
        try
        {
            return page.QuerySelectorAll(selector);
        }
        catch (DomException)
        {
            throw new FunctionException("the selector is no CSS selector", 1);
        }
    }

    // Elements that lie in each other repeat their text.
    private static ListValue Limited(IEnumerable<string?> texts, CancellationToken ct)
    {
        var (values, length) = (ImmutableArray.CreateBuilder<Value>(), 0L);
        foreach (var text in texts)
        {
            ct.ThrowIfCancellationRequested();
            if (text is null)
                continue;
            length += text.Length;
            if (length > TemplateRenderer.LargestOutput)
                throw new FunctionException("the result is longer than 16 MB");
            values.Add(new TextValue(text));
        }
        return new ListValue(values.ToImmutable());
    }
}
