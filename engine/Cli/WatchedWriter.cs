using System.Text;
using PingOneScenarios.Engine.Leaks;

namespace PingOneScenarios.Cli;

/// <summary>
/// Passes text on and keeps a copy of it for the self-test of trust rule 10. What is kept is bounded: of a longer text, the older part is
/// looked through for the secrets known by then, and only its end stays, for what goes over the border.
/// </summary>
/// <param name="name">Of the artefact, for people.</param>
/// <param name="next">Where the text goes.</param>
/// <param name="secrets">What is looked for.</param>
/// <param name="mostKept">In bytes of UTF-8.</param>
internal sealed class WatchedWriter(string name, TextWriter next, SecretScan secrets, int mostKept = 1 << 20) : TextWriter
{
    private readonly KeptText kept = new(Math.Min(1 << 14, mostKept / 16));
    private readonly SortedSet<string> leaked = new(StringComparer.Ordinal);

    public string Name => name;

    public override Encoding Encoding => next.Encoding;

    public override string NewLine
    {
        get => next.NewLine;
#pragma warning disable CS8765 // nobody sets null
        set => next.NewLine = value;
#pragma warning restore CS8765
    }

    public override void Write(char value)
    {
        next.Write(value);
        Keep([value]);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        next.Write(buffer, index, count);
        Keep(buffer.AsSpan(index, count));
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        next.Write(buffer);
        Keep(buffer);
    }

    public override void Write(string? value)
    {
        next.Write(value);
        Keep(value);
    }

    public override void WriteLine() => Write(NewLine);

    public override void WriteLine(string? value)
    {
        // One call: each is one to the system.
        next.WriteLine(value);
        Keep(value);
        Keep(NewLine);
    }

    public override void Flush() => next.Flush();

    /// <summary>How many letters there have to be room for to look through what is kept.</summary>
    public int Room => kept.Length;

    /// <summary>The names of the secrets that were written; empty when all is well.</summary>
    /// <param name="letters">With <see cref="Room"/>, for the time of the call.</param>
    public IReadOnlyCollection<string> Leaked(char[] letters)
    {
        leaked.UnionWith(secrets.NamesIn(letters.AsSpan(0, kept.CopyTo(letters))));
        return leaked;
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var piece = text[..Math.Min(text.Length, mostKept / 16)];
            kept.Append(piece);
            text = text[piece.Length..];
            if (kept.Length < mostKept)
                continue;
            Leaked(new char[Room]);
            kept.KeepEnd(mostKept / 16);
        }
    }
}
