using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>Makes the entities an environment has from the start.</summary>
internal static class BuiltIn
{
    /// <summary>Its id follows from its name and what it lies under, so that the ids of what requests make do not depend on how many there are.</summary>
    public static Entity Of(EntityKind kind, string parentId, DateTimeOffset now, JsonObject body)
    {
        var id = IdOf($"{parentId} {kind.Name} {body["name"]}");
        return new Entity(id, kind.ParentName is null ? null : parentId, body, now, now) { IsBuiltIn = true };
    }

    /// <summary>The id that follows from a text.</summary>
    public static string IdOf(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString("D");
    }
}
