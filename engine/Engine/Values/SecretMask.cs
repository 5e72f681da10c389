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
    private readonly Dictionary<string, KnownSecret> secrets = new(StringComparer.Ordinal);
    private readonly FormIndex forms = new();

    /// <summary>Learns a secret; the last name given to it is the one shown.</summary>
    /// <param name="shown">What is printed instead, <c>‹name›</c>.</param>
    /// <param name="secret">The secret as it is.</param>
    public void Add(string shown, string secret) => Learn(shown, secret, rename: true);

    /// <summary>Learns a secret under a makeshift name; a name it has already stays.</summary>
    public void AddIfUnknown(string shown, string secret) => Learn(shown, secret, rename: false);

    /// <summary>The text without any known secret.</summary>
    public string Apply(string text)
    {
        lock (gate)
            return forms.Replace(text);
    }

    private void Learn(string shown, string secret, bool rename)
    {
        if (secret.Length < ShortestSecret)
            return;
        lock (gate)
        {
            if (secrets.TryGetValue(secret, out var known))
            {
                known.Shown = rename ? shown : known.Shown;
                return;
            }
            known = new KnownSecret { Shown = shown };
            secrets.Add(secret, known);
            foreach (var form in SecretForms.Of(secret))
                forms.Add(form, known);
        }
    }
}

/// <summary>A secret the mask knows.</summary>
internal sealed class KnownSecret
{
    /// <summary>What is printed instead of it.</summary>
    public required string Shown { get; set; }
}
