namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The attempts before the one that counts, and what went wrong in them; nothing of a run that was begun once.</summary>
internal static class EarlierPart
{
    public static void Write(RunView view)
    {
        if (view.Run.Earlier.IsEmpty)
            return;
        var html = view.Html;
        using var section = html.In("section", "earlier");
        html.Element(view.Heading, view.Run.Earlier.Length == 1 ? "Earlier attempt" : "Earlier attempts");
        foreach (var attempt in view.Run.Earlier)
            Write(view.For(attempt), attempt);
    }

    private static void Write(RunView view, ReportedRun attempt)
    {
        var html = view.Html;
        using var details = html.In("details", "part attempt", ("id", attempt.Id));
        using (html.In("summary"))
        {
            html.Text($"Attempt {attempt.Started.Slot?.Attempt ?? 1} ");
            Badge.Write(html, attempt.Outcome);
            html.Element("small", $"{Said.Moment(attempt.Started.At)}, run {attempt.Started.RunId}");
        }
        html.Element("p", "It does not count: the scenario was begun anew.", "note");
        if (attempt.Wrong.Any())
        {
            using var cards = html.In("ol", "cards");
            foreach (var step in attempt.Wrong)
                WrongPart.WriteEarlier(view, step);
        }
        foreach (var problem in attempt.Finished?.Summary.Problems ?? [])
            ProblemPart.Write(html, problem, place: null);
        LeftBehindPart.Write(view);
    }
}
