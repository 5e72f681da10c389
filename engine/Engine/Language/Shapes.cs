using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Language;

/// <summary>The shapes that several tables of keys share.</summary>
internal static class Shapes
{
    public static readonly ScalarShape Literal = new(ScalarKind.Literal);
    public static readonly ScalarShape Template = new(ScalarKind.Template);
    public static readonly ScalarShape Expression = new(ScalarKind.Expression);
    public static readonly ScalarShape Request = new(ScalarKind.Request);
    public static readonly ScalarShape Source = new(ScalarKind.Source);
    public static readonly ScalarShape Status = new(ScalarKind.Status);
    public static readonly ScalarShape Duration = new(ScalarKind.Duration);
    public static readonly ScalarShape Flag = new(ScalarKind.Flag);
    public static readonly ScalarShape PackPath = new(ScalarKind.Path);
    public static readonly ScalarShape Share = new(ScalarKind.Share);
    public static readonly ScalarShape Rate = new(ScalarKind.Rate);
    public static readonly AnyShape Any = new();

    /// <summary>Values by the names of variables.</summary>
    public static readonly MapShape Variables = new(Any, NameKind.Variable);

    private static readonly KeyShape OneOrSeveral = Either(Template, new ListShape(Template));

    /// <summary>Headers; a list gives several fields of a name.</summary>
    public static readonly MapShape Headers = new(OneOrSeveral, NameKind.Header);

    /// <summary>Fields as a map, or as a list of pairs that keeps their order, or an expression that gives either.</summary>
    public static readonly KeyShape Pairs = Either(
        new MapShape(OneOrSeveral),
        new ListShape(new MapShape(OneOrSeveral) { IsPair = true }),
        Expression
    );

    public static EitherShape Either(params ImmutableArray<KeyShape> shapes) => new(shapes);
}
