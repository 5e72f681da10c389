using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Sessions by the value of their cookie <c>ST</c>, and by user: PingOne keeps the newest ten of each.</summary>
internal sealed class SessionStore(TimeProvider clock)
{
    private const int MostOfUser = 10;

    private readonly Lock gate = new();
    private readonly Expiring<Session> sessions = new(clock, session => session.ActiveAt + Session.IdleLimit);
    private readonly Dictionary<string, List<string>> tokensByUser = [];

    public int Count => sessions.Count;

    public Session? Find(string token) => sessions.Find(token);

    public void Put(string token, Session session)
    {
        lock (gate)
        {
            if (!tokensByUser.TryGetValue(session.UserId, out var tokens))
                tokensByUser[session.UserId] = tokens = [];
            tokens.RemoveAll(known => known == token || sessions.Find(known) is null);
            if (tokens.Count == MostOfUser)
            {
                sessions.Take(tokens[0]);
                tokens.RemoveAt(0);
            }
            tokens.Add(token);
            sessions.Put(token, session);
        }
    }

    /// <summary>Ends it; null when there is none.</summary>
    public Session? Take(string token)
    {
        lock (gate)
        {
            var session = sessions.Take(token);
            if (session is not null && tokensByUser.TryGetValue(session.UserId, out var tokens))
            {
                tokens.Remove(token);
                if (tokens.Count == 0)
                    tokensByUser.Remove(session.UserId);
            }
            return session;
        }
    }

    /// <summary>Everybody's at this moment, the oldest first.</summary>
    public IReadOnlyList<Session> All() => [.. sessions.All().Select(pair => pair.Value).OrderBy(session => session.CreatedAt)];

    /// <summary>The live ones, the newest first.</summary>
    public IReadOnlyList<Session> OfUser(string userId)
    {
        lock (gate)
            return tokensByUser.TryGetValue(userId, out var tokens)
                ? [.. tokens.Select(sessions.Find).OfType<Session>().OrderByDescending(session => session.CreatedAt)]
                : [];
    }
}
