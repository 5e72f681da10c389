using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Trust rule 13: the words of an exception are shown only where they are our own, or quote nothing but what the file itself says.</summary>
public sealed partial class ExceptionTextTests
{
    /// <summary>The files that read a message, how often, and whose words it holds.</summary>
    private static readonly (string File, int Times, string Whose)[] Places =
    [
        ("Cli/Commands/EmulatorCommand.cs", 1, "our own, of the emulator's key"),
        ("Cli/Journals/JournalWords.cs", 1, "our own, of a journal"),
        ("Cli/Journals/StoredRun.cs", 1, "our own, of an event that is read"),
        ("Cli/LanguageServer/MessageWriter.cs", 1, "our own, an RpcError"),
        ("Cli/LanguageServer/ServerLoop.cs", 1, "our own, an RpcError"),
        ("Cli/Program.cs", 2, "our own, of the emulator and of its fixtures"),
        ("Cli/Reports/StoredReport.cs", 2, "our own, of a report that is read"),
        ("Cli/WrongUse.cs", 1, "about the command line, without the value of an option"),
        ("Emulator/Authorizing/PushEndpoint.cs", 1, "of an error detail, which is no exception"),
        ("Emulator/Devices/DeviceActionTable.cs", 1, "of an error detail, which is no exception"),
        ("Emulator/Devices/FactorActions.cs", 1, "of an error detail, which is no exception"),
        ("Emulator/Providers/ExternalAccounts.cs", 1, "of an error detail, which is no exception"),
        ("Engine/Batch/BatchBook.cs", 1, "what a journal says of itself, which holds no value of a run"),
        ("Engine/Http/Answers/OddAnswers.cs", 1, "the line a server sent, masked where it is shown"),
        ("Engine/JsonPaths/Parsing/CallParser.cs", 1, "our own, of JSONPath"),
        ("Engine/Loading/ExtractionReader.cs", 1, "our own, of JSONPath"),
        ("Engine/Loading/XmlBodyReader.cs", 1, "only which rule is broken"),
        ("Engine/Templating/ExpressionParser.Calls.cs", 1, "our own, of a function"),
        ("Engine/Templating/ExpressionParser.cs", 1, "about the expression as written, before any value is known"),
        ("Engine/Templating/Functions/JsonFunctions.cs", 2, "our own, of JSONPath"),
        ("Engine/Templating/TemplateRenderer.cs", 1, "our own, of a value"),
        ("Engine/Workspace.Evaluating.cs", 1, "our own, of a file that is read"),
        ("Engine/Yaml/YamlReader.cs", 1, "about the file as written, secrets are hidden where it is shown"),
    ];

    [Fact]
    public void Rule_13_messages_are_read_in_these_places_only()
    {
        var engine = RepositoryRoot.PathOf("engine");
        var found = Directory
            .EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Select(f => (File: Path.GetRelativePath(engine, f).Replace('\\', '/'), Times: Message().Count(File.ReadAllText(f))))
            .Where(f => f.Times > 0)
            .OrderBy(f => f.File, StringComparer.Ordinal);
        Assert.Equal(Places.Select(p => (p.File, p.Times)), found);
        Assert.All(Places, p => Assert.NotEmpty(p.Whose));
    }

    [GeneratedRegex(@"\.Message\b|\.StackTrace\b|\b(e|ex|exception|bug|cause|failure)\.ToString\(\)")]
    private static partial Regex Message();
}
