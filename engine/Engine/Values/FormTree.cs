namespace PingOneScenarios.Engine.Values;

/// <summary>
/// Forms of secrets by their letters. All tokens of an issuer begin alike, and to look at each of them wherever a text begins so would
/// take time with the square of their number: here a look costs what the letters that fit do, however many forms there are.
/// </summary>
internal sealed class FormTree
{
    private readonly Branch root;

    public FormTree(SecretForm first)
    {
        root = new Branch(first, 0, 0) { Shortest = first };
        Add(first);
    }

    public void Add(SecretForm form)
    {
        var (node, at, text) = (root, 0, form.Text);
        while (true)
        {
            var shared = text.AsSpan(at).CommonPrefixLength(node.Edge);
            if (shared < node.Edge.Length)
                node.Split(shared);
            node.Meet(form);
            at += shared;
            if (at == text.Length)
            {
                node.Whole ??= form;
                return;
            }
            if (!node.Next.TryGetValue(text[at], out var next))
            {
                node.Next.Add(text[at], new Branch(form, at, text.Length) { Shortest = form, Whole = form });
                return;
            }
            node = next;
        }
    }

    /// <summary>The longest beginning of the text that is a form, or a copy of one that was cut; 0 letters when there is none.</summary>
    public (int Length, KnownSecret? Secret) Longest(ReadOnlySpan<char> text)
    {
        (int Length, KnownSecret? Secret) longest = default;
        for (var (node, at) = ((Branch?)root, 0); node is not null; )
        {
            at += text[at..].CommonPrefixLength(node.Edge);
            // Of the forms that part from the text here, the shortest is the one of which most is there.
            if (node.Shortest.IsCutAt(text, at))
                longest = (at, node.Shortest.Secret);
            if (at < node.End)
                break;
            if (node.Whole is { } whole)
                longest = (at, whole.Secret);
            node = at < text.Length ? node.Next.GetValueOrDefault(text[at]) : null;
        }
        return longest;
    }

    /// <summary>Whether the text begins with a whole form.</summary>
    public bool HoldsBeginningOf(ReadOnlySpan<char> text)
    {
        for (var (node, at) = ((Branch?)root, 0); node is not null; )
        {
            at += text[at..].CommonPrefixLength(node.Edge);
            if (at == node.End && node.Whole is not null)
                return true;
            node = at == node.End && at < text.Length ? node.Next.GetValueOrDefault(text[at]) : null;
        }
        return false;
    }

    // A stretch of the forms below it: from where they part from others to where they part from each other.
    private sealed class Branch(SecretForm form, int start, int end)
    {
        public int End { get; private set; } = end;

        public ReadOnlySpan<char> Edge => form.Text.AsSpan(start, End - start);

        /// <summary>The form that ends here.</summary>
        public SecretForm? Whole { get; set; }

        /// <summary>Of all that go through here.</summary>
        public required SecretForm Shortest { get; set; }

        public SortedList<char, Branch> Next { get; private set; } = [];

        public void Meet(SecretForm other) => Shortest = other.Text.Length < Shortest.Text.Length ? other : Shortest;

        public void Split(int length)
        {
            var rest = new Branch(form, start + length, End)
            {
                Whole = Whole,
                Shortest = Shortest,
                Next = Next,
            };
            End = start + length;
            Next = new() { [form.Text[End]] = rest };
            Whole = null;
        }
    }
}
