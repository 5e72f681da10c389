using System.Text;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>
/// A regular expression in which <c>$</c> is the very end. For .NET it is also the place before a line feed that ends the text, so that
/// <c>^ok$</c> would fit <c>ok</c> with a line feed behind it. Where <c>(?m)</c> is on it stays the end of a line.
/// </summary>
internal sealed class WholeEnd
{
    private readonly string pattern;
    private readonly StringBuilder written;
    private readonly Stack<Options> outer = new();
    private Options options;
    private int at;

    private WholeEnd(string pattern) => (this.pattern, written) = (pattern, new StringBuilder(pattern.Length + 8));

    /// <summary>The pattern for .NET; of one that is no regular expression nothing is promised.</summary>
    public static string Of(string pattern) => pattern.Contains('$', StringComparison.Ordinal) ? new WholeEnd(pattern).Write() : pattern;

    private string Write()
    {
        while (at < pattern.Length)
        {
            switch (pattern[at])
            {
                case '\\':
                    Copy(2);
                    break;
                case '[':
                    CopyClass();
                    break;
                case '(':
                    Open();
                    break;
                case ')':
                    options = outer.TryPop(out var before) ? before : options;
                    Copy(1);
                    break;
                case '#' when options.IgnoresSpace:
                    CopyUpTo('\n');
                    break;
                case '$' when !options.IsByLine:
                    written.Append(@"\z");
                    at++;
                    break;
                default:
                    Copy(1);
                    break;
            }
        }
        return written.ToString();
    }

    // In a class a bracket that comes first stands for itself, and [a-z-[aeiou]] has a class in it.
    private void CopyClass()
    {
        Copy(1);
        if (Is('^'))
            Copy(1);
        if (Is(']'))
            Copy(1);
        while (at < pattern.Length && !Is(']'))
        {
            if (Is('['))
                CopyNested();
            else
                Copy(Is('\\') ? 2 : 1);
        }
        Copy(1);
    }

    private void CopyNested()
    {
        if (pattern[at - 1] == '-')
            CopyClass();
        else
            Copy(1);
    }

    // (?m) counts up to the end of the group it stands in, (?m:…) has a group of its own.
    private void Open()
    {
        if (string.CompareOrdinal(pattern, at, "(?#", 0, 3) == 0)
        {
            CopyUpTo(')');
            return;
        }
        var end = at + 2;
        var inside = options;
        var isOn = true;
        for (; Is('?', at + 1) && end < pattern.Length && pattern[end] is '+' or '-' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'); end++)
            (inside, isOn) = pattern[end] is '+' or '-' ? (inside, pattern[end] == '+') : (inside.With(pattern[end], isOn), isOn);
        var areOptions = Is('?', at + 1) && end < pattern.Length && pattern[end] is ')' or ':';
        if (areOptions && pattern[end] == ')')
        {
            options = inside;
            Copy(end + 1 - at);
            return;
        }
        outer.Push(options);
        options = areOptions ? inside : options;
        Copy(areOptions ? end + 1 - at : 1);
    }

    private bool Is(char letter) => Is(letter, at);

    private bool Is(char letter, int place) => place < pattern.Length && pattern[place] == letter;

    private void CopyUpTo(char last)
    {
        var end = pattern.IndexOf(last, at);
        Copy(end < 0 ? pattern.Length - at : end + 1 - at);
    }

    private void Copy(int count)
    {
        count = Math.Min(count, pattern.Length - at);
        written.Append(pattern, at, count);
        at += count;
    }

    /// <param name="IsByLine">Option <c>m</c>.</param>
    /// <param name="IgnoresSpace">Option <c>x</c>.</param>
    private readonly record struct Options(bool IsByLine, bool IgnoresSpace)
    {
        public Options With(char letter, bool isOn) =>
            letter switch
            {
                'm' or 'M' => this with { IsByLine = isOn },
                'x' or 'X' => this with { IgnoresSpace = isOn },
                _ => this,
            };
    }
}
