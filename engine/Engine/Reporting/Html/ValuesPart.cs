using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What a step was made of and what it took out of the answer, each with the way to the other end.</summary>
internal static class ValuesPart
{
    private const int MostLinks = 12;

    public static void Write(RunView view, StepNode step)
    {
        WriteExtracted(view, step);
        WriteUses(view, step);
    }

    private static void WriteExtracted(RunView view, StepNode step)
    {
        var values = step.Log.Step.Extracted;
        if (values.IsEmpty)
            return;
        var html = view.Html;
        using var part = html.In("details", "part values", ("open", ""));
        using (html.In("summary"))
        {
            html.Text("Extracted ");
            html.Element("small", Said.Count(values.Length, "value"));
        }
        using var table = html.In("table");
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var name in (string[])["Variable", "Value", "From", "Used by"])
                html.Element("th", name, null, ("scope", "col"));
        }
        using var body = html.In("tbody");
        foreach (var value in values)
            WriteRow(view, step, value);
    }

    private static void WriteRow(RunView view, StepNode step, ExtractedValue value)
    {
        var html = view.Html;
        using var row = html.In("tr");
        html.Element("th", value.Name, null, ("scope", "row"));
        using (html.In("td", "value"))
        {
            html.Text(Cut(value.Text));
            if (value.IsSecret)
                html.Element("small", " secret, only named");
        }
        html.Element("td", value.From, "value");
        using var users = html.In("td", "links");
        // The turns of a loop are one user, and so is an undo of each of them.
        var found = (view.Trail.MadeBy(step, value.Name)?.Users ?? []).GroupBy(u => (u.Place.Phase, u.Place.Id)).ToList();
        foreach (var turns in found.Take(MostLinks))
            html.Link(turns.First().Id, NameOf(turns.First(), turns.Count()));
        if (found.Count == 0)
            html.Element("small", "no step");
        if (found.Count > MostLinks)
            html.Element("small", $"and {Said.Number(found.Count - MostLinks)} more");
    }

    private static string NameOf(StepNode user, int turns) =>
        $"{user.Number} {user.Place.Title}{(turns == 1 ? "" : $", {Said.Count(turns, "turn")}")}";

    private static void WriteUses(RunView view, StepNode step)
    {
        if (step.Log.Step.Uses.IsEmpty)
            return;
        var html = view.Html;
        using var uses = html.In("p", "uses");
        html.Text("Made of");
        foreach (var name in step.Log.Step.Uses)
        {
            if (view.Trail.UsedBy(step, name) is { Makers: [var maker, ..] })
                html.Link(maker.Id, name, "chip");
            else
                html.Element("span", name, "chip");
        }
    }

    private static string Cut(string text) =>
        text.Length <= BodyPart.LongestValue
            ? text
            : text[..BodyPart.LongestValue] + $"… ({Said.Count(text.Length - BodyPart.LongestValue, "more character")})";
}
