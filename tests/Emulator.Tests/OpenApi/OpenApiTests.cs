using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>The emulator beside the public description of PingOne. That all answers fit it is looked at by <see cref="Browser"/>, in every test.</summary>
public sealed partial class OpenApiTests : WithEmulator
{
    [Fact]
    public async Task No_accepted_difference_is_there_in_vain()
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);

        var differences = (await Tour.TakeAsync(this)).SelectMany(AcceptedDifferences.Of).Distinct().ToList();

        var unneeded = AcceptedDifferences.Table.Where(row => !differences.Any(seen => row.Allows(seen.Operation, seen.Told)));
        Assert.True(!unneeded.Any(), string.Join('\n', unneeded.Select(row => $"{row.Operation}: {row.Difference}")));
    }

    [Fact]
    public async Task Every_kind_of_resource_is_as_it_is_described()
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);

        var wrong = await new Walk(this).TakeAsync(await Journey.ReadyAsync(this));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_described_is_served_or_said_to_be_missing()
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);
        var routes = new RouteTree(Routes.Table);
        using var http = new HttpClient { BaseAddress = Server.Address };
        var wrong = new List<string>();

        foreach (var operation in Descriptions.All.SelectMany(description => description.Operations))
        {
            var template = operation.Template.Replace("{environmentID}", Server.EnvironmentId, StringComparison.Ordinal);
            var path = $"/v1{SomeId().Replace(template, "00000000-0000-4000-8000-000000000000")}";
            if (routes.Find(path) is { } found && found.By(operation.Method) is not null)
                continue;
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode != 501)
                wrong.Add($"{operation} {(int)answer.StatusCode}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex SomeId();
}
