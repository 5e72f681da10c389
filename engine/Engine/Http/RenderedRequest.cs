using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>A request ready to be sent: no template is left in it.</summary>
internal sealed record RenderedRequest
{
    private const int MostShort = 64;

    public required string Method { get; init; }

    /// <summary>Absolute, encoded, ASCII only, with a path.</summary>
    public required RenderedText Address { get; init; }

    /// <summary>The address as it may be told.</summary>
    public string ShownAddress => Address.Shown;

    /// <summary>
    /// Whether each secret in the address, if there is any, is long enough to be known again where a redirect leads to: without, nothing of
    /// that address may be told.
    /// </summary>
    public bool IsTellingInAddress =>
        Address.Labels.IsEmpty || !Address.Secrets.IsEmpty && Address.Secrets.All(s => s.Text.Length >= AnswerLabels.ShortestSent);

    public ImmutableArray<RenderedField> Headers { get; init; } = [];

    /// <summary>Null for no body.</summary>
    public RenderedBody? Body { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>What stands behind the address and is never sent, with its <c>#</c>; empty without one.</summary>
    public string Fragment { get; init; } = "";

    public int Redirects { get; init; }

    public CookiePolicy Cookies { get; init; }

    /// <summary>Where the request is written.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Whether it waited until it may leave, where requests wait for one another.</summary>
    public bool HasTurn { get; init; }

    /// <summary>The labels of what decided that it is sent.</summary>
    public LabelSet Cause { get; init; }

    /// <summary>The secrets in it that are too short to be known again anywhere but in its own answer.</summary>
    public ImmutableArray<(string Text, LabelSet Labels)> ShortSecrets =>
        !CarriesShort
            ? []
            :
            [
                .. Headers
                    .SelectMany(h => h.Value.Secrets)
                    .Concat(Address.Secrets)
                    .Concat(Body?.Secrets ?? [])
                    .Where(s => IsShort(s.Text))
                    .Select(s => (s.Text, s.Labels))
                    .DistinctBy(s => s.Text)
                    .Take(MostShort),
            ];

    private bool CarriesShort
    {
        get
        {
            var isAny = HasShort(Address.Secrets) || Body is not null && HasShort(Body.Secrets);
            foreach (var header in Headers)
                isAny |= HasShort(header.Value.Secrets);
            return isAny && !Labels.IsEmpty;
        }
    }

    private static bool HasShort(ImmutableArray<SecretPart> secrets)
    {
        foreach (var secret in secrets.IsDefault ? [] : secrets)
        {
            if (IsShort(secret.Text))
                return true;
        }
        return false;
    }

    private static bool IsShort(string secret) => secret.Length is >= AnswerLabels.ShortestSent and < SecretMask.ShortestSecret;

    /// <summary>A text out of its answer without the short secrets it carried.</summary>
    public string Hide(string text)
    {
        foreach (var (secret, labels) in ShortSecrets)
            text = text.Replace(secret, labels.Shown, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>The labels of everything it carries, and of what it tells by being sent.</summary>
    public LabelSet Labels
    {
        get
        {
            var labels = Address.Labels.Union(Cause);
            foreach (var header in Headers)
                labels = labels.Union(header.Value.Labels);
            return Body is null ? labels : labels.Union(Body.Labels).Union(Body.MediaType.Labels);
        }
    }
}

internal readonly record struct RenderedField(string Name, RenderedText Value)
{
    /// <summary>The user name and the password of Basic authentication as they may be shown; null without, or when neither is secret.</summary>
    public string? Credentials { get; init; }
}

/// <summary>What a request carries.</summary>
/// <param name="Bytes">As sent.</param>
/// <param name="MediaType">As sent, with its parameters.</param>
/// <param name="Show">Gives it as it may be shown; only made when it is looked at.</param>
/// <param name="Labels">Of all values in it.</param>
internal sealed record RenderedBody(ReadOnlyMemory<byte> Bytes, RenderedText MediaType, Func<string> Show, LabelSet Labels)
{
    /// <summary>What is secret of it.</summary>
    public ImmutableArray<SecretPart> Secrets { get; init; } = [];
}
