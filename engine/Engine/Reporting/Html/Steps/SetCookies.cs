using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>The cookies of an answer as a table.</summary>
internal static class SetCookies
{
    /// <summary>The cookies an answer sets, with what it says of each.</summary>
    public static void Write(HtmlWriter html, ImmutableArray<ShownValue> headers)
    {
        var cookies = Pairs.Named(headers, "Set-Cookie").ToList();
        if (cookies.Count == 0)
            return;
        html.Element("p", "Cookies set", "part-name");
        using var table = html.In("table", "fields");
        foreach (var cookie in cookies)
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            var pair = Pairs.Pair(parts[0]);
            using var row = html.In("tr");
            html.Element("th", pair.Name, null, ("scope", "row"));
            html.Element("td", pair.Text, "value");
            html.Element("td", string.Join(", ", parts.Skip(1)), "value");
        }
    }
}
