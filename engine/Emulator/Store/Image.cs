namespace PingOneScenarios.Emulator.Store;

/// <summary>An uploaded image.</summary>
/// <param name="Id">Of the image.</param>
/// <param name="TargetId">Of its one rendition, the original.</param>
/// <param name="Size">Read from its bytes.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
internal sealed record Image(string Id, string TargetId, ImageSize Size, DateTimeOffset CreatedAt) : IResource
{
    /// <summary>As it was uploaded.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}

/// <summary>What the first bytes of an image say of it.</summary>
/// <param name="Format"><c>png</c>, <c>jpg</c> or <c>gif</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record ImageSize(string Format, int Width, int Height)
{
    public string MediaType => Format == "jpg" ? "image/jpeg" : $"image/{Format}";
}
