using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>auth</c> to its model.</summary>
internal static class AuthReader
{
    private const string Example = "auth: { bearer: <<accessToken>> }";

    /// <summary>The keys whose assertion goes into a form, with the function of the same name.</summary>
    private static readonly ImmutableArray<(TableShape Keys, FunctionRow Function)> Assertions =
    [
        (AuthKeys.ClientSecretJwt, AssertionFunctions.ClientSecretJwt),
        (AuthKeys.PrivateKeyJwt, AssertionFunctions.PrivateKeyJwt),
    ];

    /// <summary>Of a request.</summary>
    /// <param name="node">What stands behind <c>auth</c>.</param>
    /// <param name="body">Of the same request; null without one.</param>
    /// <param name="file">Where it is.</param>
    public static AuthTemplate? Read(LocatedNode node, BodyTemplate? body, FileScope file)
    {
        var auth = Read(node, AuthKeys.Auth, file);
        if (auth is AssertionAuth assertion)
            CheckForm(assertion, body, file);
        return auth;
    }

    /// <summary>Of all steps that say nothing else; an assertion needs a form, which not all of them have.</summary>
    public static AuthTemplate? ReadDefault(LocatedNode node, FileScope file) => Read(node, AuthKeys.Default, file);

    private static AuthTemplate? Read(LocatedNode node, TableShape keys, FileScope file)
    {
        if (node is ScalarNode { Text.Text: "none" })
            return new NoAuth(node.Span);
        if (node is not MappingNode)
        {
            var fix = Suggestion.Sentence((node as ScalarNode)?.Text.Text ?? "", ["none"], $"for example {Example}");
            file.Say(
                DiagnosticCodes.WrongShape,
                node.Span,
                $"none, or a map with {Wording.Or(keys.Names)} is expected here, this is {node.Kind}",
                null,
                fix
            );
            return null;
        }
        if (MapReader.Open(node, keys, file) is not { } auth)
            return null;
        if (auth.Has("bearer"))
            return ReadTemplate(auth, "bearer", file) is { } token ? new BearerAuth(node.Span, token) : null;
        if (auth["basic"] is { } pair)
            return ReadBasic(pair, node.Span, file);
        var (table, function) = Assertions.FirstOrDefault(a => auth.Has(a.Keys.Name));
        return function is null ? null : ReadAssertion(auth[table.Name]!, table, function, file);
    }

    private static AssertionAuth? ReadAssertion(LocatedNode node, TableShape keys, FunctionRow function, FileScope file)
    {
        if (MapReader.Open(node, keys, file) is not { } map)
            return null;
        // A key that is unknown may be meant for one that is lacking.
        var isWhole =
            !map.HasUnknown && keys.Rows.Where(r => r.IsRequired).Aggregate(true, (all, row) => map.Required(row.Name) is not null && all);
        ImmutableArray<NamedTemplate> arguments = [.. keys.Rows.Select(r => ReadArgument(map, r, file)).OfType<NamedTemplate>()];
        return isWhole ? new AssertionAuth(node.Span, function, arguments) : null;
    }

    private static NamedTemplate? ReadArgument(MapReader map, KeyRow row, FileScope file)
    {
        if (map[row.Name] is not { } node)
            return null;
        if (row.Shape is AnyShape)
            return new NamedTemplate(row.Name, map.KeySpan(row.Name), ValueReader.Read(node, file));
        return map.Scalar(row.Name, row.Example) is { } scalar
            ? new NamedTemplate(row.Name, map.KeySpan(row.Name), new TextTemplate(file.Parse(scalar.Text)))
            : null;
    }

    private static void CheckForm(AssertionAuth auth, BodyTemplate? body, FileScope file)
    {
        if (body is not FormBody form)
        {
            file.Say(
                DiagnosticCodes.MissingKey,
                auth.Span,
                $"\"{auth.Function.Name}\" needs \"form\" beside \"auth\"",
                "the assertion is sent as a field of the form",
                "add form: { grant_type: client_credentials }, or whatever the server is asked for"
            );
            return;
        }
        if (form.Fields.Written.FirstOrDefault(f => AssertionAuth.FieldNames.Contains(f.Name)) is { } taken)
            file.Say(
                DiagnosticCodes.ConflictingKeys,
                taken.NameSpan,
                $"the field \"{taken.Name}\" is added by \"{auth.Function.Name}\" of \"auth\"",
                $"it adds {Wording.And(AssertionAuth.FieldNames)}",
                "leave the field out"
            );
    }

    private static BasicAuth? ReadBasic(LocatedNode node, SourceSpan span, FileScope file)
    {
        if (MapReader.Open(node, AuthKeys.Basic, file) is not { } basic)
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
