namespace PingOneScenarios.Engine.Leaks;

/// <summary>
/// The self-test of trust rule 10: says whether a text that was written holds a secret of the runs so far. It shares the secrets with
/// the mask, and nothing of how they are looked for, so that a mistake there does not blind it.
/// </summary>
public sealed class SecretScan
{
    private readonly List<Func<IEnumerable<(string Shown, string Secret)>>> runs = [];
    private SecretNeedles needles = new([]);
    private int held;

    /// <summary>The names of the secrets in a text, as they are shown, each once; never a value.</summary>
    /// <param name="text">As it was written; what was written in pieces is put together first.</param>
    public IReadOnlyList<string> NamesIn(string text)
    {
        List<(string Shown, string Secret)> secrets = [.. runs.SelectMany(held => held())];
        // Nothing is ever forgotten: as many are the same.
        if (secrets.Count != held)
            needles = new SecretNeedles(secrets);
        held = secrets.Count;
        return needles.NamesIn(text);
    }

    /// <summary>Looks no more for what the runs so far held: what is written from now on is not of them.</summary>
    public void Forget()
    {
        runs.Clear();
        (needles, held) = (new SecretNeedles([]), 0);
    }

    /// <summary>Looks from now on for what a run holds, also for what it learns later.</summary>
    internal void Watch(Func<IEnumerable<(string Shown, string Secret)>> held) => runs.Add(held);
}
