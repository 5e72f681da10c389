using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Flows;

/// <summary>What is asked of a user who has signed on: consent, and attributes that are missing.</summary>
public sealed class ConsentAndProfileTests : WithEmulator
{
    private const string Revision = """{"contentType":"text/plain","requireReconsent":false,"text":"newer"}""";

    private const string Login = """{"type":"LOGIN"}""";

    private string agreementId = "";
    private string languagePath = "";

    [Holds("7.1-14")]
    [Holds("7.2-10")]
    [Fact]
    public async Task An_agreement_is_consented_to_once()
    {
        var policied = await AgreedAsync();
        await policied.StartAsync();
        Assert.Equal("AGREEMENT_CONSENT_REQUIRED", (await policied.LogInAsync())["status"]);
        Assert.Equal("400 INVALID_DATA REQUIRED_VALUE accept", (await policied.ActAsync("user.consent")).Failure);

        Assert.Equal("COMPLETED", (await policied.ActAsync("user.consent", """{"accept":true}"""))["status"]);

        await policied.StartAsync("&prompt=login");
        Assert.Equal("COMPLETED", (await policied.LogInAsync())["status"]);
    }

    [Holds("5.7-25")]
    [Fact]
    public async Task Agreements_are_a_collection()
    {
        var agreements = $"{EnvironmentPath}/agreements";
        foreach (var name in (string[])["First", "Second", "Third"])
            await Worker.SendAsync(HttpMethod.Post, agreements, $$"""{"name":"{{name}}","enabled":false}""");

        var page = await Worker.GetAsync($"{agreements}?limit=2");
        var second = await Worker.GetAsync($"{agreements}?filter=name%20eq%20%22Second%22");

        Assert.Equal(("3", "2"), (page["count"], page["size"]));
        Assert.NotNull(page["_links.next.href"]);
        Assert.Equal(("1", "Second"), (second["count"], second["_embedded.agreements.0.name"]));
        var again = await Worker.SendAsync(HttpMethod.Post, agreements, """{"name":"second","enabled":false}""");
        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION name", again.Failure);
        Assert.Equal(204, (await Worker.DeleteAsync($"{agreements}/{second["_embedded.agreements.0.id"]}")).Status);
        Assert.Equal("2", (await Worker.GetAsync(agreements))["count"]);
    }

    [Holds("3.9-03", "7.1-17")]
    [Fact]
    public async Task Who_does_not_accept_is_not_signed_on()
    {
        var policied = await AgreedAsync();
        await policied.StartAsync();
        await policied.LogInAsync();

        Assert.Equal("FAILED", (await policied.ActAsync("user.consent", """{"accept":false}"""))["status"]);
        Assert.Equal("access_denied", (await policied.ResumeAsync()).InLocation("error"));
    }

