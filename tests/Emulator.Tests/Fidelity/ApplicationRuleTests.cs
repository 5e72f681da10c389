using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>What an application may and must say, and what it is when nothing is said.</summary>
public sealed class ApplicationRuleTests : WithEmulator
{
    [Holds("3.1-01..06")]
    [Theory]
    [InlineData("enabled")]
    [InlineData("name")]
    [InlineData("type")]
    [InlineData("protocol")]
    [InlineData("grantTypes")]
    [InlineData("tokenEndpointAuthMethod")]
    public async Task What_is_required_must_be_there(string property)
    {
        var body = Journey.ApplicationBody();
        body.Remove(property);

        Assert.Equal($"400 INVALID_DATA REQUIRED_VALUE {property}", (await CreateAsync(body)).Failure);
    }

    [Holds("3.1-28..33", "3.1-39", "3.1-43..44")]
    [Theory]
    [InlineData("type", "WEB_APP NATIVE_APP SINGLE_PAGE_APP WORKER SERVICE CUSTOM_APP")]
    [InlineData("protocol", "OPENID_CONNECT")]
    [InlineData("parRequirement", "OPTIONAL REQUIRED")]
    public async Task A_choice_is_kept_and_another_refused(string property, string values)
    {
        foreach (var value in values.Split(' '))
        {
            var made = await CreateAsync(Journey.ApplicationBody(), body => (body[property], body["name"]) = (value, value));
            Assert.Equal("201", made.Failure);
            Assert.Equal(value, (await Worker.GetAsync($"{EnvironmentPath}/applications/{made["id"]}"))[property]);
        }

        Assert.Equal(
            $"400 INVALID_DATA INVALID_VALUE {property}",
            (await CreateAsync(Journey.ApplicationBody(), body => body[property] = "OTHER")).Failure
        );
    }

    [Holds("3.1-18..27")]
    [Theory]
    [InlineData("grantTypes", "AUTHORIZATION_CODE IMPLICIT REFRESH_TOKEN CLIENT_CREDENTIALS DEVICE_CODE TOKEN_EXCHANGE CIBA")]
    [InlineData("responseTypes", "TOKEN ID_TOKEN CODE")]
    public async Task A_list_of_choices_is_kept_and_others_refused(string property, string values)
    {
        foreach (var value in values.Split(' '))
        {
            var made = await CreateAsync(Journey.ApplicationBody(), body => (body[property], body["name"]) = (new JsonArray(value), value));
            Assert.Equal("201", made.Failure);
            Assert.Equal(value, made[$"{property}.0"]);
        }

        var other = await CreateAsync(Journey.ApplicationBody(), body => body[property] = new JsonArray("OTHER"));
        Assert.Equal($"400 INVALID_DATA INVALID_VALUE {property}", other.Failure);
    }

    [Holds("3.1-51")]
    [Fact]
    public async Task A_refresh_token_lives_thirty_days_where_nothing_is_said()
    {
        var made = await CreateAsync(
            Journey.ApplicationBody(),
            body => body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN")
        );

        Assert.Equal("2592000", made["refreshTokenDuration"]);
    }

    [Holds("3.1-48", "3.1-52")]
    [Theory]
    [InlineData("parTimeout", 0, false)]
    [InlineData("parTimeout", 1, true)]
    [InlineData("parTimeout", 600, true)]
    [InlineData("parTimeout", 601, false)]
    [InlineData("refreshTokenDuration", 59, false)]
    [InlineData("refreshTokenDuration", 60, true)]
    [InlineData("refreshTokenDuration", 2147483647, true)]
    public async Task A_number_has_two_ends(string property, int value, bool isTaken)
    {
        var made = await CreateAsync(
            Journey.ApplicationBody(),
            body => (body[property], body["grantTypes"]) = (value, new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN"))
        );

        Assert.Equal(isTaken ? "201" : $"400 INVALID_DATA OUT_OF_RANGE {property}", made.Failure);
        if (isTaken)
            Assert.Equal($"{value}", made[property]);
    }

    [Holds("1.5-07", "3.1-69")]
    [Fact]
    public async Task What_is_sent_is_kept_and_what_nobody_knows_is_not()
    {
        var body = Journey.ApplicationBody();
        body["nobodyKnowsThis"] = "x";
        body["hiddenFromAppPortal"] = true;
        body["idpSignoff"] = true;
        body["deviceTimeout"] = 700;

        var made = await CreateAsync(body);

        Assert.Equal(201, made.Status);
        foreach (var (name, value) in body)
            Assert.Equal(name == "nobodyKnowsThis" ? null : value!.ToString(), made[name]);
    }

    [Holds("3.2-06")]
    [Theory]
    [InlineData("CLIENT_SECRET_BASIC")]
    [InlineData("CLIENT_SECRET_POST")]
    [InlineData("CLIENT_SECRET_JWT")]
    public async Task The_previous_secret_introspects_and_revokes_until_it_expires(string method)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method);
        await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/secret",
            """{"previous":{"expiresAt":"2026-04-20T16:29:34.570Z"}}"""
        );

        foreach (var (minutes, expected) in new[] { (0, 200), (10, 401) })
        {
            Clock.Advance(TimeSpan.FromMinutes(minutes));
            User.Authorization = method == "CLIENT_SECRET_BASIC" ? Secrets.Basic(journey.ClientId, journey.ClientSecret) : null;
            foreach (var endpoint in new[] { "introspect", "revoke" })
            {
                (string, string)[] client = method switch
                {
                    "CLIENT_SECRET_POST" => journey.AsPost(),
                    "CLIENT_SECRET_JWT" => journey.AsJwt(),
                    _ => [],
                };
                Assert.Equal(expected, (await User.PostFormAsync($"{Sign}/{endpoint}", [("token", "any"), .. client])).Status);
            }
        }
    }

    private Task<Reply> CreateAsync(JsonObject body, Action<JsonObject>? change = null)
    {
        change?.Invoke(body);
        return Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/applications", body.ToJsonString());
    }
}
