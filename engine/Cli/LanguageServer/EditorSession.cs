using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>How far the conversation with an editor has come, and what the editor said it can do.</summary>
internal sealed class EditorSession(OpenDocuments documents)
{
    public OpenDocuments Documents => documents;

    public bool IsInitialized { get; private set; }

    public bool IsShutDown { get; set; }

    /// <summary>Set by <c>exit</c>.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether something happened after which files have to be checked again.</summary>
    public bool NeedsCheck { get; set; }

    /// <summary>Whether hover may be Markdown.</summary>
    public bool KnowsMarkdown { get; private set; }

    /// <summary>Whether symbols may have a range besides that of their name.</summary>
    public bool KnowsNestedSymbols { get; private set; }

    /// <summary>The editor's command that types into its terminal.</summary>
    public TerminalCommand Terminal { get; private set; } = TerminalCommand.Usual;

    public void Begin(JsonElement parameters)
    {
        IsInitialized = true;
        Terminal = TerminalCommand.Of(parameters.Find("clientInfo", "name").Text());
        KnowsMarkdown = parameters
            .Find("capabilities", "textDocument", "hover", "contentFormat")
            .Items()
            .Any(f => ((JsonElement?)f).Text() == "markdown");
        KnowsNestedSymbols = parameters
            .Find("capabilities", "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
            .IsTrue();
    }
}
