using System.Buffers.Binary;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body is a PNG, JPEG or GIF image of the declared type (PingOne's formats are png, jpg and gif).</summary>
internal static class ImageBytes
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static Established<ImageSize> Check(Call call) =>
        !call.MediaType.StartsWith("image/", StringComparison.Ordinal)
            ? ApiError.Of(
                call,
                415,
                "INVALID_REQUEST",
                "The request could not be completed. The media type of the request is not supported."
            )
        : SizeOf(call.Body.Span) is { } size ? size
        : ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "image", "The image must be a png, jpg or gif"));

    /// <summary>Null for what is none of the formats.</summary>
    public static ImageSize? SizeOf(ReadOnlySpan<byte> image)
    {
        // The header chunk of a PNG comes first: length, IHDR, width, height.
        if (image.StartsWith(Png) && image.Length >= 24)
            return new ImageSize("png", BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]));
        if ((image.StartsWith("GIF87a"u8) || image.StartsWith("GIF89a"u8)) && image.Length >= 10)
            return new ImageSize(
                "gif",
                BinaryPrimitives.ReadUInt16LittleEndian(image[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(image[8..])
            );
        return image.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]) ? Jpeg(image) : null;
    }

    // Segments of a marker and a length up to the start of a frame (ITU-T T.81, annex B).
    private static ImageSize? Jpeg(ReadOnlySpan<byte> image)
    {
        for (var at = 2; at + 9 <= image.Length && image[at] == 0xff; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]))
        {
            var isFrame = image[at + 1] is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
            if (isFrame)
                return new ImageSize(
                    "jpg",
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..])
                );
        }
        return null;
    }
}
