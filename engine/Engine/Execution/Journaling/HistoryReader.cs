using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>The rows of a run back to what it did, and to where it stood.</summary>
/// <param name="state">Of the run that goes on: learns its secrets, its cookies, its doubts and its budgets again.</param>
/// <param name="plan">Of the entry scenario: says where a request is written.</param>
internal sealed class HistoryReader(RunState state, Plan plan)
{
    private readonly StateReader values = new(state.Secrets);
    private readonly RunHistory history = new();

    /// <summary>Reads all rows, in their order.</summary>
    public RunHistory Read(IReadOnlyList<OpenedRow> rows)
    {
        foreach (var row in rows)
            Read(row);
        history.Rows = rows.Count;
        return history;
    }

    private void Read(OpenedRow opened)
    {
        var row = opened.Body;
        values.ReadNews(row.GetProperty("news"));
        foreach (var fact in row.GetProperty("facts").EnumerateArray())
            Read(fact, opened.At);
        if (row.TryGetProperty("cookies", out var cookies))
            values.ReadCookies(cookies, state.Cookies);
        state.Restore(
            row.GetProperty("stepsLeft").GetInt32(),
            TimeSpan.FromTicks(row.GetProperty("time").GetInt64()),
            [.. row.GetProperty("doubts").EnumerateArray().Select(Doubt)]
        );
    }

    private void Read(JsonElement fact, DateTimeOffset at)
    {
        if (!Steps(fact, at))
            Others(fact);
    }

    private bool Steps(JsonElement fact, DateTimeOffset at)
    {
        switch (Text(fact, "fact"))
        {
            case "began":
                history.Begin(new OpenStep(Place(fact), Labels(fact)));
                return true;
            case "intent":
                history.Begin(Intent(fact, at));
                return true;
            case "attempt":
                history.EndAttempt(Text(fact, "at"), Number(fact, "attempt"), TimeSpan.FromTicks(fact.GetProperty("elapsed").GetInt64()));
                return true;
            case "ended":
                history.End(Text(fact, "at"), Ended(fact), at);
                return true;
            case "passedOver":
                history.End(Text(fact, "at"), new RecordedStep(Outcome.Skipped, []) { IsPassedOver = true }, at);
                return true;
            default:
                return false;
        }
    }

    private void Others(JsonElement fact)
    {
        switch (Text(fact, "fact"))
        {
            case "bound":
                Bind(Text(fact, "at"), Variables(fact));
                break;
            case "listed":
                if (values.Read(fact.GetProperty("items")) is { } items)
                    history.List(Text(fact, "at"), items);
                break;
            case "made":
                history.Make(new RecordedMade(Place(fact), Labels(fact), Variables(fact)));
                break;
            case "takenBack":
                history.TakeBack(Number(fact, "number"));
                break;
            case "end":
                history.Outcome = Enum.Parse<Outcome>(Text(fact, "outcome"));
                break;
            case "goesOn":
                GoOn(fact);
                break;
        }
    }

    private OpenStep Intent(JsonElement fact, DateTimeOffset at) =>
        new(Place(fact), Labels(fact))
        {
            Attempts = Number(fact, "attempt") - 1,
            Request = new OpenRequest(Text(fact, "method"), Text(fact, "address"), at),
        };

    private void GoOn(JsonElement fact)
    {
        foreach (var handed in Variables(fact))
            history.Replace(handed.Name, (_, _) => handed);
        history.GoOn(Names(fact, "again"), Names(fact, "reopened"));
    }

    private void Bind(string path, ImmutableArray<Variable> variables)
    {
        history.Bind(path, variables);
        if (path.EndsWith(")/", StringComparison.Ordinal) && PlanPaths.PlanAt(plan, path) is { } obtained)
            history.Obtain(obtained.Scenario.FullPath, path);
    }

    private RecordedStep Ended(JsonElement fact) =>
        new(Enum.Parse<Outcome>(Text(fact, "outcome")), Variables(fact))
        {
            Withheld = Withheld(fact),
            Lacking = [.. fact.GetProperty("lacking").EnumerateObject().Select(l => KeyValuePair.Create(l.Name, l.Value.GetString()!))],
            GoodUntil = fact.GetProperty("until").EnumerateObject().ToImmutableDictionary(u => u.Name, u => u.Value.GetDateTimeOffset()),
            Attempts = fact.TryGetProperty("attempts", out var attempts) ? attempts.GetInt32() : 0,
            IsIdle = fact.TryGetProperty("idle", out _),
            IsRefused = fact.TryGetProperty("refused", out _),
            Note = fact.TryGetProperty("note", out var note) ? note.GetString() : null,
            Edited = [.. Names(fact, "edited")],
        };

    private Doubt Doubt(JsonElement doubt) =>
        new(Place(doubt), Text(doubt, "method"), Text(doubt, "address"), doubt.GetProperty("attempt").GetInt32(), Text(doubt, "reason"))
        {
            At = doubt.GetProperty("since").GetDateTimeOffset(),
            Span = PlanPaths.Find(plan, Text(doubt, "at"))?.Request?.Span ?? plan.Scenario.TitleSpan,
        };

    private ImmutableArray<Variable> Variables(JsonElement fact) =>
        [.. fact.GetProperty("variables").EnumerateArray().Select(v => values.ReadVariable(v, out _)).OfType<Variable>()];

    private ImmutableHashSet<string> Withheld(JsonElement fact)
    {
        var withheld = ImmutableHashSet<string>.Empty;
        foreach (var variable in fact.GetProperty("variables").EnumerateArray())
        {
            if (values.ReadVariable(variable, out var name) is null)
                withheld = withheld.Add(name);
        }
        return withheld;
    }

    private LabelSet Labels(JsonElement fact) => values.ReadLabels(fact.GetProperty("cause"));

    private static IEnumerable<string> Names(JsonElement fact, string member) =>
        fact.TryGetProperty(member, out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];

    private static int Number(JsonElement fact, string member) => fact.GetProperty(member).GetInt32();

    private static string Text(JsonElement fact, string member) => fact.GetProperty(member).GetString()!;

    private static StepPlace Place(JsonElement fact) =>
        new(
            Enum.Parse<Phase>(Text(fact, "phase")),
            Number(fact, "number"),
            Number(fact, "total"),
            Number(fact, "depth"),
            Text(fact, "id"),
            Text(fact, "title")
        )
        {
            Turn = Number(fact, "turn"),
            Turns = Number(fact, "turns"),
            For = Text(fact, "for"),
            Prefix = Text(fact, "prefix"),
        };
}

/// <summary>A row whose seal is broken.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Body">What it says.</param>
internal sealed record OpenedRow(DateTimeOffset At, JsonElement Body);
