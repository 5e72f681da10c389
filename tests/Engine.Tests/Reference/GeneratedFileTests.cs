using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Engine.Tests.Reference;

/// <summary>What is published is what the tables say today.</summary>
public sealed class GeneratedFileTests
{
    [Fact]
    public void The_schema_of_scenarios_is_that_of_the_tables() =>
        CommittedFile.Check("schemas/scenario.schema.json", LanguageReference.ScenarioSchema());

    [Fact]
    public void The_schema_of_environments_is_that_of_the_tables() =>
        CommittedFile.Check("schemas/environment.schema.json", LanguageReference.EnvironmentSchema());
}
