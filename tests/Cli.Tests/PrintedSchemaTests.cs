using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>The published schemas of what the command itself prints are those of its shapes.</summary>
public sealed class PrintedSchemaTests
{
    [Fact]
    public void The_schema_of_catalogs_is_that_of_the_shapes() => CommittedFile.Check("schemas/catalog.schema.json", CatalogJson.Schema());

    [Fact]
    public void The_schema_of_diagnostics_is_that_of_the_shapes() =>
        CommittedFile.Check("schemas/diagnostics.schema.json", DiagnosticJson.Schema());
}
