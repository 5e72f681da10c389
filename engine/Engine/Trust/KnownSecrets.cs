using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// The texts of labelled values. A server may send back what it was given; taken from its answer it is the same secret still, and
/// goes where that may go (trust rules 3 and 4). Texts under <see cref="SecretMask.ShortestSecret"/> characters are not looked for.
/// </summary>
internal sealed class KnownSecrets
{
    private readonly Dictionary<string, LabelSet> labelsByText = new(StringComparer.Ordinal);

    /// <summary>The secrets as they are, without their other forms.</summary>
    private readonly HashSet<string> plain = new(StringComparer.Ordinal);

    /// <summary>Every secret it was told, with what is shown instead.</summary>
    public IEnumerable<(string Shown, string Secret)> Held => plain.Select(text => (labelsByText[text].Shown, text));

    /// <summary>Those that are too short to be looked for in texts, with what is shown instead; a whole value can still be one of them.</summary>
    public Dictionary<string, string> Short { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes every text in a labelled value in all its forms; the first labels of a text stay, later ones join them.</summary>
    public void Add(LabelSet labels, Value value)
    {
        foreach (var text in value.Texts().Where(t => t.Length > 0))
        {
            if (text.Length < SecretMask.ShortestSecret)
            {
                Short[text] = labels.Shown;
                continue;
            }
            plain.Add(text);
            foreach (var form in SecretForms.All)
                AddComputed(labels, form(text));
            // An answer that holds JSON as text holds it as its writer escapes.
            var json = ValueJson.WriteJson(text)[1..^1];
            AddComputed(labels, json);
            AddComputed(labels, json.Replace("/", "\\/", StringComparison.Ordinal));
            AddComputed(labels, System.Text.Json.JsonEncodedText.Encode(text).ToString());
        }
    }

    /// <summary>Notes what was made of a labelled value, as it is.</summary>
    public void AddComputed(LabelSet labels, string text)
    {
        if (text.Length >= SecretMask.ShortestSecret)
            labelsByText[text] = labelsByText.GetValueOrDefault(text).Union(labels);
    }

    /// <summary>The labels of all secrets a value holds as they are.</summary>
    public LabelSet In(Value value) =>
        labelsByText.Count == 0 ? LabelSet.None : value.Texts().Aggregate(LabelSet.None, (labels, text) => labels.Union(In(text)));

    /// <summary>The labels of all secrets in an address, as they are or percent-encoded.</summary>
    public LabelSet InAddress(string address) => In(address).Union(In(Uri.UnescapeDataString(address.Replace('+', ' '))));

    private LabelSet In(string text) =>
        text.Contains('%', StringComparison.Ordinal) ? Within(text).Union(Within(Uri.UnescapeDataString(text))) : Within(text);

    private LabelSet Within(string text)
    {
        var labels = LabelSet.None;
        foreach (var (secret, its) in labelsByText)
        {
            if (text.Contains(secret, StringComparison.Ordinal))
                labels = labels.Union(its);
        }
        return labels;
    }
}
