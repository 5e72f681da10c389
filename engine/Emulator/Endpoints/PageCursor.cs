using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// Where a page begins: behind an item, or before one. It names the item by its place in the order, so that nothing is passed over when items
/// are added or deleted between two pages.
/// </summary>
internal sealed record PageCursor
{
    private static readonly PageCursor First = new(null, false);

    private readonly PageKey? key;
    private readonly bool isBefore;

    private PageCursor(PageKey? key, bool isBefore) => (this.key, this.isBefore) = (key, isBefore);

    public static string After(PageKey key) => Write('n', key);

    public static string Before(PageKey key) => Write('p', key);

    /// <summary>Null when the text is none; that of no text is the beginning.</summary>
    public static PageCursor? Parse(string? text)
    {
        if (text is null)
            return First;
        if (!Base64Url.IsValid(text))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n', 4);
        return
            parts is ["n" or "p", var ticks, var id, var ordered]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new PageKey(ordered, new DateTimeOffset(at, TimeSpan.Zero), id), parts[0] == "p")
            : null;
    }

    /// <summary>The place of the page's first item.</summary>
    public int Start<T>(T[] items, PageOrder<T> order, int size)
        where T : IResource
    {
        if (key is not { } known)
            return 0;
        var place = order.PlaceOf(items, known);
        if (isBefore)
            return Math.Max(0, place - size);
        return place < items.Length && order.KeyOf(items[place]) == known ? place + 1 : place;
    }

    private static string Write(char direction, PageKey key) =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{direction}\n{key.At.UtcTicks}\n{key.Id}\n{key.Text}"))
        );
}