    [Fact]
    public async Task A_revision_that_asks_for_it_and_a_period_ask_again()
    {
        var policied = await AgreedAsync();
        await policied.StartAsync();
        await policied.LogInAsync();
        await policied.ActAsync("user.consent", """{"accept":true}""");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await policied.MakeAsync($"{languagePath}/revisions", """{"contentType":"text/plain","requireReconsent":true,"text":"new"}""");

        await policied.StartAsync();
        Assert.Equal("AGREEMENT_CONSENT_REQUIRED", (await policied.ReadAsync())["status"]);
        Assert.Equal("new", (await policied.ReadAsync())["_embedded.agreement.text"]);
        await policied.ActAsync("user.consent", """{"accept":true}""");
        Clock.Advance(TimeSpan.FromDays(30));
        await RenewWorkerTokenAsync();

        Assert.Equal("EXPIRED", (await ConsentAsync(policied))["status"]);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Revisions_are_found_only_where_they_are(string method)
    {
        var policied = await AgreedAsync();
        var made = await policied.MakeAsync($"{languagePath}/revisions", Revision);
        var other = await policied.MakeAsync("agreements", """{"name":"Other","enabled":false}""");
        var elsewhere = languagePath.Replace(agreementId, other["id"]!, StringComparison.Ordinal) + "/revisions";
        var one = method == "POST" ? "" : $"/{made["id"]}";

        var reply = await Worker.SendAsync(new(method), $"{EnvironmentPath}/{elsewhere}{one}", method == "POST" ? Revision : null);

        Assert.Equal(404, reply.Status);
        Assert.Equal(404, (await Worker.GetAsync($"{EnvironmentPath}/{elsewhere}")).Status);
        Assert.Equal(200, (await Worker.GetAsync($"{EnvironmentPath}/{languagePath}/revisions/{made["id"]}")).Status);
    }

    [Fact]
    public async Task Consents_are_shown_taken_back_and_audited()
    {
        var policied = await AgreedAsync();
        Assert.Equal("PENDING", (await ConsentAsync(policied))["status"]);
        await policied.StartAsync();
        await policied.LogInAsync();
        await policied.ActAsync("user.consent", """{"accept":true}""");
        Assert.Equal("ACCEPTED", (await ConsentAsync(policied))["status"]);
        Assert.Equal(
            "400 INVALID_DATA CONSTRAINT_VIOLATION id",
            (await Worker.SendAsync(HttpMethod.Delete, $"{EnvironmentPath}/agreements/{agreementId}", null)).Failure
        );

        var revoked = await Worker.SendAsync(
            HttpMethod.Post,
            ConsentPath(policied),
            "",
            "application/vnd.pingidentity.consent.revoke+json"
        );

        Assert.Equal("REVOKED", revoked["status"]);
        Assert.Equal(1, await AuditedAsync($"resources.id eq \"{agreementId}\" and (action.type eq \"AGREEMENT_CONSENT.ACCEPTED\")"));
        Assert.Equal(
            1,
            await AuditedAsync($"resources.id eq \"{policied.Journey.UserId}\" and (action.type eq \"AGREEMENT_CONSENT.REVOKED\")")
        );
        Assert.Equal(0, await AuditedAsync("resources.id eq \"other\" and action.type eq \"AGREEMENT_CONSENT.ACCEPTED\""));
        Assert.Equal(501, (await Worker.GetAsync($"{EnvironmentPath}/activities?filter=recordedAt%20gt%20%22x%22")).Status);
    }

    [Holds("7.1-12")]
    [Holds("7.2-09")]
    [Theory]
    [InlineData("""{"mobilePhone":"+1.5125551111"}""", "200")]
    [InlineData("""{"nickname":"x"}""", "400 INVALID_DATA REQUIRED_VALUE mobilePhone")]
    [InlineData("{}", "400 INVALID_DATA REQUIRED_VALUE mobilePhone")]
    [InlineData("""{"mobilePhone":5}""", "400 INVALID_DATA INVALID_VALUE mobilePhone")]
    public async Task Attributes_that_are_missing_are_asked_for(string body, string expected)
    {
        var policied = await Policied.WithAsync(this, Login, Profiling("""{"name":"mobilePhone","required":true}"""));
        await policied.StartAsync();
        Assert.Equal("PROFILE_DATA_REQUIRED", (await policied.LogInAsync())["status"]);

        var reply = await policied.ActAsync("user.update", body);

        Assert.Equal(expected, reply.Failure);
        Assert.Equal(expected == "200" ? "COMPLETED" : "PROFILE_DATA_REQUIRED", (await policied.ReadAsync())["status"]);
    }

    [Fact]
    public async Task What_is_not_required_is_asked_for_once_in_an_interval()
    {
        var policied = await Policied.WithAsync(this, Login, Profiling("""{"name":"nickname","required":false}"""));
        await policied.StartAsync();
        await policied.LogInAsync();
        Assert.Equal("COMPLETED", (await policied.ActAsync("user.update"))["status"]);
        Assert.Equal("COMPLETED", (await policied.StartAsync())["status"]);
        Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("PROFILE_DATA_REQUIRED", (await policied.StartAsync())["status"]);
    }

    private static string Profiling(string attribute) =>
        $$"""{"type":"PROGRESSIVE_PROFILING","attributes":[{{attribute}}],"preventMultiplePromptsPerFlow":true,"promptIntervalSeconds":60,"promptText":"t"}""";

    private async Task<Policied> AgreedAsync()
    {
        var maker = new Policied(this, new Journey(this));
        agreementId = (await maker.MakeAsync("agreements", """{"name":"Terms","enabled":false,"reconsentPeriodDays":30}"""))["id"]!;
        var language = await maker.MakeAsync(
            $"agreements/{agreementId}/languages",
            """{"displayName":"T","locale":"en","enabled":false}"""
        );
        languagePath = $"agreements/{agreementId}/languages/{language["id"]}";
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE enabled",
            (await maker.PutAsync(languagePath, """{"displayName":"T","locale":"en","enabled":true}""")).Failure
        );
        await maker.MakeAsync($"{languagePath}/revisions", """{"contentType":"text/plain","requireReconsent":true,"text":"old"}""");
        await maker.PutAsync(languagePath, """{"displayName":"T","locale":"en","enabled":true}""");
        Assert.Equal(
            200,
            (await maker.PutAsync($"agreements/{agreementId}", """{"name":"Terms","enabled":true,"reconsentPeriodDays":30}""")).Status
        );
        return await Policied.WithAsync(this, Login, $$"""{"type":"AGREEMENT","agreement":{"id":"{{agreementId}}"} }""");
    }

    private string ConsentPath(Policied policied) => $"{EnvironmentPath}/users/{policied.Journey.UserId}/agreementConsents/{agreementId}";

    private Task<Reply> ConsentAsync(Policied policied) => Worker.GetAsync(ConsentPath(policied));

    private async Task<int> AuditedAsync(string filter) =>
        (await Worker.GetAsync($"{EnvironmentPath}/activities?filter={Uri.EscapeDataString(filter)}")).Json["_embedded"]!["activities"]!
            .AsArray()
            .Count;
}
