namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Tells what the time of one exchange is spent on: whoever brings it into the next phase says so. A connection may still be made for
/// it after another that came free has taken it; what is said of that one then is not heard.
/// </summary>
internal sealed class ExchangeWatch
{
    private static readonly HttpRequestOptionsKey<ExchangeWatch> Key = new("p1s.watch");

    private readonly Lock turn = new();
    private readonly TimeSpan?[] spent = new TimeSpan?[(int)WatchedPhase.Over + 1];
    private readonly TimeProvider clock;
    private readonly DateTimeOffset began;
    private readonly long start;
    private WatchedPhase phase;
    private long since;
    private string? firstField;

    /// <summary>Begins now.</summary>
    public ExchangeWatch(TimeProvider clock)
    {
        (this.clock, began) = (clock, clock.GetUtcNow());
        start = since = clock.GetTimestamp();
    }

    private enum WatchedPhase
    {
        Ours,
        Dns,
        Connect,
        Tls,
        Wait,
        Send,
        Receive,
        Over,
    }

    /// <summary>Once stopped: whether no connection had taken the request yet.</summary>
    public bool NeverLeft { get; private set; }

    /// <summary>Whether the request was written to a connection.</summary>
    public bool IsWritten => Volatile.Read(ref firstField) is not null;

    private bool IsDialing => phase is WatchedPhase.Dns or WatchedPhase.Connect or WatchedPhase.Tls;

    /// <summary>The watch a request carries; null for one that is not the engine's own.</summary>
    public static ExchangeWatch? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var watch) ? watch : null;

    /// <summary>Lets a request carry the watch to the places it passes.</summary>
    public void GoWith(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>A field of the head is written; false when the request is being written once more.</summary>
    /// <param name="field">Its name, of which the head has one.</param>
    public bool Writes(string field) => Interlocked.CompareExchange(ref firstField, field, null) is not { } first || first != field;

    /// <summary>The request is with the connections; one that is open takes it at once.</summary>
    public void Handed() => Pass(WatchedPhase.Ours, WatchedPhase.Wait);

    /// <summary>A connection is made for the request.</summary>
    /// <param name="byName">Whether the host must be looked up.</param>
    public void Dialing(bool byName)
    {
        lock (turn)
        {
            if (phase == WatchedPhase.Wait)
                Begin(byName ? WatchedPhase.Dns : WatchedPhase.Connect);
        }
    }

    public void Found() => Pass(WatchedPhase.Dns, WatchedPhase.Connect);

    public void Connected(bool isTls) => Pass(WatchedPhase.Connect, isTls ? WatchedPhase.Tls : WatchedPhase.Wait);

    /// <summary>A connection was made and can carry the request.</summary>
    public void Ready()
    {
        lock (turn)
        {
            // After a body it is a connection that was not needed.
            if (phase is not (WatchedPhase.Tls or WatchedPhase.Wait) || spent[(int)WatchedPhase.Send] is not null)
                return;
            Enter(WatchedPhase.Wait);
            // Until now a proxy made its part, of which nothing is told.
            spent[(int)WatchedPhase.Wait] = null;
        }
    }

    /// <summary>The body begins to be sent.</summary>
    public void Sending()
    {
        lock (turn)
        {
            // Since the connection is ready the head was sent, and perhaps the server asked whether it wants the body: that is sending too.
            if (phase == WatchedPhase.Wait)
                phase = WatchedPhase.Send;
            else if (IsDialing)
                Begin(WatchedPhase.Send);
        }
    }

    public void Sent() => Pass(WatchedPhase.Send, WatchedPhase.Wait);

    /// <summary>The head of the answer is there.</summary>
    public void Answered()
    {
        lock (turn)
        {
            if (phase is WatchedPhase.Wait or WatchedPhase.Send)
                Enter(WatchedPhase.Receive);
            else if (IsDialing)
                Begin(WatchedPhase.Receive);
        }
    }

    /// <summary>The exchange is over, well or not.</summary>
    /// <param name="whole">From the beginning to here.</param>
    public ExchangePhases Stop(out TimeSpan whole)
    {
        lock (turn)
        {
            NeverLeft = phase == WatchedPhase.Ours || IsDialing;
            Enter(WatchedPhase.Over);
            whole = clock.GetElapsedTime(start, since);
            return new ExchangePhases
            {
                Began = began,
                Dns = spent[(int)WatchedPhase.Dns],
                Connect = spent[(int)WatchedPhase.Connect],
                Tls = spent[(int)WatchedPhase.Tls],
                Send = spent[(int)WatchedPhase.Send],
                Wait = spent[(int)WatchedPhase.Wait],
                Receive = spent[(int)WatchedPhase.Receive],
            };
        }
    }

    private void Pass(WatchedPhase from, WatchedPhase to)
    {
        lock (turn)
        {
            if (phase == from)
                Enter(to);
        }
    }

    // As if nothing had been before, because it was not for this exchange: a try over a connection the server had closed, or the making of
    // one that was not needed.
    private void Begin(WatchedPhase next)
    {
        Enter(next);
        Array.Clear(spent);
    }

    private void Enter(WatchedPhase next)
    {
        var now = clock.GetTimestamp();
        spent[(int)phase] = (spent[(int)phase] ?? TimeSpan.Zero) + clock.GetElapsedTime(since, now);
        (phase, since) = (next, now);
    }
}
