using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A request that changes something, that may have arrived, and that was not answered: nobody knows what it did (trust rule 14).</summary>
/// <param name="Place">The step that sent it.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Address">With names in place of what is secret.</param>
/// <param name="Attempt">Of the step, from 1.</param>
/// <param name="Reason">Why there is no answer.</param>
internal sealed record Doubt(StepPlace Place, string Method, string Address, int Attempt, string Reason)
{
    /// <summary>Where the request is written.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>When it was about to be sent.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether another one like it settles what this one did.</summary>
    public bool IsSettledAgain => MethodTable.MayBeRepeated(Method);

    /// <summary>What is told of it with its step, or with the run when the step has nothing to tell.</summary>
    public Diagnostic Problem =>
        new(
            DiagnosticCodes.InDoubt,
            Span,
            $"this may have been made: {Method} {Address}",
            Reason + (Attempt > 1 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; it was attempt {Attempt}") : ""),
            IsSettledAgain
                ? $"run it again: {Method} does no more when it is sent twice"
                : "ask the server whether it is there before it is sent again, and remove it if nobody wants it"
        );

    /// <summary>As it may be told by now.</summary>
    public DoubtfulRequest Shown(SecretMask mask) =>
        new(MaskedText.By(mask, Method), MaskedText.By(mask, Address), MaskedText.By(mask, Place.Title), MaskedText.By(mask, Reason))
        {
            Attempt = Attempt,
            IsSettledAgain = IsSettledAgain,
        };
}

/// <summary>The open doubts of a run, oldest first.</summary>
internal sealed class DoubtList
{
    private readonly List<Doubt> open = [];
    private readonly HashSet<Doubt> told = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Doubt> Open => open;

    /// <summary>Those that no step has told.</summary>
    public IEnumerable<Doubt> Untold => open.Where(d => !told.Contains(d));

    /// <summary>
    /// How many of them are none of a step that begins, the first ones. One that goes on, of a run that had stopped, has its own already.
    /// </summary>
    public int Before(StepPlace place, bool goesOn)
    {
        if (!goesOn)
            return open.Count;
        var own = open.FindAll(d => StepPath.IsAtOrBelow(d.Place.Path, place.Path));
        open.RemoveAll(own.Contains);
        open.AddRange(own);
        return open.Count - own.Count;
    }

    /// <summary>An attempt has ended; what it leaves open is kept.</summary>
    public void Add(AttemptResult attempt, StepPlace place, int number)
    {
        if (attempt.Trail.InDoubt is { } hop)
            open.Add(Of(hop, place, number));
    }

    /// <summary>Those a run stood with when it stopped.</summary>
    public void Restore(IEnumerable<Doubt> doubts)
    {
        open.Clear();
        open.AddRange(doubts);
    }

    /// <summary>The doubt of a request that was under way when a run was stopped, or that it waits for.</summary>
    /// <param name="turn">Its step.</param>
    /// <param name="request">What may have left.</param>
    /// <param name="attempt">Its number, from 1.</param>
    public Doubt Resume(Turn turn, OpenRequest request, int attempt)
    {
        if (open.FindLast(d => d.Place.Path == turn.Place.Path && d.Attempt >= attempt) is { } known)
            return known;
        var doubt = new Doubt(turn.Place, request.Method, request.Address, attempt, "the run was stopped before an answer came")
        {
            Span = turn.Step.Request!.Span,
            At = request.At,
        };
        open.Add(doubt);
        return doubt;
    }

    /// <summary>A step has ended that began when so many doubts were open: what it leaves open is no good outcome, and is told with it.</summary>
    public StepResult Judge(StepResult result, int before)
    {
        if (open.Count == before || result.Outcome == Outcome.Passed)
            return result;
        var own = open[before..];
        told.UnionWith(own);
        return result with
        {
            Outcome = result.Outcome == Outcome.Failed ? Outcome.Failed : Outcome.Unknown,
            Problems = [.. result.Problems, .. own.Select(d => d.Problem)],
        };
    }

    /// <summary>It is known what became of a request.</summary>
    public void Close(Doubt doubt) => open.RemoveAll(d => ReferenceEquals(d, doubt));

    /// <summary>It is known what became of all that a step has sent.</summary>
    public void CloseAll(StepPlace place) => open.RemoveAll(d => d.Place == place);

    /// <summary>A step has ended. Where it passed at last, what it did before is settled where sending it again does no more, or its author does not mind.</summary>
    public void Settle(StepResult result, int before, bool isAgain)
    {
        if (result.Outcome != Outcome.Passed)
            return;
        for (var i = open.Count - 1; i >= before; i--)
        {
            told.Remove(open[i]);
            if (isAgain || open[i].IsSettledAgain)
                open.RemoveAt(i);
        }
    }

    private static Doubt Of(Hop hop, StepPlace place, int number) =>
        new(place, hop.Request.Method, hop.Request.ShownAddress, number, hop.Failure ?? Unanswered.Cancelled.Reason)
        {
            Span = hop.Request.Span,
            At = hop.At,
        };
}
