using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// The one owner of what is secret in a run: the texts the mask takes out, the labels they are known again by in answers, and where each
/// label may go. Safe to use from several threads.
/// </summary>
/// <param name="usual">Where a secret of the operator may go that has no list of its own (trust rule 4).</param>
/// <param name="log">Takes what is learned; null when nobody writes it down.</param>
internal sealed partial class SecretRegister(ImmutableArray<Origin> usual, SecretLog? log = null)
{
    private readonly Lock turn = new();

    /// <summary>One label for a source and a value, not a new one each time it is asked for.</summary>
    private readonly Dictionary<(string Name, string Value), LabelSet> labelsBySource = [];

    private readonly Dictionary<(string Name, string Value), LabelSet> foundBySource = [];

    /// <summary>Labels of inputs that were written down, and that nothing was said of yet in this process.</summary>
    private readonly HashSet<SecretLabel> restored = [];

    /// <summary>Secrets that are too short to be looked for in texts, with what is shown instead; a whole value can still be one of them.</summary>
    private readonly Dictionary<string, string> tooShort = new(StringComparer.Ordinal);

    /// <summary>The net behind the labels (trust rule 9), which knows them again too.</summary>
    public SecretMask Mask { get; } = new();

    /// <summary>Which origins each label may be sent to.</summary>
    public LabelDestinations Destinations { get; } = new();

    /// <summary>Null when nobody writes down what is learned.</summary>
    public SecretLog? Log => log;

    /// <summary>Every secret the run knows by now, with what is shown instead.</summary>
    public ImmutableArray<(string Shown, string Secret)> Held() => Mask.Held;

    /// <summary>A secret input with a label of its own name; the mask learns its text.</summary>
    /// <param name="name">Of the input.</param>
    /// <param name="value">Its value.</param>
    /// <param name="to">The only origins it may be sent to; null allows those of the operator's addresses.</param>
    public LabelSet Label(string name, Value value, ImmutableArray<Origin>? to = null)
    {
        var source = (name, ValueJson.WriteJson(value));
        lock (turn)
        {
            if (labelsBySource.TryGetValue(source, out var known))
            {
                // The operator's word of today counts, and gives nothing to what a run learned under another.
                if (restored.Remove(known.Labels[0]))
                    Destinations.Narrow(known.Labels[0], to ?? usual);
                Hear(new SecretNews(LearnedAs.Given, known, value));
                return known;
            }
        }
        var label = new SecretLabel(name) { Secret = value };
        var labels = LabelSet.Of(label);
        Destinations.Restrict(label, to ?? usual);
        Learn(labels, value);
        lock (turn)
        {
            Tell(new SecretNews(LearnedAs.Given, labels, value));
            return labelsBySource[source] = labels;
        }
    }

    /// <summary>A secret found in an answer; it may go where the request that brought it could go with all it carried (trust rule 4).</summary>
    /// <param name="name">Of the extraction.</param>
    /// <param name="value">What was found.</param>
    /// <param name="sources">The labels of the request, and of what the value was computed from.</param>
    public LabelSet LabelFound(string name, Value value, LabelSet sources)
    {
        var source = (name, ValueJson.WriteJson(value));
        lock (turn)
        {
            if (foundBySource.TryGetValue(source, out var known) && Destinations.IsAsInherited(known.Labels[0], sources))
            {
                Hear(new SecretNews(LearnedAs.Found, known, value));
                return known;
            }
        }
        var label = new SecretLabel(name) { Secret = value };
        Destinations.Inherit(label, sources);
        var labels = LabelSet.Of(label);
        Learn(labels, value);
        lock (turn)
        {
            Tell(new SecretNews(LearnedAs.Found, labels, value));
            return foundBySource[source] = labels;
        }
    }

