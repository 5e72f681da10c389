using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>A file as UTF-8 without a mark of its order; UTF-16 is known by its mark.</summary>
internal static class RowBytes
{
    /// <summary>A reading from the beginning.</summary>
    public static Stream Of(StreamedFile file)
    {
        Span<byte> mark = stackalloc byte[3];
        using (var beginning = file.ReadFrom(0))
            mark = mark[..beginning.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        return mark.StartsWith("\uFEFF"u8) ? file.ReadFrom(3)
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? new Utf16Stream(file.ReadFrom(2), isBigEndian: false)
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? new Utf16Stream(file.ReadFrom(2), isBigEndian: true)
            : file.ReadFrom(0);
    }
}
