using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>A symbol that a file of the engine mentions.</summary>
/// <param name="From">The room of the file; <see cref="EngineCode.TopLevel"/> for the files above all rooms.</param>
/// <param name="File">Relative to <c>engine/Engine</c>.</param>
/// <param name="To">The room the symbol is declared in, or the assembly of a package.</param>
internal sealed record RoomMention(string From, string File, string To);

/// <summary>A symbol that a file of the engine mentions.</summary>
/// <param name="From">The file, relative to <c>engine/Engine</c>.</param>
/// <param name="To">The file the symbol is declared in, relative to the same, or the assembly of a package.</param>
internal sealed record FileMention(string From, string To);

/// <summary>The engine's own source, compiled for its symbols; nothing is emitted.</summary>
internal static class EngineCode
{
    /// <summary>What the files at the top of the project are called in the table of rooms.</summary>
    public const string TopLevel = "top level";

    // What ImplicitUsings stands for in a library.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Root = RepositoryRoot.PathOf("engine", "Engine");

    private static readonly Lazy<IReadOnlyCollection<FileMention>> Found = new(Find);

    private static readonly Lazy<IReadOnlyCollection<RoomMention>> FoundRooms = new(() =>
        Found
            .Value.Select(m => new RoomMention(
                RoomOf(m.From),
                m.From,
                m.To.EndsWith(".cs", StringComparison.Ordinal) ? RoomOf(m.To) : m.To
            ))
            .Where(m => m.From != m.To)
            .ToHashSet()
    );

    /// <summary>What the tests run with, .NET and packages; without what is our own.</summary>
    public static ImmutableArray<PortableExecutableReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("PingOneScenarios.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Every room and every package that each file mentions, each once; its own room is none of them.</summary>
    public static IReadOnlyCollection<RoomMention> Mentions => FoundRooms.Value;

    /// <summary>Every file and every package that each file mentions, each once.</summary>
    public static IReadOnlyCollection<FileMention> FileMentions => Found.Value;

    /// <summary>The first folder of a path relative to the project.</summary>
    public static string RoomOf(string file) => file.Split('/') is [var room, _, ..] ? room : TopLevel;

    private static HashSet<FileMention> Find()
    {
        var compilation = Compile();
        var mentions = new HashSet<FileMention>();
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0))
        {
            var model = compilation.GetSemanticModel(tree);
            var mentioned = tree.GetRoot().DescendantNodes().Where(IsMention).SelectMany(node => SymbolsOf(model, node));
            mentions.UnionWith(mentioned.Select(PlaceOf).OfType<string>().Select(place => new FileMention(tree.FilePath, place)));
        }
        return mentions;
    }

    // A name, or what makes an object without naming its type.
    private static bool IsMention(SyntaxNode node) =>
        node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax;

    private static CSharpCompilation Compile()
    {
        var files = Directory
            .EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: Path.GetRelativePath(Root, path).Replace('\\', '/')));
        return CSharpCompilation.Create(
            "PingOneScenarios.Engine",
            files.Append(CSharpSyntaxTree.ParseText(Usings)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
    }

    private static ImmutableArray<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        var found = model.GetSymbolInfo(node);
        return found.Symbol is { } symbol ? [symbol] : found.CandidateSymbols;
    }

    // Generated parts of a type have no path; a partial type belongs where it is written.
    private static string? PlaceOf(ISymbol symbol)
    {
        if (symbol is INamespaceSymbol)
            return null;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var written = type?.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).FirstOrDefault(path => path.Length > 0);
        return written ?? symbol.ContainingAssembly?.Name;
    }
}