    /// <summary>Labels a credential in an answer, whether anything extracts it or not; none when it is known to be a secret already.</summary>
    /// <param name="name">Of the member, the cookie or the parameter.</param>
    /// <param name="value">The credential.</param>
    /// <param name="sources">The labels of the request.</param>
    public LabelSet LabelCredential(string name, string value, LabelSet sources)
    {
        if (Mask.LabelsOf(value) is { IsEmpty: false } already)
        {
            Hear(new SecretNews(LearnedAs.Known, already, value));
            return LabelSet.None;
        }
        var label = new SecretLabel(name) { Secret = value };
        Destinations.Inherit(label, sources);
        var labels = LabelSet.Of(label);
        Mask.AddIfUnknown(labels, value);
        Tell(new SecretNews(LearnedAs.Credential, labels, label.Secret));
        return labels;
    }

    /// <summary>A labelled value is hidden from now on, and known again in answers, in all its forms.</summary>
    public void Know(LabelSet labels, Value value)
    {
        Learn(labels, value);
        Tell(new SecretNews(LearnedAs.Known, labels, value));
    }

    /// <summary>Takes in what another register learned and wrote down; it is not learned anew, so the log does not have it.</summary>
    /// <param name="news">Without a value, a label that nothing is known again by.</param>
    /// <param name="to">Of a new label; null for everywhere.</param>
    /// <returns>The labels it has in this register: of the same secret from the same source there is one.</returns>
    public LabelSet Restore(SecretNews news, ImmutableArray<Origin>? to)
    {
        if (news.How == LearnedAs.Known)
        {
            Learn(news.Labels, news.Value!);
            return news.Labels;
        }
        if (news is { How: LearnedAs.Given, Value: { } given } && KnownGiven(news.Labels, given) is { } known)
            return known;
        if (to is { } origins)
            Destinations.Restrict(news.Labels.Labels[0], origins);
        if (news.Value is { } value)
            Remember(news.How, news.Labels, value);
        return news.Labels;
    }

    private LabelSet? KnownGiven(LabelSet labels, Value value)
    {
        lock (turn)
            return labelsBySource.TryGetValue((labels.Labels[0].Name, ValueJson.WriteJson(value)), out var known) ? known : null;
    }

    private void Remember(LearnedAs kind, LabelSet labels, Value value)
    {
        if (kind == LearnedAs.Credential)
            Mask.AddIfUnknown(labels, value.ToString());
        if (kind is not (LearnedAs.Given or LearnedAs.Found))
            return;
        Learn(labels, value);
        lock (turn)
        {
            (kind == LearnedAs.Given ? labelsBySource : foundBySource)[(labels.Labels[0].Name, ValueJson.WriteJson(value))] = labels;
            if (kind == LearnedAs.Given)
                restored.Add(labels.Labels[0]);
        }
    }

    private void Learn(LabelSet labels, Value value)
    {
        Mask.Add(labels, value);
        lock (turn)
        {
            foreach (var text in value.Texts().Where(t => t.Length is > 0 and < SecretMask.ShortestSecret))
                tooShort[text] = labels.Shown;
        }
    }

    /// <summary>The labels of all secrets a value holds.</summary>
    public LabelSet LabelsIn(Value value) => new AnswerLabels(Mask, []).Of(value).Labels;

    /// <summary>What is shown instead of a text that holds a secret of four letters or more that is too short to be looked for elsewhere; null for none.</summary>
    public string? ShortIn(string text)
    {
        lock (turn)
        {
            foreach (var (secret, shown) in tooShort)
            {
                if (secret.Length >= AnswerLabels.ShortestSent && text.Contains(secret, StringComparison.Ordinal))
                    return shown;
            }
        }
        return null;
    }

    /// <summary>
    /// A text in which secrets that are too short to be looked for are hidden where they are whole values of JSON; a member may be called like one.
    /// </summary>
    public string WithoutShort(string text)
    {
        KeyValuePair<string, string>[] all;
        lock (turn)
            all = [.. tooShort];
        foreach (var (secret, shown) in all)
            text = ShortSecrets.Hide(text, ValueJson.WriteJson(secret), ValueJson.WriteJson(shown));
        return text;
    }

    /// <summary>What is shown of a whole value: itself, unless it is a secret too short to be looked for in texts.</summary>
    public string ShownFor(string text)
    {
        lock (turn)
            return tooShort.GetValueOrDefault(text, text);
    }
}
