using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>What the benchmarks share: the functions, the ten-step file, a run with the variables its steps use.</summary>
internal static class BenchWorld
{
    public static readonly FunctionTable Functions = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    /// <summary>As long as an access token of PingOne, and no token.</summary>
    public static readonly string FakeToken =
        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImRlZmF1bHQifQ." + new string('x', 760) + "." + new string('y', 342);

    public static readonly string TenSteps = RepositoryRoot.PathOf("scenarios", "authentication", "client-secret-jwt.yaml");

    private static readonly Plan NoPlan = new()
    {
        Scenario = Read(new SourceText(TenSteps, File.ReadAllText(TenSteps))),
        EnvironmentName = "benchmarks",
        Inputs = [],
        Steps = [],
        Finally = [],
    };

    /// <summary>Text to model without touching a disk; throws when anything is wrong with it.</summary>
    public static Scenario Read(SourceText source)
    {
        var problems = new DiagnosticBag();
        var document = Document.Read(source, TenSteps);
        var scenario = ScenarioReader.Read(document, RepositoryRoot.Folder, new TemplateParser(Functions), problems);
        return problems.All is [var first, ..] ? throw new DiagnosticException(first) : scenario!;
    }

    /// <summary>A file on disk to its model, with what it includes.</summary>
    public static async Task<ScenarioTree?> LoadAsync(NamedFile file, DiagnosticBag problems)
    {
        var reading = new ScenarioReading(FileTexts.OnDisk, (_, _) => { });
        var document = await reading.OpenAsync(file, problems, CancellationToken.None);
        return await reading.ReadAsync(document!, problems, CancellationToken.None);
    }

    /// <summary>A run that may contact one address.</summary>
    /// <param name="address">The one.</param>
    /// <param name="sender">Sends to it.</param>
    /// <param name="observer">Hears it; null for nobody, who wants to hear nothing.</param>
    /// <param name="isRecorded">Whether every exchange is told.</param>
    public static (RunTools Tools, RunState State) Run(
        string address,
        IHttpSender sender,
        IRunObserver? observer = null,
        bool isRecorded = false
    )
    {
        if (!Origin.TryParse(address, out var origin, out var reason))
            throw new ArgumentException(reason, nameof(address));
        var world = new FunctionWorld(TimeProvider.System, RandomSource.System);
        var plan = new GrantedPlan(NoPlan, Grants.None.With(origin), [origin]);
        var budgets = new Budgets { Steps = int.MaxValue };
        var state = new RunState(world, plan, budgets);
        var setup = new RunSetup(world, sender, plan, observer ?? new Deaf()) { RecordAll = isRecorded, Budgets = budgets };
        return (RunTools.For(setup, state), state);
    }

    /// <summary>The variables the steps of a scenario use, the token labelled as an operator's secret is.</summary>
    public static VariableBag Bag(RunTools tools, RunState state, string address)
    {
        const string Id = "1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa";
        var bag = new InputValues(tools.Templates, state, VariableBag.Empty)
            .Begin("benchmarks")
            .With(new Variable("accessToken", FakeToken, state.Secrets.Label("accessToken", FakeToken), "a benchmark"));
        var secret = new string('s', 64);
        bag = bag.With(new Variable("appJwtSecret", secret, state.Secrets.Label("appJwtSecret", secret), "a benchmark"));
        foreach (var name in new[] { "envID", "userID", "appJwtID", "appJwtPopID", "authCode" })
            bag = bag.With(new Variable(name, Id, LabelSet.None, "a benchmark"));
        return bag.With(new Variable("apiPath", address + "/v1", LabelSet.None, "a benchmark"))
            .With(new Variable("issuer", $"{address}/{Id}/as", LabelSet.None, "a benchmark"))
            .With(new Variable("redirectUri", "https://www.example.com", LabelSet.None, "a benchmark"));
    }

    /// <summary>Hears all of a run, and does nothing with it.</summary>
    public sealed class Hearer : IRunObserver
    {
        public void Observe(RunEvent happened) { }
    }

    private sealed class Deaf : IRunObserver
    {
        public bool FollowsSteps => false;

        public void Observe(RunEvent happened) { }
    }
}
