using PingOneScenarios.Engine.Forecasting;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>What the requests of a plan add up to: origins, secrets, things.</summary>
internal sealed class SurfaceText(int width)
{
    /// <summary>"10 requests to 2 origins, 3 things created, 3 undone with --undo always, 2 secrets used".</summary>
    public static string Summary(Forecast forecast)
    {
        var counts = forecast.Counts;
        var origins = forecast.Origins.Count(o => o.Requests > 0);
        var secrets = forecast.Secrets.Count(s => !s.Uses.IsEmpty);
        var requests = (counts.IsExact ? "" : "about ") + Many(counts.Requests, "request");
        var made =
            counts.Made == 0 ? "nothing created" : $"{Many(counts.Made, "thing")} created, {counts.Undone} undone with --undo always";
        return $"{requests} to {Many(origins, "origin")}, {made}, {Many(secrets, "secret")} used";
    }

    public IEnumerable<PlanLine> Origins(IReadOnlyCollection<ForecastOrigin> origins)
    {
        var rows = origins.Select(o => (string[])[o.Origin, o.Requests == 0 ? "none" : Many(o.Requests, "request"), Granted(o)]);
        foreach (var (origin, lines) in origins.Zip(FittedText.Rows([.. rows], [36, 14], width)))
        {
            foreach (var line in lines)
                yield return origin.Flag is null ? PlanLine.Plain(line) : new PlanLine(line, Styles.Bad);
        }
    }

    public IEnumerable<PlanLine> Grants(IReadOnlyCollection<ForecastGrant> grants) =>
        grants.SelectMany(g => FittedText.Lines($"{g.What}: {g.By}", width)).Select(PlanLine.Plain);

    public IEnumerable<PlanLine> Secrets(IReadOnlyCollection<ForecastSecret> secrets)
    {
        foreach (var secret in secrets)
        {
            yield return PlanLine.Bold(CellText.Cut(SafeText.Line($"‹{secret.Name}›"), width));
            List<string[]> rows =
            [
                ["from     ", secret.Source],
            ];
            rows.AddRange(secret.Uses.GroupBy(u => (u.Origin, u.Transport)).Select(g => (string[])["used at", Use(g)]));
            if (secret.Uses.IsEmpty)
                rows.Add(["used at", "no origin"]);
            if (secret.To is { } to)
                rows.Add(["may go to", to.IsEmpty ? "nobody" : string.Join(", ", to)]);
            if (secret.Bits > 0)
                rows.Add(["decides", $"what happens tells up to {Many(secret.Bits, "bit")} of it"]);
            foreach (var line in FittedText.Columns(rows, [9], width - 2))
                yield return PlanLine.Plain("  " + line);
        }
    }

    public IEnumerable<PlanLine> Made(IReadOnlyCollection<ForecastThing> made)
    {
        foreach (var thing in made)
        {
            var times = thing.Count == 1 ? "" : $" ({thing.Count} times)";
            foreach (var line in FittedText.Lines($"+ {thing.Request}{times}", width))
                yield return new PlanLine(line, Styles.Good);
            foreach (var line in FittedText.Lines($"  by \"{thing.Step}\"{(thing.Undo is null ? "; has no undo: it stays" : "")}", width))
                yield return thing.Undo is null ? new PlanLine(line, Styles.Doubtful) : PlanLine.Plain(line);
        }
    }

    public IEnumerable<PlanLine> Undone(IEnumerable<ForecastThing> made) =>
        made.Where(m => m.Undo is not null)
            .Reverse()
            .GroupBy(m => m.Undo)
            .Select(same => (Undo: same.Key, Count: same.Sum(m => m.Count)))
            .SelectMany(u => FittedText.Lines($"- {u.Undo}{(u.Count == 1 ? "" : $" ({u.Count} times)")}", width))
            .Select(PlanLine.Plain);

    private static string Granted(ForecastOrigin origin) =>
        origin switch
        {
            { Flag: { } flag } => $"NOT GRANTED; {flag} would allow it",
            { IsKnown: false } => "checked when it is known",
            { Requests: 0 } => $"granted by {string.Join(", ", origin.GrantedBy)}; not asked for",
            _ => $"granted by {string.Join(", ", origin.GrantedBy)}",
        };

    private static string Use(IGrouping<(string Origin, string? Transport), ForecastSecretUse> uses)
    {
        var how = uses.Key.Transport switch
        {
            "https" => " over https",
            "http" => " over PLAIN HTTP",
            "loopback" => " on this machine",
            _ => "",
        };
        return $"{uses.Key.Origin}{how}, by {string.Join(", ", uses.Select(u => $"\"{u.Step}\""))}";
    }

    private static string Many(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
