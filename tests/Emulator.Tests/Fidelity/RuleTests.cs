using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>The table of rules is whole, and what tests claim is in it.</summary>
public sealed class RuleTests
{
    [Fact]
    public void Every_rule_a_test_claims_is_one_of_the_table() =>
        Assert.Empty(HeldRules.Tests.Select(held => held.Key).Except(RuleTable.Rules.Select(rule => rule.Id)));

    [Fact]
    public void The_rules_of_a_section_are_numbered_one_by_one() =>
        Assert.Equal(
            RuleTable.Sections.SelectMany(section =>
                RuleTable.Rules.Where(rule => rule.Section == section.Number).Select((_, i) => $"{section.Number}-{i + 1:00}")
            ),
            RuleTable.Rules.Select(rule => rule.Id)
        );

    [Fact]
    public void Every_source_is_in_the_legend() =>
        Assert.Empty(
            RuleTable
                .Rules.SelectMany(rule => rule.Source.Split(", "))
                .Select(source => source.Split(' ')[0])
                .Except(RuleTable.Sources.Select(source => source.Name))
        );

    [Fact]
    public void The_page_is_that_of_the_rules_the_routes_and_the_tests() =>
        CommittedFile.Check("engine/Emulator/FIDELITY.md", FidelityPage.Text());
}
