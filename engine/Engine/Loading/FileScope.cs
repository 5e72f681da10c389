using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What the readers of one file share.</summary>
/// <param name="FullPath">The canonical path of the file.</param>
/// <param name="PackRoot">The folder its includes must stay in.</param>
/// <param name="Templates">Parses the templates of the file.</param>
internal sealed record FileScope(string FullPath, string PackRoot, TemplateParser Templates)
{
    public DiagnosticBag Problems => Templates.Problems;

    public void Say(DiagnosticCode code, SourceSpan span, string what, string? why, string fix) => Problems.Add(code, span, what, why, fix);

    public void SayShape(LocatedNode node, string expected, string example) =>
        Say(DiagnosticCodes.WrongShape, node.Span, $"{expected} is expected here, this is {node.Kind}", null, $"for example {example}");
}
