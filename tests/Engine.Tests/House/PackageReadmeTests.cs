using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>The sample of the package's page is compiled as a caller's program, which sees what is public, and run.</summary>
[Collection(nameof(ConsoleTaken))]
public sealed class PackageReadmeTests
{
    private const int LongestSample = 20;

    // What ImplicitUsings stands for in a console program.
    private const string Usings =
        "global using System; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string Page = File.ReadAllText(RepositoryRoot.PathOf("engine", "Engine", "README.md"));

    [Fact]
    public void The_sample_has_at_most_20_lines() => Assert.InRange(Block("csharp").Split('\n').Length, 1, LongestSample);

    [Fact]
    public async Task The_sample_runs_and_says_what_it_read()
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "s-1", "access_token": "kept-for-kim-only" }""", 201));
        using var pack = new TemporaryPack().Write("sign-in.yaml", Block("yaml"));
        var lines = await RunAsync(Compile(Block("csharp")), pack.PathOf("sign-in.yaml"), server.Address);
        Assert.Equal(["Begin a session: Passed", "Passed", "\"s-1\"", "‹access_token›", "\"kept-for-kim-only\""], lines);
        Assert.Equal("POST /sessions HTTP/1.1", server.Only.Line);
    }

    private static string Block(string language)
    {
        var begin = Page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Page[begin..Page.IndexOf("\n```", begin, StringComparison.Ordinal)];
    }

    private static Assembly Compile(string sample)
    {
        var engine = MetadataReference.CreateFromFile(typeof(Workspace).Assembly.Location);
        var compilation = CSharpCompilation.Create(
            "caller",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(sample)],
            [engine, .. EngineCode.References],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var image = new MemoryStream();
        Assert.Empty(
            compilation
                .Emit(image, cancellationToken: TestContext.Current.CancellationToken)
                .Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Hidden)
        );
        return Assembly.Load(image.ToArray());
    }

    private static async Task<string[]> RunAsync(Assembly program, params string[] arguments)
    {
        var before = Console.Out;
        using var written = new StringWriter { NewLine = "\n" };
        Console.SetOut(written);
        try
        {
            await Task.Run(() => program.EntryPoint!.Invoke(null, [arguments]), TestContext.Current.CancellationToken);
        }
        finally
        {
            Console.SetOut(before);
        }
        return written.ToString().TrimEnd('\n').Split('\n');
    }
}

/// <summary>Tests that take the console of the process; no other test runs beside them.</summary>
[CollectionDefinition(nameof(ConsoleTaken), DisableParallelization = true)]
public sealed class ConsoleTaken;
