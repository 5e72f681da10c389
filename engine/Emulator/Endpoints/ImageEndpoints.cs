using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/images</c>, and the pictures themselves where their bodies say they are.</summary>
internal static class ImageEndpoints
{
    private const int LargestImage = 2 * 1024 * 1024;

    public static Collection<Image> All { get; } =
        new(
            "images",
            call => call.Tenant.Images.All(),
            Hal.Written<Image>((call, image) => ToJson(call.Tenant, image)),
            new Dictionary<string, Func<Image, string>> { ["id"] = image => image.Id }
        );

    public static Answer? CheckSize(Call call) =>
        call.Body.Length <= LargestImage
            ? null
            : ApiError.InvalidFields(
                call,
                new ErrorDetail("SIZE_LIMIT_EXCEEDED", "image", "The image must not be larger than 2 MB")
                {
                    InnerError = () => new JsonObject { ["maximumValue"] = LargestImage },
                }
            );

    public static Answer Create(Call call, ImageSize size)
    {
        var image = Read(call, call.Tenant.Ids.Uuid(), size, call.Now);
        call.Tenant.Images.Add(image);
        return Answer.Hal(201, ToJson(call.Tenant, image));
    }

    public static Answer Read(Call call, Image image) => Answer.Hal(200, ToJson(call.Tenant, image));

    public static Answer Replace(Call call, Image image, ImageSize size)
    {
        var changed = Read(call, image.Id, size, image.CreatedAt);
        call.Tenant.Images.Add(changed);
        return Answer.Hal(200, ToJson(call.Tenant, changed));
    }

    public static Answer Delete(Call call, Image image)
    {
        call.Tenant.Images.Remove(image.Id);
        return Answer.Empty(204);
    }

    /// <summary>The picture, at the address its image tells; anybody may look at it.</summary>
    public static Answer Show(Call call)
    {
        var image = call.Tenant.Images.Find(call.PathValues["fileName"].Split('_')[0]);
        return image is not null && FileName(image) == call.PathValues["fileName"]
            ? new Answer(200, image.Size.MediaType, image.Bytes)
            : ApiError.NotFound(call);
    }

    public static string Address(Tenant tenant, string imageId) => $"{tenant.Addresses.Environment}/images/{imageId}";

    private static Image Read(Call call, string id, ImageSize size, DateTimeOffset createdAt) =>
        new(id, call.Tenant.Ids.Uuid(), size, createdAt) { Bytes = call.Body };

    private static string FileName(Image image) => $"{image.Id}_{image.TargetId}_original.{image.Size.Format}";

    private static JsonObject ToJson(Tenant tenant, Image image) =>
        new()
        {
            ["_links"] = Hal.Links(("self", Address(tenant, image.Id)), ("environment", tenant.Addresses.Environment)),
            ["id"] = image.Id,
            ["environment"] = Hal.Reference(tenant.EnvironmentId),
            ["createdAt"] = Hal.Time(image.CreatedAt),
            ["targets"] = new JsonObject
            {
                ["original"] = new JsonObject
                {
                    ["id"] = image.TargetId,
                    ["href"] = $"{tenant.Addresses.AuthPath}/environments/{tenant.EnvironmentId}/images/{FileName(image)}",
                    ["type"] = image.Size.Format,
                    ["width"] = image.Size.Width,
                    ["height"] = image.Size.Height,
                },
            },
        };
}
