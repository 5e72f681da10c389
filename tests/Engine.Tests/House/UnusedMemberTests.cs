using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>No type and no member of the engine stands there for nobody; what a caller of the library may need stays.</summary>
public sealed class UnusedMemberTests
{
    // The benchmarks compare with the bare libraries over the same connections; where a run is belongs to its state, which is kept whole;
    // a class of extensions is never written where they are called.
    private static readonly string[] Kept = ["HttpSender.Client", "HttpSender.Http", "RunState.Position", "Sequences"];

    [Fact]
    public void Everything_in_the_engine_is_used_by_the_engine_or_the_command()
    {
        var namedByCommand = NamesIn("Cli");
        var unused = EngineCode
            .Types.SelectMany(type => type.GetMembers().Where(m => m is not INamedTypeSymbol).Prepend(type))
            .Where(symbol => EngineCode.IsWritten(symbol) && CanBeUnused(symbol) && !EngineCode.Used.Contains(symbol))
            .Where(symbol => !namedByCommand.Contains(symbol.Name))
            .Select(symbol => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        Assert.Empty(unused.Except(Kept));
    }

    // By name and not by symbol, since the packages of the command are not here: a name that the command writes may be a use.
    private static HashSet<string> NamesIn(string project) =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine", project), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .ToHashSet(StringComparer.Ordinal);

    // Operators, constructors and accessors go with what they belong to; a member of an interface is called through it.
    private static bool CanBeUnused(ISymbol symbol) =>
        !IsOffered(symbol)
        && symbol is not IMethodSymbol { MethodKind: not MethodKind.Ordinary }
        && !symbol.IsImplicitlyDeclared
        && !symbol.IsOverride
        && !IsPromised(symbol);

    private static bool IsOffered(ISymbol symbol) =>
        symbol is { DeclaredAccessibility: Accessibility.Public or Accessibility.Protected }
        && (symbol.ContainingType is null || IsOffered(symbol.ContainingType));

    private static bool IsPromised(ISymbol symbol) =>
        symbol.ContainingType is { } type
        && type.AllInterfaces.SelectMany(i => i.GetMembers())
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol));
}
