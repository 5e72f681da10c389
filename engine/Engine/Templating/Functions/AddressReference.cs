using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>An address or a reference to one, cut into its five parts as they stand (RFC 3986, appendix B).</summary>
/// <param name="Text">The whole, with the labels of its stretches.</param>
/// <param name="Scheme">Without its colon; null without one.</param>
/// <param name="Authority">Without its slashes; null without one.</param>
/// <param name="Path">Empty for none.</param>
/// <param name="Query">Without its question mark; null without one.</param>
/// <param name="Fragment">Without its mark; null without one.</param>
internal readonly record struct AddressReference(TextValue Text, Range? Scheme, Range? Authority, Range Path, Range? Query, Range? Fragment)
{
    public static AddressReference Of(TextValue value)
    {
        var text = value.Text;
        var end = IndexOrEnd(text, '#', 0, text.Length);
        Range? fragment = end < text.Length ? (end + 1)..text.Length : null;
        var pathEnd = IndexOrEnd(text, '?', 0, end);
        Range? query = pathEnd < end ? (pathEnd + 1)..end : null;
        var colon = SchemeLength(text.AsSpan(0, pathEnd));
        var start = colon < 0 ? 0 : colon + 1;
        Range? authority = null;
        if (string.CompareOrdinal(text, start, "//", 0, 2) == 0 && start + 2 <= pathEnd)
        {
            var slash = IndexOrEnd(text, '/', start + 2, pathEnd);
            authority = (start + 2)..slash;
            start = slash;
        }
        return new AddressReference(value, colon < 0 ? null : 0..colon, authority, start..pathEnd, query, fragment);
    }

    /// <summary>The target of a reference (RFC 3986, section 5.2.2, strict): each part with the labels of what it was taken from.</summary>
    /// <param name="reference">Relative or absolute.</param>
    public TextValue Resolve(AddressReference reference)
    {
        var target = new LabelledText();
        Put(target, "", reference.Scheme is null ? this : reference, a => a.Scheme, ":");
        var isOwn = reference.Scheme is not null || reference.Authority is not null;
        var host = isOwn ? reference : this;
        Put(target, "//", host, a => a.Authority, "");
        var isSame = !isOwn && IsEmpty(reference.Path);
        PutPath(target, reference, isOwn, isSame, host.Authority is not null);
        Put(target, "?", isSame && reference.Query is null ? this : reference, a => a.Query, "");
        Put(target, "#", reference, a => a.Fragment, "");
        return target.ToValue();
    }

    private void PutPath(LabelledText target, AddressReference reference, bool isOwn, bool isSame, bool hasHost)
    {
        var (path, labels) =
            isSame ? (Part(Path), LabelsOf(Path))
            : isOwn || reference.Part(reference.Path).StartsWith('/')
                ? (WithoutDots(reference.Part(reference.Path)), reference.LabelsOf(reference.Path))
            : (WithoutDots(Folder() + reference.Part(reference.Path)), LabelsOf(Path).Union(reference.LabelsOf(reference.Path)));
        // Two slashes would make a host of what is a path.
        var guard = !hasHost && path.StartsWith("//", StringComparison.Ordinal) ? "/." : "";
        target.Append(new TextValue(guard + path).Labelled(labels));
    }

    // RFC 3986, section 5.2.3: up to the last slash.
    private string Folder() => Authority is not null && IsEmpty(Path) ? "/" : Part(Path)[..(Part(Path).LastIndexOf('/') + 1)];

    /// <summary>A path without its dot segments (RFC 3986, section 5.2.4).</summary>
    private static string WithoutDots(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
            return path;
        var isRooted = path.StartsWith('/');
        var kept = new List<string>();
        var segments = (isRooted ? path[1..] : path).Split('/');
        foreach (var segment in segments)
        {
            if (segment == "..")
                kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
            else if (segment != ".")
                kept.Add(segment);
        }
        // A path that ends in a dot segment leads to a folder.
        if (segments[^1] is "." or ".." && (kept.Count > 0 || isRooted))
            kept.Add("");
        return (isRooted ? "/" : "") + string.Join('/', kept);
    }

    private static void Put(LabelledText target, string before, AddressReference from, Func<AddressReference, Range?> part, string behind)
    {
        if (part(from) is not { } range)
            return;
        target.Append(before);
        target.Append(new TextValue(from.Part(range)).Labelled(from.LabelsOf(range)));
        target.Append(behind);
    }

    private string Part(Range range) => Text.Text[range];

    private LabelSet LabelsOf(Range range)
    {
        var labels = LabelSet.None;
        foreach (var span in Text.Spans)
        {
            if (span.Start < range.End.Value && range.Start.Value < span.End)
                labels = labels.Union(span.Labels);
        }
        return labels;
    }

    private static bool IsEmpty(Range range) => range.Start.Value == range.End.Value;

    private static int IndexOrEnd(string text, char mark, int from, int end)
    {
        var at = text.IndexOf(mark, from, end - from);
        return at < 0 ? end : at;
    }

    /// <summary>How long the scheme is (RFC 3986, section 3.1); -1 without one.</summary>
    public static int SchemeLength(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
            return -1;
        foreach (var letter in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.'))
                return -1;
        }
        return colon;
    }
}
