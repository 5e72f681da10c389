using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>What a caller of the library can name, read from the built assembly.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat Shape = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    /// <summary>Every public type, in the order of namespaces and names.</summary>
    public static ImmutableArray<INamedTypeSymbol> Types { get; } = [.. Find()];

    /// <summary>A line for each type and each of its members; what the compiler adds to a record is left out.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var room in Types.GroupBy(t => t.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal))
        {
            text.Append(room.Key).Append('\n');
            foreach (var type in room)
            {
                text.Append("  ").Append(Head(type)).Append('\n');
                foreach (var member in type.GetMembers().Where(m => IsListed(type, m)).Select(Line).Order(StringComparer.Ordinal))
                    text.Append("    ").Append(member).Append('\n');
            }
        }
        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> Find()
    {
        var engine = MetadataReference.CreateFromFile(typeof(Workspace).Assembly.Location);
        var compilation = CSharpCompilation.Create("caller", references: [engine, .. EngineCode.References]);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(engine)!;
        return TypesIn(assembly.GlobalNamespace)
            .OrderBy(t => t.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal)
            .ThenBy(t => t.ToDisplayString(), StringComparer.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place) =>
        place
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .SelectMany(m =>
                m is INamedTypeSymbol type && IsSeen(type) ? TypesIn(type).Prepend(type)
                : m is INamespaceSymbol ? TypesIn(m)
                : []
            );

    private static bool IsSeen(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsListed(INamedTypeSymbol type, ISymbol member) =>
        IsSeen(member)
        && member is not INamedTypeSymbol
        && !member.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet }
        && !(
            type.TypeKind is TypeKind.Enum or TypeKind.Struct
            && member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
        );

    private static string Line(ISymbol member) => member.ToDisplayString(Shape);

    private static string Head(INamedTypeSymbol type)
    {
        var kind =
            type.TypeKind == TypeKind.Class
                ? (
                    type.IsStatic ? "static "
                    : type.IsAbstract ? "abstract "
                    : type.IsSealed ? "sealed "
                    : ""
                ) + (type.IsRecord ? "record" : "class")
            : type.TypeKind == TypeKind.Struct
                ? type.IsRecord ? "record struct"
                    : "struct"
            : type.TypeKind.ToString().ToLowerInvariant();
        var above = type.BaseType is { SpecialType: SpecialType.None } parent ? [parent] : ImmutableArray<INamedTypeSymbol>.Empty;
        var from = above
            .Concat(type.TypeKind == TypeKind.Enum ? [] : type.Interfaces)
            .Where(t => t.Name != "IEquatable")
            .Select(t => t.ToDisplayString(Shape))
            .ToList();
        return $"{kind} {type.ToDisplayString(Shape)}{(from.Count == 0 ? "" : " : " + string.Join(", ", from))}";
    }
}
