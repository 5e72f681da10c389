using System.Reflection;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>The tests of this assembly by the rules they hold.</summary>
internal static class HeldRules
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
        member.GetCustomAttributes<HoldsAttribute>(inherit: false).SelectMany(held => held.Rules).Select(rule => (rule, test));
}
