using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Texts and member names of a document that may hold half a surrogate pair or bytes that are no UTF-8, on which System.Text.Json throws.</summary>
internal static class RawText
{
    /// <summary>The text of a string element. Bytes that are no UTF-8 become U+FFFD, half a surrogate pair stays as it is.</summary>
    internal static string Read(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ReadLeniently(Content(element));
        }
    }

    /// <summary>The name of a member, read as <see cref="Read"/> reads a text.</summary>
    internal static string ReadName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return ReadLeniently(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }

    /// <summary>Finds the member of an object; of several with one name the last.</summary>
    internal static bool TryMember(JsonElement element, byte[] utf8Name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(utf8Name, out value);
        }
        catch (InvalidOperationException)
        {
            return TryMemberLeniently(element, Encoding.UTF8.GetString(utf8Name), out value);
        }
    }

    internal static bool AreEqual(JsonElement left, JsonElement right) => AreEqual(Content(left), Content(right));

    internal static bool AreSameName(JsonProperty left, JsonProperty right) =>
        AreEqual(JsonMarshal.GetRawUtf8PropertyName(left), JsonMarshal.GetRawUtf8PropertyName(right));

    /// <summary>Orders by Unicode scalar values; RFC 9535 section 2.3.5.2.2.</summary>
    internal static int Compare(JsonElement left, JsonElement right)
    {
        var leftContent = Content(left);
        var rightContent = Content(right);
        if (IsPlain(leftContent) && IsPlain(rightContent))
            return leftContent.SequenceCompareTo(rightContent);
        return Encoding.UTF8.GetBytes(Read(left)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Read(right)));
    }

    /// <summary>The number of Unicode scalar values; RFC 9535 section 2.4.4.</summary>
    internal static int Length(JsonElement element)
    {
        var count = 0;
        var content = Content(element);
        if (IsPlain(content))
        {
            foreach (var unit in content)
                count += (unit & 0xC0) == 0x80 ? 0 : 1;
            return count;
        }
        foreach (var _ in Read(element).EnumerateRunes())
            count++;
        return count;
    }

    private static ReadOnlySpan<byte> Content(JsonElement element) => JsonMarshal.GetRawUtf8Value(element)[1..^1];

    private static bool IsPlain(ReadOnlySpan<byte> content) => !content.Contains((byte)'\\');

    private static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
            return true;
        return !(IsPlain(left) && IsPlain(right)) && ReadLeniently(left) == ReadLeniently(right);
    }

    private static bool TryMemberLeniently(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        foreach (var member in element.EnumerateObject())
        {
            if (ReadName(member) == name)
                value = member.Value;
        }
        return value.ValueKind != JsonValueKind.Undefined;
    }

    private static string ReadLeniently(ReadOnlySpan<byte> content)
    {
        var raw = Encoding.UTF8.GetString(content);
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }
            at++;
            if (raw[at] != 'u')
            {
                text.Append(Unescape(raw[at]));
                continue;
            }
            text.Append((char)ushort.Parse(raw.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            at += 4;
        }
        return text.ToString();
    }

    private static char Unescape(char escaped) =>
        escaped switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => escaped,
        };
}
