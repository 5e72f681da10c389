using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>A name means one type, in whatever project, nested or not. A generic type may share the name of the one it derives from.</summary>
public sealed class TypeNameTests
{
    [Fact]
    public void No_two_types_share_a_name()
    {
        var shared = Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes())
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Select(node => (Name: NameOf(node), Full: string.Join('.', node.AncestorsAndSelf().Reverse().Select(NameOf))))
            .Distinct()
            .GroupBy(type => type.Name, StringComparer.Ordinal)
            .Where(types => types.Count() > 1)
            .Select(types => string.Join(", ", types.Select(type => type.Full)));
        Assert.Empty(shared);
    }

    private static string NameOf(SyntaxNode node) =>
        node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax type => type.Identifier.ValueText,
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            _ => "",
        };
}
