using System.Collections.Frozen;

namespace PingOneScenarios.Engine.Http;

/// <summary>The media types of files by their extensions, for the files people send to an identity platform (IANA media types).</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".pdf"] = "application/pdf",
        [".pem"] = "application/x-pem-file",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain",
        [".webp"] = "image/webp",
        [".xml"] = "application/xml",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>application/octet-stream</c> for what is not known.</summary>
    public static string Of(string fileName) => ByExtension.GetValueOrDefault(Path.GetExtension(fileName), Unknown);
}
