using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>The tests of this assembly by the rules they hold.</summary>
internal static partial class HeldRules
{
    /// <summary>Id of the rule and name of the test, as <c>FlowTests.A_name</c>, by name.</summary>
    public static ILookup<string, string> Tests { get; } =
        typeof(HeldRules)
            .Assembly.GetTypes()
            .SelectMany(type => Claims(type, type.Name).Concat(type.GetMethods().SelectMany(m => Claims(m, $"{type.Name}.{m.Name}"))))
            .Distinct()
            .OrderBy(claim => claim.Test, StringComparer.Ordinal)
            .ToLookup(claim => claim.Rule, claim => claim.Test);

    private static IEnumerable<(string Rule, string Test)> Claims(MemberInfo member, string test) =>
        member.GetCustomAttributes<HoldsAttribute>(inherit: false).SelectMany(held => held.Rules).SelectMany(Ids).Select(id => (id, test));

    /// <summary>The ids of <c>3.4-16..34</c>, or the one that is no range.</summary>
    private static IEnumerable<string> Ids(string rules)
    {
        if (Range().Match(rules) is not { Success: true } range)
            return [rules];
        var first = int.Parse(range.Groups["first"].Value, CultureInfo.InvariantCulture);
        var last = int.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture);
        return Enumerable.Range(first, last - first + 1).Select(number => $"{range.Groups["section"].Value}-{number:00}");
    }

    [GeneratedRegex(@"^(?<section>[\d.]+)-(?<first>\d+)\.\.(?<last>\d+)\z")]
    private static partial Regex Range();
}
