using PingOneScenarios.Engine.Reporting.Diffing;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>What two runs are compared by, when what is another one in each run is taken out.</summary>
public sealed class NormalizerTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "diff-normalised.txt", MemberType = typeof(CaseTable))]
    public void Ids_times_and_random_values_are_taken_out(int line, string[] parts)
    {
        _ = line;
        Assert.Equal(parts[1], new Normalizer("4fb1d22a", new DateTimeOffset(2026, 11, 27, 4, 9, 30, TimeSpan.Zero)).Of(parts[0]));
    }

    [Fact]
    public void Without_the_time_of_the_run_no_number_is_a_time() => Assert.Equal("1795752572", new Normalizer("", null).Of("1795752572"));
}
