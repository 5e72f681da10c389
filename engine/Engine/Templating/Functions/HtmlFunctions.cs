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
        new(
            "html.form",
            [new("text", ParameterKind.Text), Parameter.Optional("selector", ParameterKind.Text, "form")],
            "The first form that a CSS selector finds in an HTML text of up to 1 MB, as a map: action as it is written, which url.resolve makes an address of, "
                + "method in capitals, and fields, the map a browser would send when nothing is filled in and no button pressed; a name that comes several "
                + "times has a list.",
            "html.form response.text \"form[action*=login]\"",
            Form
        ),
    ];

    private static MapValue Form(Arguments a)
    {
        var selector = a.Text(1, "form");
        CheckSize(a, selector);
        var page = HtmlPage.Parse(a.Text(0), a.Work);
        var found =
            a.Text(0).Length <= ShortText
                ? Select(page.Document, selector)
                : a.Work.Leaving(
                    LongestSearch,
                    _ => Select(page.Document, selector),
                    () => new FunctionException("the search takes too long", 1)
                );
        var form = found.FirstOrDefault(e => e.LocalName == "form") ?? throw Formless(a);
        return new MapValue([
            new("action", (form.GetAttribute("action") ?? "").Trim()),
            new("method", MethodOf(form)),
            new("fields", Grouped(new FormFields(page, form, a.Work).Read())),
        ]);
    }

    private static FunctionException Formless(Arguments a) =>
        a.Has(1) ? new FunctionException("the selector finds no form", 1) : new FunctionException("the page has no form", 0);

    private static string MethodOf(IElement form)
    {
        var method = form.GetAttribute("method")?.ToUpperInvariant();
        return method is "POST" or "DIALOG" ? method : "GET";
    }

    private static MapValue Grouped(IEnumerable<(string Name, string Value)> fields) =>
        new([
            .. fields
                .GroupBy(f => f.Name, f => (Value)f.Value, StringComparer.Ordinal)
                .Select(g => KeyValuePair.Create(g.Key, g.ToImmutableArray() is [var only] ? only : new ListValue([.. g]))),
        ]);

    private static void CheckSize(Arguments a, string selector)
    {
        if (a.Text(0).Length > LongestText)
            throw new FunctionException("the text is longer than 1 MB", 0);
        if (selector.Length > LongestSelector)
            throw new FunctionException("the selector is longer than 1000 characters", 1);
    }

    private static ListValue Css(Arguments a)
    {
        CheckSize(a, a.Text(1));
        var page = HtmlPage.Parse(a.Text(0), a.Work).Document;
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
