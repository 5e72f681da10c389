using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What the readers of one file share.</summary>
/// <param name="FullPath">The canonical path of the file.</param>
/// <param name="PackRoot">The folder its includes must stay in; empty when it may have none.</param>
/// <param name="Templates">Parses the templates of the file.</param>
/// <param name="Problems">Takes what is wrong with the file.</param>
internal sealed record FileScope(string FullPath, string PackRoot, TemplateParser Templates, DiagnosticBag Problems)
{
    /// <summary>The template of a text; what could not be parsed has been said and is left out of it.</summary>
    public Template Parse(LocatedText text) => Templates.Parse(text, Problems);

    public void Say(DiagnosticCode code, SourceSpan span, string what, string? why, Remedy remedy) =>
        Problems.Add(code, span, what, why, remedy);

    public void SayShape(LocatedNode node, string expected, string example)
    {
        // An expression that YAML took for a key has been said.
        if (node is MappingNode map && map.Entries.Any(e => e.Name.Contains("<<", StringComparison.Ordinal)))
            return;
        Say(DiagnosticCodes.WrongShape, node.Span, $"{expected} is expected here, this is {node.Kind}", null, $"for example {example}");
    }
}
