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
        root = new Branch(first, 0, 0);
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
            at += shared;
            if (at == text.Length)
            {
                node.Whole ??= form;
                return;
            }
            if (!node.Next.TryGetValue(text[at], out var next))
            {
                node.Next.Add(text[at], new Branch(form, at, text.Length) { Whole = form });
                return;
            }
            node = next;
        }
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

        public SortedList<char, Branch> Next { get; private set; } = [];

        public void Split(int length)
        {
            var rest = new Branch(form, start + length, End) { Whole = Whole, Next = Next };
            End = start + length;
            Next = new() { [form.Text[End]] = rest };
            Whole = null;
        }
    }
}
