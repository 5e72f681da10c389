using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>
/// Writes a pattern of RFC 9485 as one of .NET in the letters of an alphabet. <c>^</c> and <c>$</c> stand for the two ends, as the mappings of RFC 9485
/// section 5 leave them.
/// </summary>
internal sealed class PatternTranslator(string pattern, PairAlphabet alphabet)
{
    /// <summary>A dot takes every character but line feed and carriage return; RFC 9485 section 5.3.</summary>
    private const string AnyCharacter = @"[^\n\r\uDFFF]";

    /// <summary>Stands in the output, which is ASCII otherwise, for set number 0 of the alphabet until all sets are known.</summary>
    private const char FirstPlaceholder = '\uE000';

    private readonly StringBuilder _output = new();
    private readonly PatternScanner _scanner = new(pattern);
    private int _depth;

    internal bool TryTranslate([NotNullWhen(true)] out string? translated, [NotNullWhen(false)] out PatternError? error)
    {
        var size = ReadAlternatives();
        if (_scanner.Error is null && !_scanner.IsAtEnd)
            _scanner.Refuse("the pattern closes a parenthesis it did not open", "write \\) for the character itself");
        if (_scanner.Error is null && size > JsonPathLimits.PatternSize)
            _scanner.Refuse(
                "the pattern repeats too much",
                $"with its repetitions written out it may have {JsonPathLimits.PatternSize} characters"
            );
        if (_scanner.Error is null && !alphabet.TryBuild())
            _scanner.Refuse("the pattern has too many characters beyond U+FFFF", $"use at most {PairAlphabet.MostSets} of them");
        error = _scanner.Error;
        translated = error is null ? FillPlaceholders() : null;
        return error is null;
    }

    /// <summary>Reads up to a closing parenthesis or the end, and returns how many characters that is with repetitions written out.</summary>
    private long ReadAlternatives()
    {
        long size = 0;
        while (_scanner.Error is null && !_scanner.IsAtEnd && _scanner.Current != ')')
        {
            if (_scanner.Take('|'))
                _output.Append('|');
            else
                size += ReadPiece();
        }
        return size;
    }

    private long ReadPiece()
    {
        var size = ReadAtom();
        if (_scanner.Error is not null)
            return 0;
        switch (_scanner.Current)
        {
            case '*' or '+' or '?' when !_scanner.IsAtEnd:
                _output.Append(_scanner.Current);
                _scanner.Advance();
                return size;
            case '{':
                return Math.Min(size * ReadRepetition(), int.MaxValue);
            default:
                return size;
        }
    }

    private long ReadAtom()
    {
        if (_scanner.Take('('))
            return ReadGroup();
        if (_scanner.Take('.'))
            _output.Append(AnyCharacter);
        else if (_scanner.Current == '[')
            ReadClass();
        else if (_scanner.Take('^'))
            _output.Append(@"(?:\A)");
        else if (_scanner.Take('$'))
            _output.Append(@"(?:\z)");
        else if (_scanner.Current is '*' or '+' or '?' or '{')
            _scanner.Refuse($"{_scanner.Current} has nothing before it to repeat", $"write \\{_scanner.Current} for the character itself");
        else if (_scanner.Current is ']' or '}')
            _scanner.Refuse($"{_scanner.Current} closes nothing", $"write \\{_scanner.Current} for the character itself");
        else if (_scanner.IsAtCategory)
            ReadCategory();
        else
            Append(_scanner.ReadCharacter());
        return 1;
    }

    private long ReadGroup()
    {
        if (++_depth > JsonPathLimits.Nesting)
            _scanner.Refuse($"the pattern is nested more than {JsonPathLimits.Nesting} deep", "write a simpler pattern");
        _output.Append("(?:");
        var size = ReadAlternatives();
        if (_scanner.Error is null && !_scanner.Take(')'))
            _scanner.Refuse("a parenthesis of the pattern is not closed", "close it with ), or write \\( for the character itself");
        _output.Append(')');
        _depth--;
        return Math.Max(size, 1);
    }

    private void ReadClass()
    {
        var (set, isNegated) = new ClassReader(_scanner).Read();
        Append(set, isNegated);
    }

    private void ReadCategory()
    {
        var set = new CharacterSet();
        if (_scanner.ReadCategory() is { } category)
            set.AddCategory(category.Name, category.IsNegated);
        Append(set, isNegated: false);
    }

    /// <summary>Reads a repetition in braces, and returns how often it can repeat at most.</summary>
    private long ReadRepetition()
    {
        _scanner.Advance();
        var least = _scanner.ReadCount();
        var most = least;
        var isOpen = false;
        if (_scanner.Take(','))
        {
            isOpen = _scanner.Current == '}';
            most = isOpen ? least : _scanner.ReadCount();
        }
        if (_scanner.Error is null && !_scanner.Take('}'))
            _scanner.Refuse("a repetition of the pattern is not closed", "write {3}, {3,} or {3,5}, or \\{ for the character itself");
        if (_scanner.Error is null && most < least)
            _scanner.Refuse("a repetition of the pattern ends before it begins", "write the smaller number first");
        var upper = isOpen ? "" : most.ToString(CultureInfo.InvariantCulture);
        _output.Append(CultureInfo.InvariantCulture, $"{{{least},{upper}}}");
        return Math.Max(most, 1);
    }

    private void Append(Rune character)
    {
        if (character.IsBmp)
            _output.Append(CharacterSet.WriteUnit((char)character.Value));
        else
            AppendPairs([new CharacterRange(character.Value, character.Value)]);
    }

    private void Append(CharacterSet set, bool isNegated)
    {
        var units = set.WriteUnits(isNegated);
        var pairs = set.Pairs(isNegated);
        _output.Append("(?:").Append(units);
        if (pairs.Count > 0)
        {
            if (units.Length > 0)
                _output.Append('|');
            AppendPairs(pairs);
        }
        _output.Append(')');
    }

    private void AppendPairs(IReadOnlyList<CharacterRange> pairs)
    {
        var set = alphabet.Add(pairs);
        _output.Append((char)(FirstPlaceholder + Math.Min(set, PairAlphabet.MostSets)));
    }

    private string FillPlaceholders()
    {
        var filled = new StringBuilder();
        foreach (var unit in _output.ToString())
            _ = unit < FirstPlaceholder ? filled.Append(unit) : filled.Append(alphabet.WriteSet(unit - FirstPlaceholder));
        return filled.ToString();
    }
}
