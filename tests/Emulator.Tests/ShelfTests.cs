using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tests;

public sealed class ShelfTests
{
    [Fact]
    public void Whatever_is_added_changed_and_taken_out_the_oldest_come_first()
    {
        var random = new Random(7);
        var shelf = new Shelf<Item>(item => item.Name);
        var known = new Dictionary<string, Item>();
        for (var i = 0; i < 2000; i++)
        {
            if (random.Next(3) == 0 && known.Count > 0)
            {
                var id = known.Keys.ElementAt(random.Next(known.Count));
                Assert.True(shelf.Remove(id, out _));
                known.Remove(id);
            }
            else
                Add(new Item($"{random.Next(500)}", $"n{i}", DateTimeOffset.UnixEpoch.AddSeconds(random.Next(20))));
            Assert.Equal(known.Values.OrderBy(item => item.CreatedAt).ThenBy(item => item.Id, StringComparer.Ordinal), shelf.All());
        }

        void Add(Item item)
        {
            // The time something was made never changes.
            item = known.TryGetValue(item.Id, out var before) ? item with { CreatedAt = before.CreatedAt } : item;
            if (before is null)
                Assert.Null(shelf.Add(item));
            else
                Assert.Null(shelf.Replace(item));
            known[item.Id] = item;
        }
    }

    [Fact]
    public void What_was_given_out_stays_as_it_was()
    {
        var shelf = new Shelf<Item>(item => item.Name);
        shelf.Add(new Item("1", "a", DateTimeOffset.UnixEpoch));
        var before = shelf.All();
        shelf.Put(new Item("1", "a", DateTimeOffset.UnixEpoch) { Note = "changed" });
        shelf.Add(new Item("2", "b", DateTimeOffset.UnixEpoch));
        Assert.Equal("", Assert.Single(before).Note);
        Assert.Equal(["changed", ""], shelf.All().Select(item => item.Note));
    }

    private sealed record Item(string Id, string Name, DateTimeOffset CreatedAt) : IResource
    {
        public string Note { get; init; } = "";
    }
}
