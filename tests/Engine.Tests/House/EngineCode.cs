using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
internal sealed class EngineCode
{
    // Stands before a part of the standard library, which is no room's either; decision 0083.
    private const string Sequences = "Sequences.cs";

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

    private static readonly Lazy<EngineCode> Code = new(() => new EngineCode());

    private readonly CSharpCompilation compilation = Compile();
    private readonly HashSet<FileMention> mentions = [];
    private readonly HashSet<RoomMention> roomMentions;
    private readonly HashSet<ISymbol> used = new(SymbolEqualityComparer.Default);

    private EngineCode()
    {
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0))
            Read(tree);
        roomMentions = [.. mentions.Select(InRooms).Where(m => m.From != m.To)];
    }

    /// <summary>What the tests run with, .NET and packages; without what is our own.</summary>
    public static ImmutableArray<PortableExecutableReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("PingOneScenarios.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Every file and every package that each file mentions, each once.</summary>
    public static IReadOnlyCollection<FileMention> FileMentions => Code.Value.mentions;

    /// <summary>Every room and every package that each file mentions, each once; its own room is none of them.</summary>
    public static IReadOnlyCollection<RoomMention> Mentions => Code.Value.roomMentions;

    /// <summary>The definitions of all types and members that are mentioned outside of themselves.</summary>
    public static IReadOnlySet<ISymbol> Used => Code.Value.used;

    /// <summary>Every type that is written in the engine, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> Types => TypesIn(Code.Value.compilation.Assembly.GlobalNamespace).Where(IsWritten);

    /// <summary>The first folder of a path relative to the project.</summary>
    public static string RoomOf(string file) => file.Split('/') is [var room, _, ..] ? room : TopLevel;

    /// <summary>Whether somebody wrote it, not the compiler or a generator.</summary>
    public static bool IsWritten(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.Length > 0);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place) =>
        place
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => TypesIn(member).Concat(member is INamedTypeSymbol type ? [type] : []));

    private void Read(SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            foreach (var symbol in Mentioned.By(model, node))
            {
                if (Mentioned.IsName(node) && PlaceOf(symbol) is { } place)
                    mentions.Add(new FileMention(tree.FilePath, place));
                if (!Mentioned.IsWithin(symbol, node))
                    used.UnionWith(Mentioned.Means(symbol));
            }
        }
    }

    private static RoomMention InRooms(FileMention mention)
    {
        var to = mention.To.EndsWith(".cs", StringComparison.Ordinal) ? RoomOf(mention.To) : mention.To;
        return new RoomMention(RoomOf(mention.From), mention.From, to);
    }

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

    // Generated parts of a type have no path; a partial type belongs where it is written.
    private static string? PlaceOf(ISymbol symbol)
    {
        if (symbol is INamespaceSymbol)
            return null;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var written = type?.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).FirstOrDefault(path => path.Length > 0);
        return written == Sequences ? null : written ?? symbol.ContainingAssembly?.Name;
    }
}
