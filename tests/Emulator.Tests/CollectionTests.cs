using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class CollectionTests : WithEmulator
{
    [Theory]
    [InlineData("populations", "Default p1 p2 p3 p4")]
    [InlineData("populations?limit=1000", "Default p1 p2 p3 p4")]
    [InlineData("populations?filter=name eq \"p2\"", "p2")]
    [InlineData("populations?filter=name eq \"P2\"", "p2")]
    [InlineData("populations?filter=name sw \"p\"", "p1 p2 p3 p4")]
    [InlineData("populations?filter=name eq \"p\"", "")]
    [InlineData("populations?filter=name pr", "400 INVALID_DATA INVALID_FILTER filter")]
    [InlineData("populations?filter=userCount eq \"0\"", "400 INVALID_DATA INVALID_FILTER filter")]
    [InlineData("populations?limit=0", "400 INVALID_DATA OUT_OF_RANGE limit")]
    [InlineData("populations?limit=1001", "400 INVALID_DATA OUT_OF_RANGE limit")]
    [InlineData("populations?cursor=x", "400 INVALID_DATA INVALID_PARAMETER cursor")]
    [InlineData("populations?cursor=bm90IGEgY3Vyc29y", "400 INVALID_DATA INVALID_PARAMETER cursor")]
    [InlineData("populations?order=-name", "p4 p3 p2 p1 Default")]
    [InlineData("populations?order=name&limit=2", "Default p1")]
    [InlineData("populations?order=userCount", "400 INVALID_DATA INVALID_PARAMETER order")]
    [InlineData("populations?order=--name", "400 INVALID_DATA INVALID_PARAMETER order")]
    public async Task A_collection_is_filtered_by_one_attribute(string call, string expected)
    {
        await MakeAsync();

        var reply = await Worker.GetAsync($"{EnvironmentPath}/{call}");

        Assert.Equal(expected, reply.Status == 200 ? string.Join(' ', Names(reply)) : reply.Failure);
        if (reply.Status == 200)
            Assert.Equal(Names(reply).Count(), reply.Json["size"]!.GetValue<int>());
    }

    [Holds("5.7-01", "5.7-03")]
    [Fact]
    public async Task Pages_follow_the_next_link_until_there_is_none()
    {
        await MakeAsync();
        var names = new List<string>();
        string? next = $"{EnvironmentPath}/populations?limit=2&filter={Uri.EscapeDataString("name sw \"p\"")}";
        var pages = 0;
        for (; next is not null; pages++)
        {
            var reply = await Worker.GetAsync(next);
            Assert.Equal("4", reply["count"]);
            names.AddRange(Names(reply));
            next = reply["_links.next.href"];
        }

        Assert.Equal(2, pages);
        Assert.Equal(["p1", "p2", "p3", "p4"], names);
    }

    [Theory]
    [InlineData("applications", "name eq \"Journey CLIENT_SECRET_JWT\"")]
    [InlineData("users", "username eq \"journey-user\"")]
    public async Task An_item_is_the_resource_itself(string collection, string filter)
    {
        await Journey.ReadyAsync(this);

        var reply = await Worker.GetAsync($"{EnvironmentPath}/{collection}?filter={Uri.EscapeDataString(filter)}");

        var item = Assert.Single(reply.Json["_embedded"]![collection]!.AsArray())!;
        var single = await Worker.GetAsync(item["_links"]!["self"]!["href"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(single.Json, item));
    }

    private async Task MakeAsync()
    {
        foreach (var name in new[] { "p1", "p2", "p3", "p4" })
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", $$"""{"name":"{{name}}"}""");
        }
    }

    private static IEnumerable<string> Names(Reply reply) =>
        reply.Json["_embedded"]!["populations"]!.AsArray().Select(item => item!["name"]!.GetValue<string>());
}
