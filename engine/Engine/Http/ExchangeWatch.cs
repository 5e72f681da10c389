namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Tells what the time of one exchange is spent on: whoever brings it into the next phase says so. A connection may still be made for
/// it after another that came free has taken it; what is said of that one then is not heard.
/// </summary>
internal sealed class ExchangeWatch
{
    private static readonly HttpRequestOptionsKey<ExchangeWatch> Key = new("p1s.watch");

    private readonly Lock turn = new();
    private readonly TimeSpan?[] spent = new TimeSpan?[(int)Phase.Over + 1];
    private readonly TimeProvider clock;
    private readonly DateTimeOffset began;
    private readonly long start;
    private Phase phase;
    private long since;

    /// <summary>Begins now.</summary>
    public ExchangeWatch(TimeProvider clock)
    {
        (this.clock, began) = (clock, clock.GetUtcNow());
        start = since = clock.GetTimestamp();
    }

    private enum Phase
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

    private bool IsDialing => phase is Phase.Dns or Phase.Connect or Phase.Tls;

    /// <summary>The watch a request carries; null for one that is not the engine's own.</summary>
    public static ExchangeWatch? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var watch) ? watch : null;

    /// <summary>Lets a request carry the watch to the places it passes.</summary>
    public void GoWith(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>The request is with the connections; one that is open takes it at once.</summary>
    public void Handed() => Pass(Phase.Ours, Phase.Wait);

    /// <summary>A connection is made for the request.</summary>
    /// <param name="byName">Whether the host must be looked up.</param>
    public void Dialing(bool byName)
    {
        lock (turn)
        {
            if (phase == Phase.Wait)
                Begin(byName ? Phase.Dns : Phase.Connect);
        }
    }

    public void Found() => Pass(Phase.Dns, Phase.Connect);

    public void Connected(bool isTls) => Pass(Phase.Connect, isTls ? Phase.Tls : Phase.Wait);

    /// <summary>A connection was made and can carry the request.</summary>
    public void Ready()
    {
        lock (turn)
        {
            // After a body it is a connection that was not needed.
            if (phase is not (Phase.Tls or Phase.Wait) || spent[(int)Phase.Send] is not null)
                return;
            Enter(Phase.Wait);
            // Until now a proxy made its part, of which nothing is told.
            spent[(int)Phase.Wait] = null;
        }
    }

    /// <summary>The body begins to be sent.</summary>
    public void Sending()
    {
        lock (turn)
        {
            // Since the connection is ready the head was sent, and perhaps the server asked whether it wants the body: that is sending too.
            if (phase == Phase.Wait)
                phase = Phase.Send;
            else if (IsDialing)
                Begin(Phase.Send);
        }
    }

    public void Sent() => Pass(Phase.Send, Phase.Wait);

    /// <summary>The head of the answer is there.</summary>
    public void Answered()
    {
        lock (turn)
        {
            if (phase is Phase.Wait or Phase.Send)
                Enter(Phase.Receive);
            else if (IsDialing)
                Begin(Phase.Receive);
        }
    }

    /// <summary>The exchange is over, well or not.</summary>
    /// <param name="whole">From the beginning to here.</param>
    public ExchangePhases Stop(out TimeSpan whole)
    {
        lock (turn)
        {
            Enter(Phase.Over);
            whole = clock.GetElapsedTime(start, since);
            return new ExchangePhases
            {
                Began = began,
                Dns = spent[(int)Phase.Dns],
                Connect = spent[(int)Phase.Connect],
                Tls = spent[(int)Phase.Tls],
                Send = spent[(int)Phase.Send],
                Wait = spent[(int)Phase.Wait],
                Receive = spent[(int)Phase.Receive],
            };
        }
    }

    private void Pass(Phase from, Phase to)
    {
        lock (turn)
        {
            if (phase == from)
                Enter(to);
        }
    }

    // As if nothing had been before, because it was not for this exchange: a try over a connection the server had closed, or the making of
    // one that was not needed.
    private void Begin(Phase next)
    {
        Enter(next);
        Array.Clear(spent);
    }

    private void Enter(Phase next)
    {
        var now = clock.GetTimestamp();
        spent[(int)phase] = (spent[(int)phase] ?? TimeSpan.Zero) + clock.GetElapsedTime(since, now);
        (phase, since) = (next, now);
    }
}
