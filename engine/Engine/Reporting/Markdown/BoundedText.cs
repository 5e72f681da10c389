using System.Text;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>Parts of a text, as many as there is room for; the others are counted.</summary>
/// <param name="room">In bytes of UTF-8.</param>
internal sealed class BoundedText(int room)
{
    private readonly StringBuilder text = new();
    private int left = room;

    /// <summary>How many parts had no room.</summary>
    public int LeftOut { get; private set; }

    public bool IsEmpty => text.Length == 0 && LeftOut == 0;

    /// <summary>Adds a part, whole or not at all; after the first that did not fit, none does.</summary>
    public void Add(string part)
    {
        var size = Encoding.UTF8.GetByteCount(part);
        if (LeftOut > 0 || size > left)
        {
            LeftOut++;
            return;
        }
        left -= size;
        text.Append(part);
    }

    public override string ToString() => text.ToString();
}
