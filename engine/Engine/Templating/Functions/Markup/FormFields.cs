using AngleSharp.Dom;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Markup;

/// <summary>What a form sends when nobody has touched it and no button is pressed (HTML standard, "constructing the entry list").</summary>
/// <param name="page">Knows which form a control belongs to.</param>
/// <param name="form">The form.</param>
/// <param name="work">Spent of, an element each.</param>
internal sealed class FormFields(HtmlPage page, IElement form, WorkLimit work)
{
    private const string CharsetName = "_charset_";

    private static readonly HashSet<string> Buttons = new(StringComparer.OrdinalIgnoreCase) { "submit", "image", "reset", "button" };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "text",
        "search",
        "tel",
        "url",
        "email",
        "password",
    };

    /// <summary>Names and values in the order of the page; a name may come several times.</summary>
    public IEnumerable<(string Name, string Value)> Read()
    {
        var controls = page.Controls.Where(c => page.FormOf(c) == form).ToList();
        var chosen = LastChecked(controls);
        foreach (var control in controls)
        {
            work.Spend(1);
            var name = control.GetAttribute("name") ?? "";
            if (name.Length == 0 || IsBarred(control))
                continue;
            foreach (var value in ValuesOf(control, chosen))
                yield return (Breaks(name), Breaks(value));
        }
    }

    private static IEnumerable<string> ValuesOf(IElement control, HashSet<IElement> chosen) =>
        control.LocalName switch
        {
            "select" => Selected(control),
            "textarea" => [control.TextContent],
            "input" => InputValue(control, chosen) is { } value ? [value] : [],
            _ => [],
        };

    private static string? InputValue(IElement input, HashSet<IElement> chosen)
    {
        var (type, value) = (TypeOf(input), input.GetAttribute("value"));
        if (Buttons.Contains(type))
            return null;
        return type switch
        {
            "checkbox" => input.HasAttribute("checked") ? value ?? "on" : null,
            "radio" => chosen.Contains(input) ? value ?? "on" : null,
            "file" => "",
            "hidden" => input.GetAttribute("name")!.Equals(CharsetName, StringComparison.OrdinalIgnoreCase) ? "UTF-8" : value ?? "",
            "color" => value ?? "#000000",
            _ => Line(type, value ?? ""),
        };
    }

    private static string TypeOf(IElement input) => input.GetAttribute("type") is { Length: > 0 } type ? type.ToLowerInvariant() : "text";

    // A field of one line takes line breaks out of what it is given.
    private static string Line(string type, string value)
    {
        if (!Lines.Contains(type))
            return value;
        var line = value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        return type is "url" or "email" ? line.Trim() : line;
    }

    // Of the radio buttons of a name the last one that is checked is.
    private static HashSet<IElement> LastChecked(List<IElement> controls) =>
        [
            .. controls
                .Where(c => c.LocalName == "input" && TypeOf(c) == "radio" && c.HasAttribute("checked"))
                .GroupBy(c => c.GetAttribute("name") ?? "", StringComparer.Ordinal)
                .Select(g => g.Last()),
        ];

    private static IEnumerable<string> Selected(IElement select)
    {
        var options = select.QuerySelectorAll("option").ToList();
        var selected = options.Where(o => o.HasAttribute("selected")).ToList();
        if (!select.HasAttribute("multiple"))
            selected =
                selected.Count > 0 ? [selected[^1]]
                : IsDropDown(select) ? [.. options.Where(o => !IsOff(o)).Take(1)]
                : [];
        return selected.Where(o => !IsOff(o)).Select(o => o.GetAttribute("value") ?? Collapsed(o.TextContent));
    }

    private static bool IsDropDown(IElement select) => !int.TryParse(select.GetAttribute("size"), out var size) || size is 0 or 1;

    private static bool IsOff(IElement option) =>
        option.HasAttribute("disabled") || option.ParentElement is { LocalName: "optgroup" } group && group.HasAttribute("disabled");

    private static string Collapsed(string text) =>
        string.Join(' ', text.Split((char[])[' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries));

    // Disabled, or in a disabled fieldset but not in its first legend, or in a list of suggestions.
    private bool IsBarred(IElement control)
    {
        if (control.HasAttribute("disabled"))
            return true;
        var child = control;
        for (var above = control.ParentElement; above is not null; (child, above) = (above, above.ParentElement))
        {
            work.Spend(1);
            if (above.LocalName == "datalist")
                return true;
            if (above.LocalName == "fieldset" && above.HasAttribute("disabled") && child != FirstLegend(above))
                return true;
        }
        return false;
    }

    private static IElement? FirstLegend(IElement fieldset)
    {
        for (var child = fieldset.FirstElementChild; child is not null; child = child.NextElementSibling)
        {
            if (child.LocalName == "legend")
                return child;
        }
        return null;
    }

    // As forms are encoded (HTML standard, "converting an entry list to a list of name-value pairs").
    private static string Breaks(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
}
