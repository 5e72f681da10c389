using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Store;

/// <summary>What a password policy asks; a null is not asked.</summary>
internal sealed record PasswordRules
{
    /// <summary>The sets of characters a policy may ask for, as they are written there.</summary>
    public static ImmutableArray<string> CharacterSets { get; } =
    ["0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "~!@#$%^&*()-_=+[]{}|;:,.<>/?"];

    public bool ExcludesCommonlyUsed { get; private init; }
    public bool ExcludesProfileValues { get; private init; }
    public bool NotSimilarToCurrent { get; private init; }
    public int? MinimumLength { get; private init; }
    public int? MaximumLength { get; private init; }
    public int? MinimumUniqueCharacters { get; private init; }
    public int? MaximumRepeatedCharacters { get; private init; }

    /// <summary>How many of each of the <see cref="CharacterSets"/>.</summary>
    public ImmutableSortedDictionary<string, int> MinimumCharacters { get; private init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Days of guessing, at a hundred thousand million guesses a second.</summary>
    public int? MinimumComplexity { get; private init; }

    /// <summary>How many of the last passwords may not come back, the current one included.</summary>
    public int? HistoryCount { get; private init; }

    /// <summary>For how long they may not.</summary>
    public int? HistoryDays { get; private init; }

    /// <summary>Different wrong passwords until the account locks.</summary>
    public int? FailuresUntilLock { get; private init; }
    public int? LockSeconds { get; private init; }

    /// <summary>The age at which a password must be changed.</summary>
    public int? MaximumAgeDays { get; private init; }

    /// <summary>The age at which a user may change a password; an administrator always may.</summary>
    public int? MinimumAgeDays { get; private init; }

    /// <summary>The longest part of the alphabet, the digits, a keyboard's rows, and its digits with shift; by the names of the members.</summary>
    public ImmutableSortedDictionary<string, int> LongestSequences { get; private init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The members of <see cref="LongestSequences"/>.</summary>
    public static ImmutableArray<string> SequenceRules { get; } =
    ["alphabetSequenceRule", "numberSequenceRule", "qwertySequenceRule", "shiftedNumberRowSequenceRule"];

    /// <summary>Of a password policy.</summary>
    public static PasswordRules Of(Entity policy) =>
        new()
        {
            ExcludesCommonlyUsed = policy.Flag("excludesCommonlyUsed"),
            ExcludesProfileValues = policy.Flag("excludesProfileData"),
            NotSimilarToCurrent = policy.Flag("notSimilarToCurrent"),
            MinimumLength = policy.Number("length.min"),
            MaximumLength = policy.Number("length.max"),
            MinimumUniqueCharacters = policy.Number("minUniqueCharacters"),
            MaximumRepeatedCharacters = policy.Number("maxRepeatedCharacters"),
            MinimumCharacters = Counts(CharacterSets, set => Count(policy, set)),
            MinimumComplexity = policy.Number("minComplexity"),
            HistoryCount = policy.Number("history.count"),
            HistoryDays = policy.Number("history.retentionDays"),
            FailuresUntilLock = policy.Number("lockout.failureCount"),
            LockSeconds = policy.Number("lockout.durationSeconds"),
            MaximumAgeDays = policy.Number("maxAgeDays"),
            MinimumAgeDays = policy.Number("minAgeDays"),
            LongestSequences = Counts(SequenceRules, rule => policy.Number($"{rule}.maxLength")),
        };

    // A path has dots between its parts, and one of the sets has a dot in it.
    private static int? Count(Entity policy, string set) =>
        policy.Body["minCharacters"]?[set] is { } node && node.GetValueKind() == JsonValueKind.Number ? node.GetValue<int>() : null;

    private static ImmutableSortedDictionary<string, int> Counts(ImmutableArray<string> names, Func<string, int?> read) =>
        names
            .Select(name => (name, Count: read(name)))
            .Where(pair => pair.Count is not null)
            .ToImmutableSortedDictionary(pair => pair.name, pair => pair.Count!.Value, StringComparer.Ordinal);
}
