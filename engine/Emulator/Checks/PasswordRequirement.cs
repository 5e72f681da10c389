using System.Collections.Immutable;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A proposed password, the rules it is held against, and the time.</summary>
internal sealed record AskedPassword(ProposedPassword Proposed, PasswordRules Rules, DateTimeOffset Now)
{
    public string Value => Proposed.Value;
}

/// <summary>One requirement a policy may have.</summary>
/// <param name="Name">As PingOne calls it in <c>unsatisfiedRequirements</c>.</param>
/// <param name="Asks">What is asked, in words; null when the rules do not ask it.</param>
/// <param name="Holds">Whether a password meets it, once it is asked.</param>
internal sealed record PasswordRequirement(string Name, Func<PasswordRules, string?> Asks, Func<AskedPassword, bool> Holds)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private static readonly string[] KeyboardRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private const string ShiftedDigits = "!@#$%^&*()";

    public static ImmutableArray<PasswordRequirement> Table { get; } =
    [
        new("length", AskLength, asked => HasLength(asked.Value, asked.Rules)),
        new(
            "minUniqueCharacters",
            rules =>
                rules.MinimumUniqueCharacters is { } count
                    ? $"The provided password must have at least {count} different characters"
                    : null,
            asked => asked.Value.Distinct().Count() >= asked.Rules.MinimumUniqueCharacters
        ),
        new(
            "maxRepeatedCharacters",
            rules =>
                rules.MaximumRepeatedCharacters is { } count ? $"The provided password repeats a character more than {count} times" : null,
            asked => PasswordMeasures.LongestRun(asked.Value) <= asked.Rules.MaximumRepeatedCharacters
        ),
        new("minCharacters", AskCharacters, HasCharacters),
        new(
            "minComplexity",
            rules => rules.MinimumComplexity is null ? null : "The provided password can be guessed too fast",
            asked => PasswordMeasures.GuessingDays(asked.Value) >= asked.Rules.MinimumComplexity
        ),
        new(
            "excludesCommonlyUsed",
            rules => rules.ExcludesCommonlyUsed ? "The provided password is commonly used" : null,
            asked => !CommonPasswords.Contains(asked.Value)
        ),
        new(
            "excludesProfileData",
            rules => rules.ExcludesProfileValues ? "The provided password is a value of the user's profile" : null,
            asked => !IsProfileValue(asked.Proposed)
        ),
        new(
            "notSimilarToCurrent",
            rules => rules.NotSimilarToCurrent ? "The provided password is too similar to the current one" : null,
            asked => asked.Proposed.Current is not { } current || PasswordMeasures.Distance(current, asked.Value) >= 3
        ),
        // That it is not the current one is asked by every policy.
        new("history", _ => "The provided password was used before", asked => !WasUsed(asked)),
        Sequence("alphabetSequenceRule", "letters of the alphabet", Alphabet),
        Sequence("numberSequenceRule", "digits", Digits),
        Sequence("qwertySequenceRule", "neighbours on the keyboard", KeyboardRows),
        Sequence("shiftedNumberRowSequenceRule", "neighbours of the keyboard's digits", ShiftedDigits),
    ];

    private static PasswordRequirement Sequence(string name, string what, params string[] rows) =>
        new(
            name,
            rules =>
                rules.LongestSequences.TryGetValue(name, out var longest)
                    ? $"The provided password has more than {longest} {what} in a row"
                    : null,
            asked => rows.All(row => PasswordMeasures.LongestSequence(asked.Value, row) <= asked.Rules.LongestSequences[name])
        );

    private static string? AskLength(PasswordRules rules) =>
        rules.MinimumLength is null && rules.MaximumLength is null
            ? null
            : $"The provided password must have {rules.MinimumLength} to {rules.MaximumLength} characters";

    private static bool HasLength(string password, PasswordRules rules) =>
        password.Length >= (rules.MinimumLength ?? 0) && password.Length <= (rules.MaximumLength ?? int.MaxValue);

    private static string? AskCharacters(PasswordRules rules) =>
        rules.MinimumCharacters.IsEmpty
            ? null
            : $"The provided password must have {string.Join(", ", rules.MinimumCharacters.Select(pair => $"{pair.Value} of {pair.Key}"))}";

    private static bool HasCharacters(AskedPassword asked) =>
        asked.Rules.MinimumCharacters.All(pair => asked.Value.Count(pair.Key.Contains) >= pair.Value);

    private static bool IsProfileValue(ProposedPassword password) =>
        password
            .User.Name.Values.Concat(password.User.Attributes.Values)
            .Concat(password.User.Address.Values)
            .Append(password.User.Username)
            .Append(password.User.Email)
            .Contains(password.Value, StringComparer.OrdinalIgnoreCase);

    private static bool WasUsed(AskedPassword asked) =>
        asked.Proposed.User.Password.WasUsed(asked.Proposed.User.Id, asked.Value, asked.Now, asked.Rules);
}
