namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>
/// HTML in the making, and the one place where text becomes a part of it (trust rule 11). Names of elements and attributes are ours; everything
/// else is escaped, controls and invisible characters replaced. An attribute that could run, load or lead anywhere but into the page is refused.
/// </summary>
/// <param name="output">Takes the page.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Behind their end a line ends, so that the page can be read and compared.</summary>
    private static readonly HashSet<string> Blocks =
    [
        .. "section header footer main nav div details summary dialog svg h1 h2 h3 table thead tbody tr ol ul li dl p pre".Split(' '),
    ];

    private readonly Stack<string> open = new();
    private readonly HtmlBuffer held = new(output);

    /// <summary>Begins an element, which ends with the scope.</summary>
    /// <param name="name">Of the element.</param>
    /// <param name="css">Its classes; null for none.</param>
    /// <param name="attributes">Further ones; null as the value leaves one out, empty gives its name alone.</param>
    public OpenElement In(string name, string? css = null, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, css, attributes);
        open.Push(name);
        return new OpenElement(this);
    }

    /// <summary>An element that holds nothing but a text.</summary>
    /// <inheritdoc cref="In"/>
    public void Element(string name, string text, string? css = null, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, css, attributes);
        Text(text);
        End(name);
    }

    /// <summary>An element that holds nothing and has no end.</summary>
    /// <inheritdoc cref="In"/>
    public void Empty(string name, string? css = null, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Begin(name, css, attributes);

    /// <summary>A link to a place of the page.</summary>
    public void Link(string id, string text, string? css = null) => Element("a", text, css, ("href", "#" + id));

    public void Text(string text) => HtmlText.Append(held, text);

    /// <summary>Text of ours that is HTML already, or no HTML: the style sheet, the script.</summary>
    public void Own(string text) => held.Append(text);

    /// <summary>Passes on what is held; to be called at the end of the page.</summary>
    public void Flush() => held.Flush();

    private void Begin(string name, string? css, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        held.Append('<').Append(name);
        if (css is not null)
            Write("class", css);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                Write(attribute, value);
        }
        held.Append('>');
    }

    private void Write(string attribute, string value)
    {
        if (attribute is "style" or "src" or "srcdoc" or "action" || attribute.StartsWith("on", StringComparison.Ordinal))
            throw new ArgumentException($"a report has no attribute {attribute}");
        if (attribute == "href" && !value.StartsWith('#'))
            throw new ArgumentException("a report links to its own places only");
        held.Append(' ').Append(attribute);
        if (value.Length == 0)
            return;
        held.Append("=\"");
        HtmlText.Append(held, value);
        held.Append('"');
    }

    private void End(string name)
    {
        held.Append("</").Append(name).Append('>');
        if (Blocks.Contains(name))
            held.Append('\n');
    }

    /// <summary>Ends its element.</summary>
    public readonly ref struct OpenElement(HtmlWriter html) : IDisposable
    {
        public void Dispose() => html.End(html.open.Pop());
    }
}
