using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Secrets as they may be found in a text, looked for by the means of .NET and with no place to be found out.</summary>
internal sealed partial class SecretNeedles
{
    private const int Lead = SecretMask.ShortestSecret;

    /// <summary>What decides the first letters of every needle.</summary>
    private const int Deciding = 16;

    private static readonly Func<string, string>[] Writings =
    [
        secret => secret,
        secret => JsonEncodedText.Encode(secret).ToString(),
        secret => JsonText.WriteJson(secret)[1..^1],
        secret => JsonText.WriteJson(secret)[1..^1].Replace("/", "\\/", StringComparison.Ordinal),
        secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        secret => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), 0),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes("-" + secret)), 2),
        secret => Inside(Convert.ToBase64String(Encoding.UTF8.GetBytes("--" + secret)), 3),
    ];

    private readonly Dictionary<string, List<Needle>> byLead = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly SearchValues<string> leads;

    public SecretNeedles(IReadOnlyCollection<(string Shown, string Secret)> secrets)
    {
        foreach (var (shown, secret) in secrets.DistinctBy(s => s.Secret))
        {
            names.Add(shown);
            foreach (var written in new[] { secret, secret.ReplaceLineEndings("") }.Distinct().Where(s => s.Length >= Lead))
                Add(shown, written);
        }
        leads = SearchValues.Create([.. byLead.Keys], StringComparison.Ordinal);
    }

    public IReadOnlyList<string> NamesIn(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (byLead.Count == 0)
            return [];
        // A secret may be called what it is: the name that stands for a value is no value.
        foreach (var name in names)
            text = text.Replace(name, "‹›", StringComparison.Ordinal);
        foreach (var reading in Readings(text).Distinct(StringComparer.Ordinal))
            Find(reading, found);
        return [.. found];
    }

    private void Add(string shown, string secret)
    {
        var beginning = secret.Length <= Deciding ? secret : secret[..(Deciding + (char.IsHighSurrogate(secret[Deciding - 1]) ? 1 : 0))];
        foreach (var write in Writings)
        {
            var lead = write(beginning)[..Lead];
            if (!byLead.TryGetValue(lead, out var needles))
                byLead[lead] = needles = [];
            needles.Add(new Needle(shown, secret, write));
        }
    }

    private void Find(string text, HashSet<string> found)
    {
        var byBeginning = byLead.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; text.AsSpan(at).IndexOfAny(leads) is var next and >= 0; at++)
        {
            at += next;
            foreach (var needle in byBeginning[text.AsSpan(at, Lead)])
            {
                if (text.AsSpan(at).StartsWith(needle.Text, StringComparison.Ordinal))
                    found.Add(needle.Shown);
            }
        }
    }

    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        var joined = text.Contains('\n', StringComparison.Ordinal) ? string.Concat(text.Split('\n').Select(Unframed)) : text;
        foreach (var whole in new[] { text, joined })
        {
            yield return whole;
            if (whole.AsSpan().ContainsAny('-', '_'))
                yield return whole.Replace('-', '+').Replace('_', '/');
            if (whole.AsSpan().ContainsAny('%', '+'))
            {
                yield return Uri.UnescapeDataString(whole.Replace('+', ' '));
                var plain = Uri.UnescapeDataString(whole);
                yield return plain;
                yield return Uri.UnescapeDataString(plain);
            }
            if (whole.Contains('&', StringComparison.Ordinal))
                yield return WebUtility.HtmlDecode(whole.Replace("&sol;", "/", StringComparison.Ordinal));
            if (whole.Contains("\\u", StringComparison.Ordinal))
                yield return CodeUnit()
                    .Replace(whole, m => ((char)ushort.Parse(m.ValueSpan[2..], NumberStyles.HexNumber, null)).ToString());
        }
    }

    // A line without its indentation and the mark that exchanges and lines of source are printed behind.
    private static string Unframed(string line)
    {
        var bare = line.Trim();
        return bare is ['<' or '>' or '|', ' ', ..] ? bare[2..].TrimStart() : bare;
    }

    // What is shared with the letters before and behind is left out.
    private static string Inside(string base64, int skipped) =>
        base64.TrimEnd('=') is var whole && base64.Length > whole.Length ? whole[skipped..^1] : whole[skipped..];

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}")]
    private static partial Regex CodeUnit();

    private sealed class Needle(string shown, string secret, Func<string, string> write)
    {
        private string? text;

        public string Shown => shown;

        // Written out when something begins like it, which hardly anything does.
        public string Text => text ??= write(secret);
    }
}
