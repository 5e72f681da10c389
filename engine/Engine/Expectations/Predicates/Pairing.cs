using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary>Pairs off two rows of the same length so that as many as can be have a partner (augmenting paths).</summary>
internal static class Pairing
{
    private const int Nobody = -1;

    /// <summary>For each on the left its partner on the right, or -1.</summary>
    /// <param name="count">Of either row.</param>
    /// <param name="fits">Whether a left one and a right one may be partners; asked at most once for each pair.</param>
    /// <param name="work">How long it may take; null for without end.</param>
    public static int[] Find(int count, Func<int, int, bool> fits, WorkLimit? work = null)
    {
        var search = new Search(count, fits, work);
        for (var left = 0; left < count; left++)
            search.PairInPlace(left);
        for (var left = 0; left < count; left++)
            search.Augment(left);
        return search.RightOf;
    }

    /// <summary>Those without a partner, as many on either side.</summary>
    public static (List<int> Expected, List<int> Actual) Alone(int[] partners)
    {
        var taken = new bool[partners.Length];
        var (expected, actual) = (new List<int>(), new List<int>());
        for (var left = 0; left < partners.Length; left++)
        {
            if (partners[left] == Nobody)
                expected.Add(left);
            else
                taken[partners[left]] = true;
        }
        for (var right = 0; right < taken.Length; right++)
        {
            if (!taken[right])
                actual.Add(right);
        }
        return (expected, actual);
    }

    private sealed class Search
    {
        private readonly int count;
        private readonly Func<int, int, bool> fits;
        private readonly bool?[] known;
        private readonly WorkLimit? work;
        private readonly int[] leftOf;
        private readonly int[] reachedFrom;

        public Search(int count, Func<int, int, bool> fits, WorkLimit? work)
        {
            (this.count, this.fits, this.work) = (count, fits, work);
            known = new bool?[count * count];
            (RightOf, leftOf, reachedFrom) = (new int[count], new int[count], new int[count]);
            Array.Fill(RightOf, Nobody);
            Array.Fill(leftOf, Nobody);
        }

        public int[] RightOf { get; }

        // Most lists come in the order they are expected in.
        public void PairInPlace(int left)
        {
            if (Fits(left, left))
                (RightOf[left], leftOf[left]) = (left, left);
        }

        // Finds a partner for one who has none, by letting others change theirs.
        public void Augment(int start)
        {
            if (RightOf[start] != Nobody)
                return;
            Array.Fill(reachedFrom, Nobody);
            var waiting = new Queue<int>([start]);
            while (waiting.TryDequeue(out var left))
            {
                work?.Spend(count);
                for (var right = 0; right < count; right++)
                {
                    if (reachedFrom[right] != Nobody || !Fits(left, right))
                        continue;
                    reachedFrom[right] = left;
                    if (leftOf[right] == Nobody)
                    {
                        Swap(right);
                        return;
                    }
                    waiting.Enqueue(leftOf[right]);
                }
            }
        }

        private void Swap(int right)
        {
            while (right != Nobody)
            {
                var left = reachedFrom[right];
                var before = RightOf[left];
                (RightOf[left], leftOf[right]) = (right, left);
                right = before;
            }
        }

        private bool Fits(int left, int right) => known[left * count + right] ??= fits(left, right);
    }
}
