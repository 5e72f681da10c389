using System.Text;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Sends several fields of one name as they are written: .NET would join them with commas, which some readers do not take apart, and
/// leaves only the encoding of a value to others.
/// </summary>
internal static class RepeatedFields
{
    /// <summary>Stands between the values of one name; no value holds it (<see cref="RequestRenderer"/> takes ASCII only).</summary>
    public const char Between = '\uE000';

    private static readonly HttpRequestOptionsKey<bool> Key = new("p1s.repeats");

    /// <summary>That the request has values with <see cref="Between"/>.</summary>
    public static void Mark(HttpRequestMessage message) => message.Options.Set(Key, true);

    /// <summary>How the value of a field becomes bytes; cookies are the octets they came as, each one character.</summary>
    public static Encoding? EncodingOf(string name, HttpRequestMessage message) =>
        name == "Cookie" ? Encoding.Latin1
        : !message.Options.TryGetValue(Key, out var repeats) || !repeats ? null
        // A field of HTTP/2 has no line to end, so there they are joined (RFC 9110, section 5.3).
        : new Parted(message.Version.Major > 1 ? ", " : $"\r\n{name}: ");

    private sealed class Parted(string between) : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => Write(chars, index, count).Length;

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            Latin1.GetBytes(Write(chars, charIndex, charCount), bytes.AsSpan(byteIndex));

        public override int GetMaxByteCount(int charCount) => charCount * between.Length;

        public override int GetCharCount(byte[] bytes, int index, int count) => count;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);

        public override int GetMaxCharCount(int byteCount) => byteCount;

        private string Write(char[] chars, int index, int count) =>
            new string(chars, index, count).Replace(Between.ToString(), between, StringComparison.Ordinal);
    }
}
