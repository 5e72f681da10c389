using System.Collections.Concurrent;

namespace PingOneScenarios.Emulator.Store;

/// <summary>The images of the environment.</summary>
internal sealed class ImageStore
{
    private readonly ConcurrentDictionary<string, Image> images = new(StringComparer.Ordinal);

    public void Add(Image image) => images[image.Id] = image;

    /// <summary>Everything at this moment, the oldest first.</summary>
    public IReadOnlyList<Image> All() => [.. images.Values.OrderBy(image => (image.CreatedAt, image.Id))];

    public Image? Find(string id) => images.GetValueOrDefault(id);

    public void Remove(string id) => images.TryRemove(id, out _);
}
