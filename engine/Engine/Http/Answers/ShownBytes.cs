using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>What is shown of bytes that are no text: <c>\xNN</c> for each, so that none of them looks like a letter.</summary>
internal sealed class ShownBytes : DecoderFallback
{
    private const int MostBytes = 4;

    private ShownBytes() { }

    public static Encoding Utf8 { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new ShownBytes());

    public override int MaxCharCount => MostBytes * 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string letters = "";
        private int next;

        public override int Remaining => letters.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            letters = string.Concat(bytesUnknown.Select(b => string.Create(CultureInfo.InvariantCulture, $"\\x{b:X2}")));
            next = 0;
            return true;
        }

        public override char GetNextChar() => next < letters.Length ? letters[next++] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0)
                return false;
            next--;
            return true;
        }

        public override void Reset() => (letters, next) = ("", 0);
    }
}
