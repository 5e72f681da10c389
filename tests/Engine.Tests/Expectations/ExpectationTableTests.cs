namespace PingOneScenarios.Engine.Tests.Expectations;

public sealed class ExpectationTableTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "expectations.txt", MemberType = typeof(CaseTable))]
    public void Values_match_as_the_table_says(int line, string[] parts)
    {
        Assert.True(parts.Length == 3, $"line {line} has {parts.Length} parts instead of 3");
        var mismatches = Expecting.Match(parts[0], parts[1]);
        Assert.Equal(parts[2], mismatches.IsEmpty ? "ok" : string.Join(" | ", mismatches));
    }
}
