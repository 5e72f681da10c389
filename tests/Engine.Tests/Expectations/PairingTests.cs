using PingOneScenarios.Engine.Expectations.Predicates;

namespace PingOneScenarios.Engine.Tests.Expectations;

public sealed class PairingTests
{
    private const int Count = 4;

    [Fact]
    public void Of_all_tables_of_four_by_four_the_most_pairs_are_found()
    {
        for (var table = 0; table < 1 << (Count * Count); table++)
        {
            var partners = Pairing.Find(Count, (left, right) => Fits(table, left, right));
            var paired = partners.Where(right => right >= 0).ToList();
            Assert.Equal(paired.Count, paired.Distinct().Count());
            Assert.All(partners.Index().Where(p => p.Item >= 0), p => Assert.True(Fits(table, p.Index, p.Item)));
            if (MostPairs(table, 0, 0) != paired.Count)
                Assert.Fail($"table {table:b16}: {paired.Count} pairs instead of {MostPairs(table, 0, 0)}");
        }
    }

    [Fact]
    public void Those_left_over_are_as_many_on_either_side()
    {
        var (expected, actual) = Pairing.Alone([2, -1, 0, -1]);
        Assert.Equal([1, 3], expected);
        Assert.Equal([1, 3], actual);
    }

    private static bool Fits(int table, int left, int right) => (table >> (left * Count + right) & 1) == 1;

    private static int MostPairs(int table, int left, int taken)
    {
        if (left == Count)
            return 0;
        var most = MostPairs(table, left + 1, taken);
        for (var right = 0; right < Count; right++)
        {
            if ((taken >> right & 1) == 0 && Fits(table, left, right))
                most = Math.Max(most, 1 + MostPairs(table, left + 1, taken | 1 << right));
        }
        return most;
    }
}
