using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The path of another file: literal, relative, inside the pack.</summary>
internal static class IncludeReader
{
    public static Include? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.ReadLiteral(node, file) is not { } written)
            return null;
        if (string.IsNullOrWhiteSpace(written.Text))
        {
            file.Say(DiagnosticCodes.InvalidValue, node.Span, "the path of the file is empty", null, "write it relative to this file");
            return null;
        }
        if (Path.IsPathRooted(written.Text) || written.Text.Contains('\0', StringComparison.Ordinal))
        {
            file.Say(DiagnosticCodes.IncludeRefused, node.Span, "an include is a relative path", null, "write it relative to this file");
            return null;
        }
        if (file.PackRoot.Length == 0)
        {
            file.Say(
                DiagnosticCodes.IncludeRefused,
                node.Span,
                $"\"{written.Text}\" is in no pack",
                "a scenario from standard input names files only where the current folder or one above it has a pack.yaml",
                "put a pack.yaml into the folder its files stand in, or write the scenario into a file"
            );
            return null;
        }
        var full = PackPaths.Canonical(Path.Combine(Path.GetDirectoryName(file.FullPath)!, written.Text));
        // Trust rule 8; that it is still so when the file is opened, OpenedFile sees to.
        if (PackPaths.IsWithin(file.PackRoot, full))
            return new Include(written.Text, node.Span, full);
        file.Say(
            DiagnosticCodes.IncludeRefused,
            node.Span,
            $"\"{written.Text}\" leaves the pack",
            "what a file names stays below the nearest pack.yaml above that file, or in the folder of the entry scenario when there is none",
            "move the file into the pack, or put a pack.yaml into a folder that holds both"
        );
        return null;
    }

    /// <summary>
    /// A scenario. What is wrong with a file is shown with its line, and a file that is no scenario may be the operator's secret: such a
    /// file is not even read (trust rule 8).
    /// </summary>
    public static Include? ReadScenario(LocatedNode node, FileScope file)
    {
        var include = Read(node, file);
        if (include is null || Path.GetExtension(include.FullPath) is "" or ".yaml" or ".yml")
            return include;
        file.Say(
            DiagnosticCodes.IncludeRefused,
            node.Span,
            $"\"{include.Written}\" is no scenario",
            "what is included is a file that ends in .yaml",
            "send other files as a body, with file"
        );
        return null;
    }

    /// <summary>
    /// A file whose bytes are sent (trust rule 8); null after having said that it may not be. One that cannot be read is said too and has no
    /// bytes: whoever watches the files of a scenario waits for it.
    /// </summary>
    public static PackFile? ReadContent(LocatedNode node, FileScope file) =>
        Read(node, file) is { } include
            ? new PackFile(include, ScenarioFiles.ReadContent(include.FullPath, include.Written, include.Span, file.Problems) ?? [])
            : null;
}
