using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>The items of a list a slice takes; RFC 9535 section 2.3.4.2.2.</summary>
internal static class SliceItems
{
    /// <summary>The items in the order of the slice. The list is gone through once: reaching an item by its index can cost as much as all before it.</summary>
    internal static List<JsonElement> Of(SliceSelector slice, JsonElement list)
    {
        var items = new List<JsonElement>();
        if (slice.Step == 0)
            return items;
        var (lower, upper) = Bounds(slice, list.GetArrayLength());
        var origin = slice.Step > 0 ? lower : upper;
        var stride = Math.Abs(slice.Step);
        long index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var isInside = slice.Step > 0 ? index >= lower && index < upper : index > lower && index <= upper;
            if (isInside && Math.Abs(index - origin) % stride == 0)
                items.Add(item);
            index++;
        }
        if (slice.Step < 0)
            items.Reverse();
        return items;
    }

    private static (long Lower, long Upper) Bounds(SliceSelector slice, long length)
    {
        var isForward = slice.Step > 0;
        var start = FromStart(slice.Start ?? (isForward ? 0 : length - 1), length);
        var end = slice.End is { } given ? FromStart(given, length) : (isForward ? length : -1);
        return isForward
            ? (Math.Clamp(start, 0, length), Math.Clamp(end, 0, length))
            : (Math.Clamp(end, -1, length - 1), Math.Clamp(start, -1, length - 1));
    }

    private static long FromStart(long index, long length) => index >= 0 ? index : length + index;
}
