using System.Buffers;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>
/// Writes a run down while it runs: what is decided and done gathers, with what is told of it, and goes into the journal as one row before
/// the next request leaves. Whoever listens hears of it only then, so that nothing is told that could be forgotten.
/// </summary>
internal sealed class RunScribe : IRunObserver
{
    private readonly RunRows rows;
    private readonly RunState state;
    private readonly Plan plan;
    private readonly TimeProvider clock;
    private readonly IRunObserver listeners;
    private readonly long start;
    private readonly List<RunEvent> told = [];
    private readonly StateWriter values;
    private readonly FactParts parts;
    private readonly FactWriter facts = new();
    private readonly ArrayBufferWriter<byte> row = new(8192);
    private RunHead? head;
    private int cookies;
    private string? firstWrong;
    private bool hasTakenBack;

    /// <param name="rows">Takes the rows.</param>
    /// <param name="state">Where the run stands.</param>
    /// <param name="plan">Of the entry scenario: says what lost answers would have given.</param>
    /// <param name="clock">What the run is measured on.</param>
    /// <param name="listeners">Hear what is durable.</param>
    public RunScribe(RunRows rows, RunState state, Plan plan, TimeProvider clock, IRunObserver listeners)
    {
        (this.rows, this.state, this.plan, this.clock, this.listeners) = (rows, state, plan, clock, listeners);
        hasTakenBack = state.History?.Made.Any(m => m.IsTakenBack) == true;
        start = clock.GetTimestamp();
        values = new StateWriter(state.Secrets, rows.WithholdsSecrets);
        parts = new FactParts(values);
    }

    /// <inheritdoc/>
    public bool FollowsSteps => true;

    /// <summary>How the run stands in its journal.</summary>
    public JournaledEnd Ending =>
        new(state.Id, state.Halt == RunHalt.Waiting, state.Halt == RunHalt.Lost, rows.Failure)
        {
            InDoubt =
            [
                .. state
                    .Doubts.Open.Where(d => !d.Place.TakesBack)
                    .Select(d => d.Place.Path)
                    .Distinct(StringComparer.Ordinal)
                    .Select(path => new DoubtLeft(path, [.. GivenBy(path)])),
            ],
            FirstWrong = firstWrong,
            LeftBehind = rows.LeftBehind,
            HasTakenBack = hasTakenBack,
        };

