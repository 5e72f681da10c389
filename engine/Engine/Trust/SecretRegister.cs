using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// The one owner of what is secret in a run: the texts the mask takes out, the labels they are known again by in answers, and where each
/// label may go. Safe to use from several threads.
/// </summary>
/// <param name="usual">Where a secret of the operator may go that has no list of its own (trust rule 4).</param>
internal sealed class SecretRegister(ImmutableArray<Origin> usual)
{
    private readonly Lock turn = new();
    private readonly KnownSecrets known = new();

    /// <summary>The net behind the labels (trust rule 9).</summary>
    public SecretMask Mask { get; } = new();

    /// <summary>Which origins each label may be sent to.</summary>
    public LabelDestinations Destinations { get; } = new();

    /// <summary>Every secret the run knows by now, by the mask or by the labels, with what is shown instead.</summary>
    public ImmutableArray<(string Shown, string Secret)> Held()
    {
        lock (turn)
            return [.. Mask.Held, .. known.Held];
    }

    /// <summary>The same, and those that are too short to be looked for in texts.</summary>
    public ImmutableArray<(string Shown, string Secret)> HeldOrShort()
    {
        lock (turn)
            return [.. Mask.Held, .. known.Held, .. known.Short.Select(s => (s.Value, s.Key))];
    }

    /// <summary>A secret input with a label of its own name; the mask learns its text.</summary>
    /// <param name="name">Of the input.</param>
    /// <param name="value">Its value.</param>
    /// <param name="to">The only origins it may be sent to; null allows those of the operator's addresses.</param>
    public LabelSet Label(string name, Value value, ImmutableArray<Origin>? to = null)
    {
        var label = new SecretLabel(name) { Secret = value };
        var labels = LabelSet.Of(label);
        Destinations.Restrict(label, to ?? usual);
        Learn(labels, value);
        Know(labels, value);
        return labels;
    }

    /// <summary>A secret found in an answer; it may go where the request that brought it could go with all it carried (trust rule 4).</summary>
    /// <param name="name">Of the extraction.</param>
    /// <param name="value">What was found.</param>
    /// <param name="sources">The labels of the request, and of what the value was computed from.</param>
    public LabelSet LabelFound(string name, Value value, LabelSet sources)
    {
        var label = new SecretLabel(name) { Secret = value };
        var labels = LabelSet.Of(label);
        Destinations.Inherit(label, sources);
        Know(labels, value);
        return labels;
    }

    /// <summary>Teaches the mask a credential in an answer, whether anything extracts it or not.</summary>
    public void LearnFound(string name, string value) => Mask.AddIfUnknown($"‹{name}›", value);

    /// <summary>Teaches the mask every text in a labelled value.</summary>
    public void Learn(LabelSet labels, Value value) => Mask.Add(labels.Shown, value);

    /// <summary>A labelled value is known again in answers, in all its forms.</summary>
    public void Know(LabelSet labels, Value value)
    {
        lock (turn)
            known.Add(labels, value);
    }

    /// <summary>What was made of a labelled value is known again in answers, as it is.</summary>
    public void KnowComputed(LabelSet labels, string text)
    {
        lock (turn)
            known.AddComputed(labels, text);
    }

    /// <summary>The labels of all secrets a value holds.</summary>
    public LabelSet LabelsIn(Value value)
    {
        lock (turn)
            return known.In(value);
    }

    /// <summary>The labels of all secrets in an address, as they are or percent-encoded.</summary>
    public LabelSet LabelsInAddress(string address)
    {
        lock (turn)
            return known.InAddress(address);
    }

    /// <summary>
    /// A text in which secrets that are too short to be looked for are hidden where they are whole values of JSON; a member may be called like one.
    /// </summary>
    public string WithoutShort(string text)
    {
        KeyValuePair<string, string>[] all;
        lock (turn)
            all = [.. known.Short];
        foreach (var (secret, shown) in all)
            text = ShortSecrets.Hide(text, ValueJson.WriteJson(secret), ValueJson.WriteJson(shown));
        return text;
    }

    /// <summary>What is shown of a whole value: itself, unless it is a secret too short to be looked for in texts.</summary>
    public string ShownFor(string text)
    {
        lock (turn)
            return known.Short.GetValueOrDefault(text, text);
    }
}
