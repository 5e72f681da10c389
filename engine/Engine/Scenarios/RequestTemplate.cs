using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A request with its expressions.</summary>
internal sealed record RequestTemplate
{
    public required string Method { get; init; }

    public required AddressTemplate Address { get; init; }

    /// <summary><c>METHOD address</c> in its file.</summary>
    public required SourceSpan Span { get; init; }

    public FieldsTemplate Query { get; init; } = FieldsTemplate.None;

    public ImmutableArray<FieldTemplate> Headers { get; init; } = [];

    /// <summary>Null takes the default of the scenario.</summary>
    public AuthTemplate? Auth { get; init; }

    public BodyTemplate? Body { get; init; }

    /// <summary>How many redirects are followed; 0 leaves a redirect to the scenario, which is what OAuth flows need.</summary>
    public int Redirects { get; init; }

    /// <summary>Ends the following of redirects at the first answer of which it is true; null follows to the end.</summary>
    public Expression? RedirectsUntil { get; init; }

    public CookiePolicy Cookies { get; init; } = CookiePolicy.Keep;

    /// <summary>For the whole answer; null takes the default of the scenario, and that is 30 seconds unless it says otherwise.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Every template in it, in no particular order.</summary>
    public IEnumerable<Template> Templates =>
        Address
            .Templates.Concat(Query.Templates)
            .Concat(Headers.Select(f => f.Value))
            .Concat(Auth?.Templates ?? [])
            .Concat(Body?.Templates ?? []);
}

/// <summary>An address, cut where the values go: an optional computed beginning, path, query.</summary>
/// <param name="Origin">What it begins with: an expression that gives an absolute address, or literal <c>http(s)://host</c>.</param>
/// <param name="Path">Path segments; the first one follows the first slash behind the origin.</param>
/// <param name="Query">What stands behind the question mark, or null without one.</param>
/// <param name="Span">Where the address is written.</param>
internal sealed record AddressTemplate(Template Origin, ImmutableArray<Template> Path, Template? Query, SourceSpan Span)
{
    public IEnumerable<Template> Templates => Query is null ? [Origin, .. Path] : [Origin, .. Path, Query];
}

/// <summary>A name and a value: a header, a query parameter or a form field. A name may come several times.</summary>
internal sealed record FieldTemplate(string Name, SourceSpan NameSpan, Template Value)
{
    /// <summary>Whether it is an item of a list that is written out.</summary>
    public bool IsItem { get; init; }
}

/// <summary>Query parameters or form fields.</summary>
/// <param name="Written">One by one; none when they are computed.</param>
/// <param name="Computed">The one expression that gives all of them, as a map or a list of pairs; null when they are written.</param>
internal sealed record FieldsTemplate(ImmutableArray<FieldTemplate> Written, Template? Computed)
{
    public static FieldsTemplate None { get; } = new([], null);

    public IEnumerable<Template> Templates => Computed is null ? Written.Select(f => f.Value) : [Computed];
}

/// <summary>How a request proves who sends it.</summary>
internal abstract record AuthTemplate(SourceSpan Span)
{
    public abstract IEnumerable<Template> Templates { get; }
}

/// <summary>RFC 6750: <c>Authorization: Bearer token</c>.</summary>
internal sealed record BearerAuth(SourceSpan Span, Template Token) : AuthTemplate(Span)
{
    public override IEnumerable<Template> Templates => [Token];
}

/// <summary>RFC 7617: <c>Authorization: Basic base64(username:password)</c>.</summary>
internal sealed record BasicAuth(SourceSpan Span, Template Username, Template Password) : AuthTemplate(Span)
{
    public override IEnumerable<Template> Templates => [Username, Password];
}

/// <summary>RFC 7523, section 2.2: a signed assertion, and the client id, among the fields of the form.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Function">Makes the assertion; the key is called like it.</param>
/// <param name="Arguments">Those that are given, by the names of the parameters.</param>
internal sealed record AssertionAuth(SourceSpan Span, FunctionRow Function, ImmutableArray<NamedTemplate> Arguments) : AuthTemplate(Span)
{
    /// <summary>The fields it adds to the form (RFC 7521, section 4.2).</summary>
    public static readonly ImmutableArray<string> FieldNames = ["client_id", "client_assertion", "client_assertion_type"];

    public override IEnumerable<Template> Templates => Arguments.SelectMany(a => a.Value.Templates);

    public NamedTemplate? Find(string name) => Arguments.FirstOrDefault(a => a.Name == name);
}

/// <summary>Nothing, also when there is a default.</summary>
internal sealed record NoAuth(SourceSpan Span) : AuthTemplate(Span)
{
    public override IEnumerable<Template> Templates => [];
}

/// <summary>What a request carries.</summary>
internal abstract record BodyTemplate(SourceSpan Span)
{
    public abstract IEnumerable<Template> Templates { get; }

    /// <summary>Those whose bytes it sends.</summary>
    public virtual IEnumerable<PackFile> Files => [];
}

internal sealed record JsonBody(SourceSpan Span, ValueTemplate Value) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates => Value.Templates;
}

/// <summary><c>application/x-www-form-urlencoded</c>.</summary>
internal sealed record FormBody(SourceSpan Span, FieldsTemplate Fields) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates => Fields.Templates;
}

internal sealed record TextBody(SourceSpan Span, Template Text) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates => [Text];
}

/// <summary>An XML document; its expressions stand in text and attribute values only.</summary>
internal sealed record XmlBody(SourceSpan Span, Template Text) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates => [Text];
}

/// <summary><c>multipart/form-data</c> (RFC 7578).</summary>
internal sealed record MultipartBody(SourceSpan Span, ImmutableArray<PartTemplate> Parts) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates =>
        Parts.SelectMany(p => p.Content.Templates.Concat(new[] { p.FileName, p.MediaType }.OfType<Template>()));

    public override IEnumerable<PackFile> Files => Parts.SelectMany(p => p.Content.Files);
}

/// <summary>A part of a multipart body. A name may come several times.</summary>
/// <param name="Name">Of the form field.</param>
/// <param name="Content">Text, JSON or a file.</param>
/// <param name="FileName">Null takes that of the file; a part without a file then has none.</param>
/// <param name="MediaType">Null takes that of the content; text then has none.</param>
internal sealed record PartTemplate(string Name, BodyTemplate Content, Template? FileName, Template? MediaType);

/// <summary>The bytes of a file, as they are.</summary>
internal sealed record FileBody(SourceSpan Span, PackFile File) : BodyTemplate(Span)
{
    public override IEnumerable<Template> Templates => [];

    public override IEnumerable<PackFile> Files => [File];
}

/// <summary>A file of the pack, read when the scenario was loaded, so that what was checked is what is sent.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Content">Empty when it could not be read, which has been said.</param>
internal sealed record PackFile(Include Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Without its folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path.Written);
}

/// <summary>Which cookies a request sends and keeps: those of the run, none, or a jar of its own.</summary>
internal enum CookiePolicy
{
    Keep,
    None,
    Fresh,
}
