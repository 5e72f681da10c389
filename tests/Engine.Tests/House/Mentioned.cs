using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>What a piece of source mentions, by its name or without one.</summary>
internal static class Mentioned
{
    /// <summary>A name, or what makes an object without naming its type.</summary>
    public static bool IsName(SyntaxNode node) =>
        node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax;

    public static IEnumerable<ISymbol> By(SemanticModel model, SyntaxNode node) =>
        node switch
        {
            SimpleNameSyntax name when IsTarget(name) => Found(model, name).Where(s => s is not (IPropertySymbol or IFieldSymbol)),
            SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax => Found(model, node),
            ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => Found(model, node),
            AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } taken => Only(
                model.GetDeconstructionInfo(taken).Method
            ),
            ForEachVariableStatementSyntax each => Only(model.GetDeconstructionInfo(each).Method),
            RecursivePatternSyntax { PositionalPatternClause: not null } pattern => Only(Deconstruct(model, pattern)),
            _ => [],
        };

    /// <summary>Whether a piece of source stands in what it mentions, so that a method that only calls itself is called by nobody.</summary>
    public static bool IsWithin(ISymbol symbol, SyntaxNode node) =>
        symbol.OriginalDefinition.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == node.SyntaxTree && r.Span.Contains(node.Span));

    /// <summary>Its definition, and what goes with it: the type of a constructor, the properties of a record that is taken apart.</summary>
    public static IEnumerable<ISymbol> Means(ISymbol symbol)
    {
        var definition = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        yield return definition;
        if (definition is not IMethodSymbol method)
            yield break;
        if (method.MethodKind == MethodKind.Constructor)
            yield return method.ContainingType;
        if (method is { Name: "Deconstruct", IsImplicitlyDeclared: true })
        {
            foreach (var property in method.Parameters.SelectMany(p => method.ContainingType.GetMembers(p.Name)))
                yield return property;
        }
    }

    // What is only set is used by nobody.
    private static bool IsTarget(SimpleNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } direct && direct.Left == name
        || name.Parent
            is MemberAccessExpressionSyntax
            {
                Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } far
            } member
            && member.Name == name
            && far.Left == member;

    private static ImmutableArray<ISymbol> Found(SemanticModel model, SyntaxNode node)
    {
        var found = model.GetSymbolInfo(node);
        return found.Symbol is { } symbol ? [symbol] : found.CandidateSymbols;
    }

    private static IMethodSymbol? Deconstruct(SemanticModel model, RecursivePatternSyntax pattern) =>
        (model.GetTypeInfo(pattern).ConvertedType as INamedTypeSymbol)?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault();

    private static IEnumerable<ISymbol> Only(ISymbol? symbol) => symbol is null ? [] : [symbol];
}
