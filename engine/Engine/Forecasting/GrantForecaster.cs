using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What an operator grants besides origins: networks of their own, whom to trust in TLS, other budgets than the usual ones.</summary>
internal static class GrantForecaster
{
    public static ImmutableArray<ForecastGrant> Of(OperatorGifts gifts) =>
        [.. Private(gifts), .. Tls(gifts), .. Budgeted(gifts.Budgets, gifts.Names)];

    private static IEnumerable<ForecastGrant> Private(OperatorGifts gifts) =>
        gifts
            .Environment.Private.Select(h => (Host: h.Value.ToString(), By: $"private of {h.Origin}"))
            .Concat(gifts.AllowPrivate.Select(h => (Host: h.Value.ToString(), By: h.Origin)))
            .Select(h => new ForecastGrant("private", $"{h.Host} may lead into your own network", h.By));

    private static IEnumerable<ForecastGrant> Tls(OperatorGifts gifts)
    {
        if (gifts.Environment.Tls is not { } files)
            yield break;
        if (files.Ca is { } ca)
            yield return new ForecastGrant(
                "tls",
                $"the certificates in {ca.Written} are trusted too",
                $"tls of the environment file {ca.Span.Source.Path}"
            );
        if ((files.Certificate ?? files.Pkcs12) is { } own)
            yield return new ForecastGrant(
                "tls",
                $"servers that ask for a client certificate get {own.Written}",
                $"tls of the environment file {own.Span.Source.Path}"
            );
    }

    private static IEnumerable<ForecastGrant> Budgeted(Budgets budgets, GiftNames names)
    {
        var usual = Budgets.Usual;
        if (budgets.Steps != usual.Steps)
            yield return new ForecastGrant(
                "steps",
                string.Create(CultureInfo.InvariantCulture, $"at most {budgets.Steps:N0} steps instead of {usual.Steps:N0}"),
                names.Steps
            );
        if (budgets.SecretBits != usual.SecretBits)
            yield return new ForecastGrant(
                "bits",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the log may tell {budgets.SecretBits:N0} bits of a secret instead of {usual.SecretBits:N0}"
                ),
                names.SecretBits
            );
        if (budgets.LargestAnswer != usual.LargestAnswer)
            yield return new ForecastGrant(
                "answers",
                $"an answer may be {SizeText.Show(budgets.LargestAnswer)} instead of {SizeText.Show(usual.LargestAnswer)}",
                names.Answers
            );
        if (budgets.Time != usual.Time)
            yield return new ForecastGrant(
                "time",
                $"at most {DurationText.Show(budgets.Time)} instead of {DurationText.Show(usual.Time)}",
                names.Time
            );
    }
}
