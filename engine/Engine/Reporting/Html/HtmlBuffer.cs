namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Text on its way to the page; a part is passed on whenever there is no room for more.</summary>
/// <param name="output">Takes the page.</param>
internal sealed class HtmlBuffer(TextWriter output)
{
    private readonly char[] letters = new char[4096];
    private int length;

    public HtmlBuffer Append(char letter)
    {
        if (length == letters.Length)
            Flush();
        letters[length++] = letter;
        return this;
    }

    public HtmlBuffer Append(ReadOnlySpan<char> text)
    {
        if (text.Length > letters.Length - length)
            Flush();
        if (text.Length > letters.Length)
        {
            output.Write(text);
            return this;
        }
        text.CopyTo(letters.AsSpan(length));
        length += text.Length;
        return this;
    }

    /// <summary>Passes on what is held.</summary>
    public void Flush()
    {
        output.Write(letters.AsSpan(0, length));
        length = 0;
    }
}
