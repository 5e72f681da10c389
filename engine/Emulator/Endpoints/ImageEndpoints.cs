using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/images</c>; the picture itself is not served again.</summary>
internal static class ImageEndpoints
{
    public static Answer Create(Call call, ImageSize size)
    {
        var image = new Image(call.Tenant.Ids.Uuid(), call.Tenant.Ids.Uuid(), size, call.Now);
        call.Tenant.Images.Add(image);
        return Answer.Hal(201, ToJson(call.Tenant, image));
    }

    public static Answer Read(Call call, Image image) => Answer.Hal(200, ToJson(call.Tenant, image));

    public static Answer Delete(Call call, Image image)
    {
        call.Tenant.Images.Remove(image.Id);
        return Answer.Empty(204);
    }

    public static string Address(Tenant tenant, string imageId) => $"{tenant.Addresses.Environment}/images/{imageId}";

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
                    ["href"] =
                        $"{tenant.Addresses.AuthPath}/environments/{tenant.EnvironmentId}/images/{image.Id}_{image.TargetId}_original.{image.Size.Format}",
                    ["type"] = image.Size.Format,
                    ["width"] = image.Size.Width,
                    ["height"] = image.Size.Height,
                },
            },
        };
}