    /// <summary>How long the run has taken until now, without the time it stood still.</summary>
    public TimeSpan Time => state.TimeBefore + clock.GetElapsedTime(start);

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        if (state.Halt == RunHalt.None)
            told.Add(happened);
        else
            listeners.Observe(happened);
    }

    /// <summary>A run begins with this, which stands in its first row.</summary>
    public void Begin(RunHead began) => head = began;

    /// <summary>A run goes on.</summary>
    /// <param name="again">The paths of what is done again.</param>
    /// <param name="reopened">The paths of what had ended, and within which something is done again.</param>
    /// <param name="handed">What was given in place of values it had.</param>
    public void GoOn(IReadOnlyCollection<string> again, IReadOnlyCollection<string> reopened, IEnumerable<Variable> handed) =>
        facts.Add(
            "goesOn",
            json =>
            {
                FactParts.WriteNames(json, "again", again);
                FactParts.WriteNames(json, "reopened", reopened);
                parts.WriteVariables(json, handed);
            }
        );

    /// <summary>The inputs and vars of a scenario have their values.</summary>
    public void Bound(Included why, VariableBag bag) =>
        facts.Add(
            "bound",
            json =>
            {
                json.WriteString("at", why.Path);
                parts.WriteVariables(json, bag.Variables.Where(v => v.Name is not ("run" or "environment")));
            }
        );

    /// <summary>A loop has its list.</summary>
    public void Listed(StepPlace place, Value items) =>
        facts.Add(
            "listed",
            json =>
            {
                json.WriteString("at", place.Path);
                json.WritePropertyName("items");
                values.Write(json, items);
            }
        );

    /// <summary>A step calls a scenario.</summary>
    public void Began(Turn turn) => facts.Add("began", json => parts.WriteTurn(json, turn));

    /// <summary>A request is about to leave. False when it must not: another process goes on with the run.</summary>
    public async Task<bool> IntentAsync(Turn turn, int attempt, RenderedRequest request)
    {
        facts.Add(
            "intent",
            json =>
            {
                parts.WriteTurn(json, turn);
                json.WriteNumber("attempt", attempt);
                json.WriteString("method", request.Method);
                json.WriteString("address", request.ShownAddress);
            }
        );
        return await FlushAsync(JournalState.Running);
    }

    /// <summary>An attempt has ended that another follows.</summary>
    /// <param name="turn">The step.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="elapsed">Since the first began.</param>
    public void AttemptEnded(Turn turn, int attempt, TimeSpan elapsed) =>
        facts.Add(
            "attempt",
            json =>
            {
                json.WriteString("at", turn.Place.Path);
                json.WriteNumber("attempt", attempt);
                json.WriteNumber("elapsed", elapsed.Ticks);
            }
        );

    /// <summary>A step has ended.</summary>
    public void Ended(Turn turn, StepResult result)
    {
        if (!turn.Place.TakesBack && turn.Place is { Depth: 0, Turn: 0 })
            rows.StepsDone++;
        if (turn.Place is { Phase: Phase.Steps, Depth: 0 } && result.Outcome is not (Outcome.Passed or Outcome.Skipped))
            firstWrong ??= turn.Place.Id;
        facts.Add(
            "ended",
            json =>
            {
                json.WriteString("at", turn.Place.Path);
                json.WriteString("outcome", result.Outcome.ToString());
                parts.WriteChanges(json, turn, result);
                if (result.Attempts > 0)
                    json.WriteNumber("attempts", result.Attempts);
                if (result.IsIdle)
                    json.WriteBoolean("idle", true);
                if (result.IsRefused)
                    json.WriteBoolean("refused", true);
                if (result.Note is { } note)
                    json.WriteString("note", note);
                FactParts.WriteNames(json, "edited", result.Edited);
            }
        );
    }

    /// <summary>A step that is passed over, because of how an earlier one ended.</summary>
    public void PassedOver(StepPlace place) =>
        facts.Add(
            "passedOver",
            json =>
            {
                json.WriteString("at", place.Path);
            }
        );

    /// <summary>Something was made that can be taken back.</summary>
    public void Made(UndoEntry entry)
    {
        rows.LeftBehind++;
        facts.Add(
            "made",
            json =>
            {
                FactParts.WritePlace(json, entry.Place);
                json.WritePropertyName("cause");
                values.WriteLabels(json, entry.Step.Cause);
                parts.WriteVariables(json, entry.Bag.Variables);
            }
        );
    }

    /// <summary>What was made as the one of this number, from 0, was taken back.</summary>
    public void TakenBack(int number)
    {
        rows.LeftBehind--;
        hasTakenBack = true;
        facts.Add("takenBack", json => json.WriteNumber("number", number));
    }

    /// <summary>Writes what has gathered and tells it.</summary>
    public Task<bool> FlushAsync() => FlushAsync(JournalState.Running);

    /// <summary>The run waits until somebody says what became of a request.</summary>
    public async Task WaitAsync()
    {
        if (await FlushAsync(JournalState.Waiting))
            state.Halt = RunHalt.Waiting;
    }

    /// <summary>The run is over.</summary>
    public Task EndAsync(RunSummary summary)
    {
        var outcome = rows.EndsAs ?? summary.Outcome;
        facts.Add("end", json => json.WriteString("outcome", outcome.ToString()));
        rows.Outcome = outcome;
        return FlushAsync(JournalState.Ended);
    }

    private async Task<bool> FlushAsync(JournalState standing)
    {
        if (state.Halt != RunHalt.None)
            return false;
        if (facts.IsEmpty && told.Count == 0 && standing == JournalState.Running)
            return true;
        rows.InDoubt = state.Doubts.Open.Count;
        var isOurs = await rows.AppendAsync(
            standing == JournalState.Ended && rows.IsLetGo && head is null ? ClosingRow.Body : Row(),
            standing
        );
        if (!isOurs)
        {
            // Whoever goes on with the run tells what happens from here on.
            state.Halt = RunHalt.Lost;
            told.Clear();
            return false;
        }
        foreach (var happened in told)
            listeners.Observe(happened);
        told.Clear();
        return true;
    }

    // Good until the next.
    private ReadOnlyMemory<byte> Row()
    {
        row.ResetWrittenCount();
        using var json = new Utf8JsonWriter(row, FactWriter.Options);
        json.WriteStartObject();
        if (head is not null)
        {
            json.WritePropertyName("head");
            head.Write(json);
            head = null;
        }
        facts.MoveTo(json);
        json.WriteStartArray("events");
        foreach (var happened in told)
            rows.Write(json, happened);
        json.WriteEndArray();
        json.WriteNumber("stepsLeft", state.StepsLeft);
        json.WriteNumber("time", Time.Ticks);
        FactParts.WriteDoubts(json, state.Doubts.Open, GivenBy);
        if (state.Cookies.Version != cookies)
        {
            cookies = state.Cookies.Version;
            json.WritePropertyName("cookies");
            values.WriteCookies(json, state.Cookies);
        }
        // Last, for it holds what the rest refers to.
        json.WritePropertyName("news");
        values.WriteNews(json);
        json.WriteEndObject();
        json.Flush();
        return row.WrittenMemory;
    }

    private IEnumerable<string> GivenBy(string path) =>
        PlanPaths.Find(plan, path)?.Step.Extractions.Where(e => e.Default is null).Select(e => e.Name) ?? [];
}
