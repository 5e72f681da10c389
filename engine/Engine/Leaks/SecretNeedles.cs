using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>Secrets as they may be found in a text, looked for by the means of .NET and with no place to be found out.</summary>
internal sealed class SecretNeedles
{
    /// <summary>With how many letters a needle is looked up.</summary>
    public const int Lead = SecretMask.ShortestSecret;

    /// <summary>What decides the first letters of every needle.</summary>
    private const int Deciding = 16;

    private const int FilterBits = 4096;

    private static readonly SearchValues<char> NeverEscaped = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    );

    private static readonly Func<string, string>[] Writings =
    [
        secret => secret,
        secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        secret => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), 0),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes("-" + secret)), 2),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes("--" + secret)), 3),
        secret => Inside(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(secret)), 0),
        secret => Inside(Base64Url.EncodeToString(Encoding.UTF8.GetBytes("-" + secret)), 2),
        secret => Inside(Base64Url.EncodeToString(Encoding.UTF8.GetBytes("--" + secret)), 3),
    ];

    private static readonly Func<string, string>[] Escapes =
    [
        secret => JsonEncodedText.Encode(secret).ToString(),
        secret => ValueJson.WriteJson(secret)[1..^1],
        secret => ValueJson.WriteJson(secret)[1..^1].Replace("/", "\\/", StringComparison.Ordinal),
    ];

    private readonly Dictionary<string, NeedleRow> byLead = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, bool), (string Lead, Func<string, string> Write)[]> leadsByBeginning = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private readonly int longestName;
    private readonly bool hasSpaces;

    /// <summary>A bit for the first four letters of each needle.</summary>
    private readonly ulong[] filter = new ulong[FilterBits / 64];

    public SecretNeedles(IReadOnlyCollection<(string Shown, string Secret)> secrets)
    {
        foreach (var (shown, secret) in secrets.DistinctBy(s => s.Secret))
        {
            names.Add(shown);
            hasSpaces |= secret.Contains(' ', StringComparison.Ordinal);
            longestName = Math.Max(longestName, shown.Length);
            Add(shown, secret);
            if (secret.Contains('\n', StringComparison.Ordinal))
                Add(shown, secret.ReplaceLineEndings(""));
        }
    }

    /// <summary>The names of the secrets that a text holds, in any of the readings; each once.</summary>
    public IReadOnlyList<string> NamesIn(ReadOnlySpan<char> text)
    {
        if (byLead.Count == 0)
            return [];
        var letters = ArrayPool<char>.Shared.Rent(text.Length);
        var length = WithoutNames(text, letters);
        using var search = new NeedleSearch(this, hasSpaces ? Reading.All : Reading.WithoutForms);
        var found = search.Run(letters.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(letters);
        return found;
    }

    /// <summary>The next place from <paramref name="at"/> on where a needle may begin, and those that begin like it; −1 for none.</summary>
    public int Next(ReadOnlySpan<char> letters, int at, out NeedleRow? row)
    {
        var byBeginning = byLead.GetAlternateLookup<ReadOnlySpan<char>>();
        for (; at <= letters.Length - Lead; at++)
        {
            var bit = BitOf(letters[at..]);
            if ((filter[bit / 64] & 1UL << bit) != 0 && byBeginning.TryGetValue(letters.Slice(at, Lead), out row))
                return at;
        }
        row = null;
        return -1;
    }

    // A secret may be called what it is: the name that stands for a value is no value.
    private int WithoutNames(ReadOnlySpan<char> text, Span<char> letters)
    {
        var (kept, done) = (0, 0);
        for (var at = text.IndexOf('‹'); at >= 0 && at < text.Length; )
        {
            var length = NameAt(text, at);
            if (length > 0)
            {
                kept += Copy(text[done..at], letters[kept..]);
                kept += Copy("‹›", letters[kept..]);
                done = at + length;
            }
            at += Math.Max(1, length);
            var next = text[at..].IndexOf('‹');
            at = next < 0 ? text.Length : at + next;
        }
        return kept + Copy(text[done..], letters[kept..]);

        static int Copy(ReadOnlySpan<char> part, Span<char> to)
        {
            part.CopyTo(to);
            return part.Length;
        }
    }

    // The length of the longest name that begins there; 0 for none.
    private int NameAt(ReadOnlySpan<char> text, int at)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var window = text.Slice(at, Math.Min(longestName, text.Length - at));
        var length = window.LastIndexOf('›') + 1;
        while (length > 0 && !lookup.Contains(window[..length]))
            length = window[..(length - 1)].LastIndexOf('›') + 1;
        return length;
    }

    private void Add(string shown, string secret)
    {
        if (secret.Length < Lead)
            return;
        var beginning = secret.Length <= Deciding ? secret : secret[..(Deciding + (char.IsHighSurrogate(secret[Deciding - 1]) ? 1 : 0))];
        foreach (var (lead, write) in LeadsOf(beginning, secret.AsSpan().ContainsAnyExcept(NeverEscaped)))
        {
            if (!byLead.TryGetValue(lead, out var needles))
                byLead[lead] = needles = new NeedleRow();
            needles.Add(new Needle(shown, secret, write));
            var bit = BitOf(lead);
            filter[bit / 64] |= 1UL << bit;
        }
    }

    // All tokens of an issuer begin alike.
    private (string Lead, Func<string, string> Write)[] LeadsOf(string beginning, bool mayBeEscaped)
    {
        if (!leadsByBeginning.TryGetValue((beginning, mayBeEscaped), out var leads))
        {
            Func<string, string>[] writings = mayBeEscaped ? [.. Writings, .. Escapes] : Writings;
            leadsByBeginning[(beginning, mayBeEscaped)] = leads = [.. writings.Select(w => (w(beginning)[..Lead], w))];
        }
        return leads;
    }

    private static int BitOf(ReadOnlySpan<char> text) =>
        (int)(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)) * 0x9E3779B97F4A7C15 >> 52);

    // What is shared with the letters before and behind is left out.
    private static string Inside(string base64, int skipped) =>
        base64.TrimEnd('=') is var whole && whole.Length % 4 != 0 ? whole[skipped..^1] : whole[skipped..];
}
