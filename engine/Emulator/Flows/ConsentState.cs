using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Whether a user's consent to an agreement still holds, and in which language it is asked for.</summary>
internal static class ConsentState
{
    /// <summary>PENDING, ACCEPTED, REVOKED, EXPIRED or AGREEMENT_DISABLED.</summary>
    public static string Of(Call call, Entity agreement, Consent? consent) =>
        consent switch
        {
            _ when !agreement.Flag("enabled") => "AGREEMENT_DISABLED",
            null => "PENDING",
            { RevokedAt: not null } => "REVOKED",
            _ when IsExpired(call, agreement, consent) => "EXPIRED",
            _ when IsSuperseded(call, consent) => "PENDING",
            _ => "ACCEPTED",
        };

    public static DateTimeOffset? ExpiresAt(Entity agreement, Consent consent) =>
        agreement.Number("reconsentPeriodDays") is { } days ? consent.At + TimeSpan.FromDays(days) : null;

    public static bool IsExpired(Call call, Entity agreement, Consent consent) => ExpiresAt(agreement, consent) <= call.Now;

    /// <summary>The user's language, else the first that is enabled; null when there is nothing to consent to.</summary>
    public static Entity? LanguageFor(Call call, Entity agreement, User? user)
    {
        var languages = call
            .Tenant.Entities.Of(AgreementKinds.Language, agreement.Id)
            .Where(language => language.Flag("enabled") && AgreementKinds.CurrentRevision(call, language.Id) is not null)
            .ToArray();
        var wanted = user?.Attributes.GetValueOrDefault("preferredLanguage") ?? user?.Attributes.GetValueOrDefault("locale") ?? "en";
        return languages.FirstOrDefault(language => language.Text("locale") == wanted)
            ?? languages.FirstOrDefault(language => language.Text("locale") == wanted.Split('-', '_')[0])
            ?? languages.FirstOrDefault();
    }

    /// <summary>A later revision asks for consent again.</summary>
    private static bool IsSuperseded(Call call, Consent consent)
    {
        if (call.Tenant.Entities.Find(AgreementKinds.Revision, consent.RevisionId) is not { } given)
            return false;
        return call
            .Tenant.Entities.Of(AgreementKinds.Revision, consent.LanguageId)
            .Any(revision =>
                revision.Flag("requireReconsent")
                && AgreementKinds.EffectiveAt(revision) <= call.Now
                && AgreementKinds.EffectiveAt(revision) > AgreementKinds.EffectiveAt(given)
            );
    }
}
