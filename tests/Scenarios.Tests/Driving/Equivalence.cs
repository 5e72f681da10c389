namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Changes that leave what a file does as it was, each rule with its reason.</summary>
internal static class Equivalence
{
    private static readonly (string Reason, Func<Mutant, bool> Applies)[] Rules =
    [
        (
            "the outputs of the entry are for a caller, and nothing calls it here",
            m => Pack.EntryFor(m.File) == m.File && m.Place.StartsWith("outputs/", StringComparison.Ordinal)
        ),
        (
            "an output that no scenario takes is for those that will",
            m => m.Place.StartsWith("outputs/", StringComparison.Ordinal) && !Pack.IsTaken(m.Place["outputs/".Length..])
        ),
        ("a status is the same in quotes or alone in a list", m => m.Kind == "type" && IsStatus(m.Place) && m.Replacement[0] is '"' or '['),
        (
            "so it is where it calls for another attempt",
            m => m.Kind == "type" && m.Place.Contains("retry/on/", StringComparison.Ordinal) && m.Replacement[0] == '"'
        ),
        ("a description is for people, under whatever name", m => m.Place.EndsWith("/json/description", StringComparison.Ordinal)),
        (
            "text takes every address and every id, and those of the run are right",
            m => m.Kind == "type" && m.Place.StartsWith("inputs/", StringComparison.Ordinal) && m.Replacement == "text"
        ),
        (
            "a password need not be changed unless forceChange says so",
            m => m.Kind == "key" && m.Place.EndsWith("/forceChange", StringComparison.Ordinal)
        ),
        (
            "the file name of an upload is for people, no answer mentions it",
            m => m.Place.EndsWith("/headers/Content-Disposition", StringComparison.Ordinal)
        ),
        (
            "users without a device are blocked where nothing is said of them",
            m => m.Kind == "key" && m.Place.EndsWith("/json/noDevicesMode", StringComparison.Ordinal)
        ),
        (
            "what is no token at all is as good as none as one that has ended, and the steps before it show that it was one",
            m =>
                m.Kind == "variable"
                && (m.File, m.Place)
                    is
                        ("scenarios/authorization/refresh-token.yaml", "steps/7/form/refresh_token" or "steps/8/form/token")
                        or
                        ("scenarios/authorization/introspection-and-revocation.yaml", "steps/8/form/token" or "steps/11/form/refresh_token")
        ),
        (
            "a hint at the type of a token may be wrong (RFC 7009 section 2.1)",
            m => m.Place.EndsWith("/token_type_hint", StringComparison.Ordinal)
        ),
        ("there is no pause where the first answer is the last", m => m.Place.EndsWith("/retry/every", StringComparison.Ordinal)),
        (
            "a secret that has ended is refused as anything else is, and the steps before it show that it was one",
            m => m.Kind == "variable" && (m.File, m.Place) is ("scenarios/authentication/rotate-secret.yaml", "steps/6/auth/basic/password")
        ),
        (
            "a new token or secret differs from the one before it, and from anything else",
            m =>
                m.Kind == "variable"
                && (m.File, m.Place)
                    is
                        ("scenarios/authorization/refresh-token.yaml", "steps/5/expect/that/0")
                        or
                        ("scenarios/authorization/offline-access.yaml", "steps/8/expect/that/0")
                        or
                        ("scenarios/authentication/rotate-secret.yaml", "steps/1/expect/that/0")
        ),
        (
            "which token is asked about makes no difference where secrets are tried",
            m => m.File == "scenarios/authentication/rotate-secret.yaml" && m.Place.EndsWith("/form/token", StringComparison.Ordinal)
        ),
        (
            "what a message tells beside its code is for people",
            m =>
                m.File == "scenarios/mfa/transaction-approval-email.yaml"
                && m.Place.StartsWith("steps/3/json/notification", StringComparison.Ordinal)
        ),
        (
            "a query sends a list of one as it sends the one",
            m => m.Kind == "type" && m.Place.Contains("/query/", StringComparison.Ordinal) && m.Replacement[0] == '['
        ),
        (
            "what nobody may do is refused whatever is sent",
            m => m.File == "scenarios/roles/non-interactive-worker.yaml" && m.Place.StartsWith("steps/7/json", StringComparison.Ordinal)
        ),
        ("the token endpoint takes the scope from the code", m => m.Place.EndsWith("/form/scope", StringComparison.Ordinal)),
    ];

    public static bool Applies(Mutant mutant) => Rules.Any(r => r.Applies(mutant));

    // Alone, or in a list of several.
    private static bool IsStatus(string place) =>
        place.EndsWith("/expect/status", StringComparison.Ordinal) || place.Contains("/expect/status/", StringComparison.Ordinal);
}
