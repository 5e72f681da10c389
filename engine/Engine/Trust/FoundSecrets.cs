using System.Runtime.InteropServices;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>The credentials found in one answer. Whether a value holds one of them, or is a piece of one, is told in time linear in the value, however many there are.</summary>
internal sealed class FoundSecrets
{
    private const int Lead = SecretMask.ShortestSecret;

    /// <summary>So few are compared one by one, which is faster than to index them.</summary>
    private const int Few = 16;

    /// <summary>Of a credential, in letters; pieces further behind are not known again.</summary>
    private const int LongestIndexed = SecretText.Largest;

    private readonly HashSet<string> all = new(StringComparer.Ordinal);
    private Dictionary<UInt128, FormTree>? byLead;
    private HashSet<UInt128>? pieces;

    public static FoundSecrets None { get; } = new();

    public bool IsEmpty => all.Count == 0;

    public void Add(string secret)
    {
        if (secret.Length > 0 && all.Add(secret))
            (byLead, pieces) = (null, null);
    }

    /// <summary>Whether a text in a value is one of them, holds one, or is a piece of one; pieces of less than eight letters occur by chance.</summary>
    /// <param name="value">At any depth; the names of members are not looked at.</param>
    /// <param name="work">How long it may take.</param>
    public bool AreIn(Value value, WorkLimit work) =>
        value switch
        {
            TextValue { Text: var text } => all.Contains(text) || text.Length >= Lead && AreIn(text, work),
            ListValue list => list.Items.Any(i => AreIn(i, work)),
            MapValue map => map.Members.Any(m => AreIn(m.Value, work)),
            _ => false,
        };

    private bool AreIn(string text, WorkLimit work)
    {
        work.Spend(1 + text.Length / Lead);
        if (all.Count <= Few)
            return all.Any(s =>
                s.Length >= Lead && text.Contains(s, StringComparison.Ordinal) || s.Contains(text, StringComparison.Ordinal)
            );
        if (byLead is null || pieces is null)
            (byLead, pieces) = Index(work);
        var isPiece = true;
        for (var at = 0; at <= text.Length - Lead; at++)
        {
            var letters = LettersAt(text, at);
            if (byLead.TryGetValue(letters, out var tree) && tree.HoldsBeginningOf(text.AsSpan(at)))
                return true;
            isPiece = isPiece && pieces.Contains(letters);
        }
        // Letters that all stand in credentials, eight by eight, are taken for a piece: what is put together of pieces is one as well.
        return isPiece;
    }

    private (Dictionary<UInt128, FormTree> ByLead, HashSet<UInt128> Pieces) Index(WorkLimit work)
    {
        var (trees, windows) = (new Dictionary<UInt128, FormTree>(), new HashSet<UInt128>());
        foreach (var secret in all.Where(s => s.Length >= Lead))
        {
            work.Spend(secret.Length);
            var form = new SecretForm(secret, new KnownSecret { Shown = "" }, s => s);
            var lead = LettersAt(secret, 0);
            if (trees.TryGetValue(lead, out var tree))
                tree.Add(form);
            else
                trees.Add(lead, new FormTree(form));
            for (var at = 0; at <= Math.Min(secret.Length, LongestIndexed) - Lead; at++)
                windows.Add(LettersAt(secret, at));
        }
        return (trees, windows);
    }

    private static UInt128 LettersAt(string text, int at) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(text.AsSpan(at, Lead)));
}
