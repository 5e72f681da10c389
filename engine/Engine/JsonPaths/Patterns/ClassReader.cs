using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>Classes in brackets such as <c>[^a-z\p{Nd}]</c>; RFC 9485 section 4, charClassExpr.</summary>
internal sealed class ClassReader(PatternScanner scanner)
{
    private readonly CharacterSet _set = new();

    /// <summary>Reads from the opening bracket on.</summary>
    /// <returns>The characters between the brackets, and whether the class takes all but these.</returns>
    internal (CharacterSet Set, bool IsNegated) Read()
    {
        scanner.Advance();
        var isNegated = scanner.Take('^');
        var isFirst = true;
        while (scanner.Error is null && (isFirst || scanner.Current != ']'))
        {
            ReadItem(isFirst);
            isFirst = false;
        }
        scanner.Take(']');
        return (_set, isNegated);
    }

    private void ReadItem(bool isFirst)
    {
        if (scanner.IsAtEnd)
            scanner.Refuse("a class of the pattern is not closed", "close it with ], or write \\[ for the character itself");
        else if (scanner.Take('-'))
            AddDash(isFirst);
        else if (scanner.Current is '[' or ']')
            RefuseBracket();
        else if (!scanner.IsAtCategory)
            ReadRange();
        else if (scanner.ReadCategory() is { } category)
            _set.AddCategory(category.Name, category.IsNegated);
    }

    /// <summary>A dash is itself only at the beginning and at the end of a class.</summary>
    private void AddDash(bool isFirst)
    {
        _set.AddRange('-', '-');
        if (!isFirst && scanner.Current != ']')
            scanner.Refuse("a dash stands between two classes or ranges", "write \\- for the dash itself");
    }

    private void ReadRange()
    {
        var first = scanner.ReadCharacter();
        var last = first;
        if (scanner.Error is null && scanner.Take('-'))
        {
            if (scanner.Current == ']')
                _set.AddRange('-', '-');
            else
                last = ReadRangeEnd();
        }
        if (scanner.Error is null && last < first)
            scanner.Refuse("a range of the pattern ends before it begins", "write the smaller character first, as in [a-z]");
        if (scanner.Error is null)
            _set.AddRange(first.Value, last.Value);
    }

    private Rune ReadRangeEnd()
    {
        if (scanner.IsAtEnd || scanner.Current is '[' or '-' || scanner.IsAtCategory)
            scanner.Refuse("a range of the pattern has no end", "write for example [a-z], or \\- for the dash itself");
        return scanner.Error is null ? scanner.ReadCharacter() : default;
    }

    private void RefuseBracket()
    {
        if (scanner.Current == ']')
            scanner.Refuse("a class of the pattern is empty", "write \\] for the character itself");
        else
            scanner.Refuse("[ cannot stand in a class", "write \\[ for the character itself");
    }
}
