using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>auth</c> to its model.</summary>
internal static class AuthReader
{
    private const string Example = "auth: { bearer: <<accessToken>> }";

    public static AuthTemplate? Read(LocatedNode node, FileScope file)
    {
        if (node is ScalarNode { Text.Text: "none" })
            return new NoAuth(node.Span);
        if (node is not MappingNode)
        {
            var fix = Suggestion.Sentence((node as ScalarNode)?.Text.Text ?? "", ["none"], $"for example {Example}");
            file.Say(
                DiagnosticCodes.WrongShape,
                node.Span,
                $"none, or a map with bearer or basic is expected here, this is {node.Kind}",
                null,
                fix
            );
            return null;
        }
        if (MapReader.Open(node, RequestKeys.Auth, file) is not { } auth)
            return null;
        if (auth.Has("bearer"))
            return ReadTemplate(auth, "bearer", file) is { } token ? new BearerAuth(node.Span, token) : null;
        return auth["basic"] is { } pair ? ReadBasic(pair, node.Span, file) : null;
    }

    private static BasicAuth? ReadBasic(LocatedNode node, SourceSpan span, FileScope file)
    {
        if (MapReader.Open(node, RequestKeys.Basic, file) is not { } basic)
            return null;
        var username = basic.Required("username") is null ? null : ReadTemplate(basic, "username", file);
        var password = basic.Required("password") is null ? null : ReadTemplate(basic, "password", file);
        return username is null || password is null ? null : new BasicAuth(span, username, password);
    }

    /// <summary>Says that <c>auth</c> and a header of the same meaning exclude each other.</summary>
    public static void CheckAlone(MapReader map, ImmutableArray<FieldTemplate> headers, FileScope file)
    {
        if (
            map.Has("auth") && headers.FirstOrDefault(h => h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) is { } header
        )
            file.Say(
                DiagnosticCodes.ConflictingKeys,
                header.NameSpan,
                "\"auth\" and the header \"Authorization\" exclude each other",
                "both say how the request proves who sends it",
                "keep one of them"
            );
    }

    private static Template? ReadTemplate(MapReader map, string key, FileScope file) =>
        map.Scalar(key, Example) is { } scalar ? file.Parse(scalar.Text) : null;
}
