using System.Buffers;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// The second net behind the labels: replaces every known secret, in every form it may have been encoded in, by <c>‹name›</c>.
/// Secrets under <see cref="ShortestSecret"/> characters are not searched for, they would corrupt harmless text.
/// Safe to use from several threads.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>In characters.</summary>
    public const int ShortestSecret = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> shownBySecret = new(StringComparer.Ordinal);
    private volatile Net? net = Net.Empty;

    /// <summary>Learns a secret; the last name given to it is the one shown.</summary>
    /// <param name="shown">What is printed instead, <c>‹name›</c>.</param>
    /// <param name="secret">The secret as it is.</param>
    public void Add(string shown, string secret)
    {
        if (secret.Length < ShortestSecret)
            return;
        lock (gate)
        {
            if (shownBySecret.TryGetValue(secret, out var known) && known == shown)
                return;
            shownBySecret[secret] = shown;
            net = null;
        }
    }

    /// <summary>Learns a secret under a makeshift name; a name it has already stays.</summary>
    public void AddIfUnknown(string shown, string secret)
    {
        if (secret.Length < ShortestSecret)
            return;
        lock (gate)
        {
            if (shownBySecret.TryAdd(secret, shown))
                net = null;
        }
    }

    /// <summary>The text without any known secret.</summary>
    public string Apply(string text)
    {
        var current = net ?? Build();
        return current.Apply(text);
    }

    private Net Build()
    {
        lock (gate)
            return net ??= new Net(shownBySecret);
    }

    private sealed class Net
    {
        public static readonly Net Empty = new([]);

        private readonly ImmutableArray<(string Form, string Shown)> forms;
        private readonly SearchValues<string> any;

        public Net(Dictionary<string, string> shownBySecret)
        {
            forms =
            [
                .. shownBySecret
                    .SelectMany(pair => SecretForms.Of(pair.Key).Select(form => (Form: form, Shown: pair.Value)))
                    .DistinctBy(f => f.Form)
                    .OrderByDescending(f => f.Form.Length),
            ];
            any = SearchValues.Create(forms.Select(f => f.Form).ToArray(), StringComparison.Ordinal);
        }

        public string Apply(string text)
        {
            var at = forms.IsEmpty ? -1 : text.AsSpan().IndexOfAny(any);
            if (at < 0)
                return text;
            var masked = new System.Text.StringBuilder(text.Length);
            var rest = text.AsSpan();
            while (at >= 0)
            {
                var (form, shown) = LongestAt(rest[at..]);
                masked.Append(rest[..at]).Append(shown);
                rest = rest[(at + form.Length)..];
                at = rest.IndexOfAny(any);
            }
            return masked.Append(rest).ToString();
        }

        private (string Form, string Shown) LongestAt(ReadOnlySpan<char> text)
        {
            foreach (var form in forms)
            {
                if (text.StartsWith(form.Form, StringComparison.Ordinal))
                    return form;
            }
            throw new InvalidOperationException("a form was found that is none of the forms");
        }
    }
}
