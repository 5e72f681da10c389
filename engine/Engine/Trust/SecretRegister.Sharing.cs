using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

// What one run learns for others, which then know it as if they had learned it themselves.
internal sealed partial class SecretRegister
{
    private List<List<SecretNews>>? learning;

    /// <summary>From now on it is kept what is learned, what was known already included, until <see cref="EndLearning"/>.</summary>
    public List<SecretNews> BeginLearning()
    {
        var heard = new List<SecretNews>();
        lock (turn)
            (learning ??= []).Add(heard);
        return heard;
    }

    public void EndLearning(List<SecretNews> heard)
    {
        lock (turn)
        {
            learning!.Remove(heard);
            if (learning.Count == 0)
                learning = null;
        }
    }

    /// <summary>What was learned, with all labels of a value, and where each of them may go.</summary>
    public LearnedSecrets Learned(List<SecretNews> heard, Value value)
    {
        ImmutableArray<SecretNews> news;
        lock (turn)
            news = [.. heard];
        var labels = news.SelectMany(n => n.Labels.Labels).Concat(value.Labels.Labels).Distinct();
        return new LearnedSecrets(
            news,
            [.. labels.Select(l => KeyValuePair.Create(l, Destinations.Of(l)))],
            [.. LabelledParts.Secrets(value)]
        );
    }

    /// <summary>Takes in what another run learned: what its labels are known by is hidden here too, and they may go where they might go there.</summary>
    public void Take(LearnedSecrets learned)
    {
        foreach (var (label, to) in learned.Destinations)
        {
            if (to is { } origins)
                Destinations.Restrict(label, origins);
        }
        foreach (var news in learned.News)
        {
            if (news is { How: LearnedAs.Known, Value: { } known })
                Learn(news.Labels, known);
            else if (news.Value is { } value && (news.How != LearnedAs.Given || KnownGiven(news.Labels, value) is null))
                Remember(news.How, news.Labels, value);
            Tell(news);
        }
        foreach (var (text, labels) in learned.Parts)
            Know(labels, text);
    }

    // To whoever writes it down, and to whoever learns it for others.
    private void Tell(SecretNews news)
    {
        log?.Add(news);
        Hear(news);
    }

    private void Hear(SecretNews news)
    {
        if (learning is null)
            return;
        lock (turn)
        {
            foreach (var heard in learning ?? [])
                heard.Add(news);
        }
    }
}

/// <summary>What a run learned for others.</summary>
/// <param name="News">In the order it was learned.</param>
/// <param name="Destinations">Of each label; null for wherever the run may go.</param>
/// <param name="Parts">The secret parts of what it obtained.</param>
internal sealed record LearnedSecrets(
    ImmutableArray<SecretNews> News,
    ImmutableArray<KeyValuePair<SecretLabel, ImmutableArray<Origin>?>> Destinations,
    ImmutableArray<(Value Text, LabelSet Labels)> Parts
);
