using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What the script works with: search, filter, keys. Hidden until it runs.</summary>
internal static class Toolbar
{
    private static readonly (string Keys, string Meaning)[] Keys =
    [
        ("j, k", "next and previous step"),
        ("n, p", "next and previous step that went wrong"),
        ("Enter", "open or close the step"),
        ("e, c", "open or close all steps that are shown"),
        ("/", "search; Escape clears it"),
        ("t", "light or dark"),
        ("?", "this help"),
    ];

    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        var steps = report.Runs.SelectMany(r => r.Steps).ToList();
        using (html.In("header", "bar", ("id", "bar"), ("hidden", "")))
        {
            using (html.In("div", "find"))
            {
                html.Empty("input", null, [.. SearchField]);
                using (html.In("label", "also"))
                {
                    html.Empty("input", null, ("type", "checkbox"), ("id", "bodies"));
                    html.Text("bodies too");
                }
            }
            WriteFilters(html, steps);
            html.Element("output", "", "found", ("id", "found"));
            using var tools = html.In("div", "tools");
            WriteButton(html, "expand", "Open all", "Open all steps that are shown (e)");
            WriteButton(html, "collapse", "Close all", "Close all steps that are shown (c)");
            WriteButton(html, "theme", "Theme", "Light or dark (t)");
            WriteButton(html, "help", "?", "Keys (?)");
        }
        WriteHelp(html);
    }

    private static (string, string?)[] SearchField =>
        [
            ("type", "search"),
            ("id", "search"),
            ("placeholder", "Search steps"),
            ("aria-label", "Search steps by title, method, path, status and host"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ];

    private static void WriteFilters(HtmlWriter html, List<StepNode> steps)
    {
        using var filters = html.In("div", "filters", ("role", "group"), ("aria-label", "Filter by outcome"));
        html.Element("button", $"all {Said.Number(steps.Count)}", null, ("type", "button"), ("data-filter", ""), ("aria-pressed", "true"));
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var count = steps.Count(s => s.Outcome == outcome);
            if (count == 0)
                continue;
            var word = Words.Of(outcome);
            html.Element(
                "button",
                $"{word} {Said.Number(count)}",
                $"sign {word}",
                ("type", "button"),
                ("data-filter", word),
                ("aria-pressed", "false")
            );
        }
    }

    private static void WriteButton(HtmlWriter html, string id, string text, string title) =>
        html.Element("button", text, null, ("type", "button"), ("id", id), ("title", title));

    private static void WriteHelp(HtmlWriter html)
    {
        using var help = html.In("dialog", null, ("id", "keys"), ("aria-labelledby", "keys-title"));
        html.Element("h2", "Keys", null, ("id", "keys-title"));
        using (html.In("dl"))
        {
            foreach (var (keys, meaning) in Keys)
            {
                html.Element("dt", keys);
                html.Element("dd", meaning);
            }
        }
        html.Element("p", "What is open is printed.");
        html.Element("button", "Close", null, ("type", "button"), ("id", "close"));
    }
}
